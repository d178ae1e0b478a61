namespace Qianliyan.Storage.Entities;

/// <summary>The first write of a batch whose condition did not hold; nothing of the batch was written.</summary>
public sealed record EntityConflict(EntityKey Key, EntityConflictKind Kind, int WriteIndex)
{
    public EntityConflictException ToException() => new(this);
}
