namespace Qianliyan.Storage.Entities;

/// <summary>Outcome of one batch: the new ETags, or the conflict that kept it from being written.</summary>
public readonly struct EntityCommitResult
{
    readonly object? _state;
    readonly ulong _stamp;

    EntityCommitResult(object? state, ulong stamp)
    {
        _state = state;
        _stamp = stamp;
    }

    /// <summary>Null when the batch was written.</summary>
    public EntityConflict? Conflict => _state as EntityConflict;

    /// <summary>ETag of the row written by write <paramref name="index"/>; meaningless for a delete.</summary>
    public string ETagOf(int index)
    {
        ThrowIfConflict();
        return _state is string[] tags ? tags[index] : EntityStamp.Format(_stamp);
    }

    /// <exception cref="EntityConflictException">The batch was refused.</exception>
    public void ThrowIfConflict()
    {
        if (Conflict is { } conflict)
        {
            throw conflict.ToException();
        }
    }

    public static EntityCommitResult Refused(EntityConflict conflict) => new(conflict, 0);

    /// <summary>For backends that get one ETag per row.</summary>
    public static EntityCommitResult Written(string[] etags) => new(etags, 0);

    /// <summary>For backends that give all rows of a batch one stamp: the text is made only when asked for.</summary>
    internal static EntityCommitResult Written(ulong stamp) => new(null, stamp);
}
