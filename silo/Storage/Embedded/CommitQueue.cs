namespace Qianliyan.Storage.Embedded;

/// <summary>Hand-over of requests to the writer thread, in order.</summary>
sealed class CommitQueue(int maxCommitBytes)
{
    // A monitor, not a Lock: the writer waits on it.
    readonly object _gate = new();
    readonly Queue<CommitRequest> _requests = new();
    bool _isWaiting;
    bool _isClosed;

    /// <returns>False when the store is closing.</returns>
    public bool TryAdd(params ReadOnlySpan<CommitRequest> requests)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return false;
            }

            foreach (var request in requests)
            {
                _requests.Enqueue(request);
            }

            if (_isWaiting)
            {
                Monitor.Pulse(_gate);
            }

            return true;
        }
    }

    /// <summary>Waits for requests and takes as many as one commit may carry.</summary>
    /// <returns>False when closed and empty.</returns>
    public bool Take(List<CommitRequest> destination)
    {
        lock (_gate)
        {
            while (_requests.Count == 0)
            {
                if (_isClosed)
                {
                    return false;
                }

                _isWaiting = true;
                Monitor.Wait(_gate);
                _isWaiting = false;
            }

            long bytes = 0;
            while (_requests.TryPeek(out var request) && (bytes == 0 || bytes + request.Bytes <= maxCommitBytes))
            {
                bytes += request.Bytes;
                destination.Add(_requests.Dequeue());
            }

            return true;
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.Pulse(_gate);
        }
    }
}
