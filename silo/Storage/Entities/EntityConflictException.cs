namespace Qianliyan.Storage.Entities;

/// <summary>A batch lost a race: one of its conditions did not hold, and nothing of it was written.</summary>
public sealed class EntityConflictException(EntityConflict conflict, Exception? inner = null)
    : StorageException(
        $"{conflict.Kind} at row '{conflict.Key.Row}' of partition '{conflict.Key.Partition}' "
        + $"in table '{conflict.Key.Table}'.",
        inner)
{
    public EntityConflict Conflict { get; } = conflict;

    public string Table => Conflict.Key.Table;

    public string Partition => Conflict.Key.Partition;

    public string Row => Conflict.Key.Row;

    public EntityConflictKind Kind => Conflict.Kind;
}
