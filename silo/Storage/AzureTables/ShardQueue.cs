using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.AzureTables;

/// <summary>The batches that wait for the next transaction of a shard. Its owner keeps it under a lock.</summary>
sealed class ShardQueue
{
    readonly Queue<TableCommit> _waiting = new();
    TaskCompletionSource _isFull = NewSignal();
    int _rows;

    public bool IsEmpty => _waiting.Count == 0;

    /// <summary>Completes when a transaction would be full.</summary>
    public Task IsFull => _isFull.Task;

    public void Add(TableCommit commit)
    {
        _waiting.Enqueue(commit);
        _rows += commit.Rows.Length;
        if (_rows >= EntityLimits.BatchRows)
        {
            _isFull.TrySetResult();
        }
    }

    /// <summary>As many, in order, as one transaction carries.</summary>
    public TableTransaction Take(string shard)
    {
        var transaction = new TableTransaction(shard);
        while (_waiting.TryPeek(out var commit) && transaction.TryAdd(commit))
        {
            _waiting.Dequeue();
            _rows -= commit.Rows.Length;
        }

        if (_rows < EntityLimits.BatchRows && _isFull.Task.IsCompleted)
        {
            _isFull = NewSignal();
        }

        return transaction;
    }

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
