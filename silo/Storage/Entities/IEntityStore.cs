namespace Qianliyan.Storage.Entities;

/// <summary>
/// Named tables of rows (partition key, row key, ETag, bytes). Small enough for an embedded log-structured store, a
/// table service and a relational database alike. Tables come into being with their first write; an unknown table
/// reads as empty. All members may be called from any thread.
/// </summary>
/// <remarks>
/// A batch may span tables, never partitions. A backend whose transactions do not span tables keeps all tables in one
/// physical table, the table's name being a prefix of the row key. Grouping of commits is the backend's matter: it
/// knows what one synced write or one transaction can carry.
/// Errors of every member: <see cref="StorageUnavailableException"/>, <see cref="StorageFullException"/>.
/// </remarks>
public interface IEntityStore
{
    /// <summary>Null when the row does not exist.</summary>
    ValueTask<Entity?> GetAsync(EntityKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the batch atomically and durably, or reports the conflict. Completes after the write is synced. The
    /// token is honoured while the batch waits for room in the queue; from then on the write runs to its end.
    /// </summary>
    ValueTask<EntityCommitResult> TryCommitAsync(EntityBatch batch, CancellationToken cancellationToken);

    /// <summary>
    /// Hands several batches over together. Each is atomic by itself and has a result of its own; they are decided in
    /// the given order, so a later one sees the earlier ones.
    /// </summary>
    ValueTask<EntityCommitResult[]> TryCommitManyAsync(
        IReadOnlyList<EntityBatch> batches, CancellationToken cancellationToken);

    /// <summary>
    /// Reads the next rows of a range; the backend chooses the size of a page. An empty page has no continuation.
    /// The embedded store answers synchronously.
    /// </summary>
    ValueTask<EntityPage> ReadPageAsync(EntityRange range, CancellationToken cancellationToken);
}
