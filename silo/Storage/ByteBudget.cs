namespace Qianliyan.Storage;

/// <summary>
/// Bounds the bytes under way. First come, first served; one request larger than the whole budget passes when nothing
/// else is under way.
/// </summary>
sealed class ByteBudget(long capacity)
{
    readonly Lock _gate = new();
    readonly LinkedList<Waiter> _waiters = new();
    long _used;

    public bool TryTake(long bytes)
    {
        lock (_gate)
        {
            if (_waiters.Count > 0 || !Fits(bytes))
            {
                return false;
            }

            _used += bytes;
            return true;
        }
    }

    public async Task TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(bytes);
        LinkedListNode<Waiter> node;
        lock (_gate)
        {
            if (_waiters.Count == 0 && Fits(bytes))
            {
                _used += bytes;
                return;
            }

            node = _waiters.AddLast(waiter);
        }

        await using var registration = cancellationToken.Register(() => Cancel(node, cancellationToken));
        await waiter.Task;
    }

    public void Release(long bytes)
    {
        lock (_gate)
        {
            _used -= bytes;
            Admit();
        }
    }

    bool Fits(long bytes) => _used == 0 || _used + bytes <= capacity;

    void Admit()
    {
        while (_waiters.First is { } first && Fits(first.Value.Bytes))
        {
            _waiters.RemoveFirst();
            _used += first.Value.Bytes;
            first.Value.SetResult();
        }
    }

    void Cancel(LinkedListNode<Waiter> node, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (node.List is null)
            {
                return;
            }

            _waiters.Remove(node);
            Admit();
        }

        node.Value.SetCanceled(cancellationToken);
    }

    sealed class Waiter(long bytes) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public long Bytes { get; } = bytes;
    }
}
