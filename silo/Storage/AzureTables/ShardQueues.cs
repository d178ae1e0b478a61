using System.Diagnostics;

namespace Qianliyan.Storage.AzureTables;

/// <summary>
/// Batches wait by shard. While one transaction of a shard is at the service, what comes for that shard gathers and shares
/// the next; where that was more than one batch, a moment longer, for a transaction costs as much with one row as with
/// a hundred. Batches of one shard are decided in the order in which they came.
/// </summary>
sealed class ShardQueues(
    TransactionRunner runner,
    StorageInstruments instruments,
    int concurrentTransactions,
    TimeSpan gathering,
    TimeProvider time)
    : IAsyncDisposable
{
    readonly Lock _gate = new();
    readonly Dictionary<string, ShardQueue> _waiting = new(StringComparer.Ordinal);
    readonly SemaphoreSlim _inFlight = new(concurrentTransactions, concurrentTransactions);
    readonly TaskCompletionSource _emptied = new(TaskCreationOptions.RunContinuationsAsynchronously);
    bool _isClosed;

    /// <param name="shard">Partition key of the service.</param>
    /// <param name="commits">In the order in which they are to be decided.</param>
    /// <exception cref="ObjectDisposedException">The store is closing.</exception>
    public void Add(string shard, params ReadOnlySpan<TableCommit> commits)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (_waiting.TryGetValue(shard, out var queue))
            {
                Append(queue, commits);
                return;
            }

            queue = new();
            Append(queue, commits);
            _waiting.Add(shard, queue);
        }

        _ = Task.Run(() => DrainAsync(shard));
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isClosed = true;
            SetEmptied();
        }

        await _emptied.Task;
        _inFlight.Dispose();
    }

    void SetEmptied()
    {
        if (_isClosed && _waiting.Count == 0)
        {
            _emptied.TrySetResult();
        }
    }

    static void Append(ShardQueue queue, ReadOnlySpan<TableCommit> commits)
    {
        foreach (var commit in commits)
        {
            queue.Add(commit);
        }
    }

    async Task DrainAsync(string shard)
    {
        var isBusy = false;
        while (true)
        {
            if (isBusy)
            {
                await GatherAsync(shard);
            }

            await _inFlight.WaitAsync();
            try
            {
                if (Take(shard) is not { } transaction)
                {
                    return;
                }

                isBusy = transaction.Commits.Count > 1;
                await RunAsync(transaction);
            }
            finally
            {
                _inFlight.Release();
            }
        }
    }

    /// <summary>Waits until a transaction would be full, or the time is over.</summary>
    async Task GatherAsync(string shard)
    {
        Task isFull;
        lock (_gate)
        {
            isFull = _waiting[shard].IsFull;
        }

        await isFull.WaitAsync(gathering, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <returns>Null when nothing waits; the shard's queue is gone then.</returns>
    TableTransaction? Take(string shard)
    {
        lock (_gate)
        {
            var queue = _waiting[shard];
            if (queue.IsEmpty)
            {
                _waiting.Remove(shard);
                SetEmptied();
                return null;
            }

            return queue.Take(shard);
        }
    }

    async Task RunAsync(TableTransaction transaction)
    {
        TableCommit[] commits = [.. transaction.Commits];
        var started = Stopwatch.GetTimestamp();
        try
        {
            await runner.RunAsync(transaction);
            var conflicts = commits.Count(commit => commit.IsRefused);
            instruments.Committed(commits.Length - conflicts, conflicts, Stopwatch.GetElapsedTime(started));
        }
        // Whatever goes wrong, no caller may be left waiting.
        catch (Exception error)
        {
            instruments.Failed();
            foreach (var commit in commits)
            {
                // One exception per caller: a shared one would collect the stack traces of all of them.
                commit.Failed(error is StorageUnavailableException
                    ? new StorageUnavailableException(error.Message, error)
                    : error);
            }
        }
    }
}
