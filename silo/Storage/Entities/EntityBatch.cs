namespace Qianliyan.Storage.Entities;

/// <summary>
/// Writes to rows of one partition that succeed or fail together; they may go to different tables. No row may be
/// named twice, and the batch keeps within <see cref="EntityLimits"/>.
/// </summary>
public sealed class EntityBatch
{
    public EntityBatch(string partition, IReadOnlyList<EntityWrite> writes)
    {
        ArgumentNullException.ThrowIfNull(partition);
        ArgumentNullException.ThrowIfNull(writes);
        EntityLimits.Check(partition, writes);
        Partition = partition;
        Writes = writes;
    }

    public string Partition { get; }

    public IReadOnlyList<EntityWrite> Writes { get; }
}
