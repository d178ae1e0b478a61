namespace Qianliyan.Storage.Embedded;

public sealed partial class RocksDbEntityStore
{
    // Opening again replays the log into new table files, which takes about the log's size; the rest is for the log
    // itself.
    const long HeadroomBytes = 8L << 20;

    void RunWriter()
    {
        using var group = new CommitGroup();
        var requests = new List<CommitRequest>();
        while (_queue.Take(requests))
        {
            var start = _time.GetTimestamp();
            var bytes = requests.Sum(request => request.Bytes);
            var error = Commit(group, requests);
            _instruments.Queued(-bytes);
            _budget.Release(bytes);
            for (var i = 0; i < requests.Count; i++)
            {
                if (error is null)
                {
                    requests[i].Complete(group.Results[i]);
                }
                else
                {
                    // One exception per caller: a shared one would collect the stack traces of all of them.
                    requests[i].Fail(Translate(error));
                }
            }

            requests.Clear();
            KeepSpacing(_time.GetElapsedTime(start));
        }
    }

    void KeepSpacing(TimeSpan sinceStart)
    {
        var left = _options.CommitSpacing - sinceStart;
        if (left >= TimeSpan.FromMilliseconds(1))
        {
            Thread.Sleep(left);
        }
    }

    // Whatever goes wrong, no caller may be left waiting, and the thread must live for the next group: hence any
    // exception.
    Exception? Commit(CommitGroup group, List<CommitRequest> requests)
    {
        var start = _time.GetTimestamp();
        try
        {
            group.Commit(Healthy(), requests);
        }
        catch (Exception error)
        {
            _isFaulted = true;
            _instruments.Failed();
            LogCommitFailed(error, requests.Count);
            return error;
        }

        _instruments.Committed(requests.Count - group.Conflicts, group.Conflicts, _time.GetElapsedTime(start));
        return null;
    }

    RocksDatabase Healthy()
    {
        if (_isFaulted || _database is null)
        {
            Reopen();
            _isFaulted = false;
        }

        return _database!;
    }

    void Reopen()
    {
        var free = new DriveInfo(Path.GetFullPath(_options.Directory)).AvailableFreeSpace;
        var needed = WalBytes() + HeadroomBytes;
        if (free < needed)
        {
            throw Full($"{free} bytes are free, {needed} are needed to go on", null);
        }

        _opening.EnterWriteLock();
        try
        {
            _database?.Dispose();
            _database = null;
            _database = new(_options, _cache);
        }
        finally
        {
            _opening.ExitWriteLock();
        }

        LogReopened(_options.Directory);
    }

    long WalBytes() =>
        new DirectoryInfo(RocksDatabase.PathOf(_options)).EnumerateFiles("*.log").Sum(file => file.Length);

    StorageUnavailableException Translate(Exception error) => error switch
    {
        StorageFullException full => Full(full.Message, full),
        _ when IsFull(error) => Full(error.Message, error),
        _ => new StorageUnavailableException(
            $"The store in '{_options.Directory}' failed: {error.GetType().Name}: {error.Message}", error),
    };

    static bool IsFull(Exception error) => error.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase);

    StorageFullException Full(string detail, Exception? inner) => inner is StorageFullException
        ? new(detail, inner)
        : new(
            $"The disk of the data directory '{_options.Directory}' is full: {detail}. "
            + "Free some space; the store goes on by itself.",
            inner);
}
