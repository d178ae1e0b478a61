using System.Diagnostics;

namespace Qianliyan.Storage.AzureTables;

/// <summary>
/// Batches wait by partition. While one transaction of a partition is at the service, what comes for that partition
/// gathers and shares the next: the busier a partition, the fewer transactions a batch costs. Batches of one partition
/// are decided in the order in which they came.
/// </summary>
sealed class PartitionQueues(TransactionRunner runner, StorageInstruments instruments, int concurrentTransactions)
    : IAsyncDisposable
{
    readonly Lock _gate = new();
    readonly Dictionary<string, Queue<TableCommit>> _waiting = new(StringComparer.Ordinal);
    readonly SemaphoreSlim _inFlight = new(concurrentTransactions, concurrentTransactions);
    readonly TaskCompletionSource _emptied = new(TaskCreationOptions.RunContinuationsAsynchronously);
    bool _isClosed;

    /// <param name="partition">Key of the partition in the form of the service.</param>
    /// <param name="commits">In the order in which they are to be decided.</param>
    /// <exception cref="ObjectDisposedException">The store is closing.</exception>
    public void Add(string partition, params ReadOnlySpan<TableCommit> commits)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (_waiting.TryGetValue(partition, out var queue))
            {
                Append(queue, commits);
                return;
            }

            queue = new();
            Append(queue, commits);
            _waiting.Add(partition, queue);
        }

        _ = Task.Run(() => DrainAsync(partition));
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

    static void Append(Queue<TableCommit> queue, ReadOnlySpan<TableCommit> commits)
    {
        foreach (var commit in commits)
        {
            queue.Enqueue(commit);
        }
    }

    async Task DrainAsync(string partition)
    {
        while (true)
        {
            await _inFlight.WaitAsync();
            try
            {
                if (Take(partition) is not { } transaction)
                {
                    return;
                }

                await RunAsync(transaction);
            }
            finally
            {
                _inFlight.Release();
            }
        }
    }

    /// <returns>Null when nothing waits; the partition's queue is gone then.</returns>
    TableTransaction? Take(string partition)
    {
        lock (_gate)
        {
            var queue = _waiting[partition];
            if (queue.Count == 0)
            {
                _waiting.Remove(partition);
                SetEmptied();
                return null;
            }

            var transaction = new TableTransaction(partition);
            while (queue.TryPeek(out var commit) && transaction.TryAdd(commit))
            {
                queue.Dequeue();
            }

            return transaction;
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
