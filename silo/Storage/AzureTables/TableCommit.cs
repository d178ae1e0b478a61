using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.AzureTables;

/// <summary>A batch on its way: its row keys in the form of the service, and the answer its caller waits for.</summary>
sealed class TableCommit(EntityBatch batch)
{
    readonly TaskCompletionSource<EntityCommitResult> _answer =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    bool[]? _void;

    public EntityBatch Batch => batch;

    public string[] Rows { get; } =
        [.. batch.Writes.Select(write => TableKeys.Row(write.Table, batch.Partition, write.Row))];

    public long Bytes { get; } = EntityLimits.BytesOf(batch.Writes);

    public Task<EntityCommitResult> Answer => _answer.Task;

    public bool IsRefused { get; private set; }

    /// <summary>A <see cref="EntityWriteKind.DeleteAny"/> that found no row: nothing to be done.</summary>
    public bool IsVoid(int write) => _void?[write] == true;

    public void MarkVoid(int write) => (_void ??= new bool[Rows.Length])[write] = true;

    public void Written(string[] etags) => _answer.TrySetResult(EntityCommitResult.Written(etags));

    public void Refused(int write, EntityConflictKind kind)
    {
        IsRefused = true;
        var key = new EntityKey(batch.Writes[write].Table, batch.Partition, batch.Writes[write].Row);
        _answer.TrySetResult(EntityCommitResult.Refused(new(key, kind, write)));
    }

    public void Failed(Exception error) => _answer.TrySetException(error);
}
