using System.Runtime.CompilerServices;

namespace Qianliyan.Storage.Entities;

/// <summary>Shapes of the contract that every backend shares.</summary>
public static class EntityStoreExtensions
{
    /// <exception cref="EntityConflictException">A condition did not hold; nothing was written.</exception>
    public static async ValueTask<EntityCommitResult> CommitAsync(
        this IEntityStore store, EntityBatch batch, CancellationToken cancellationToken)
    {
        var result = await store.TryCommitAsync(batch, cancellationToken);
        result.ThrowIfConflict();
        return result;
    }

    /// <summary>All rows of a range. Consistent within a page, not across pages.</summary>
    public static async IAsyncEnumerable<Entity> ReadRangeAsync(
        this IEntityStore store, EntityRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        EntityRange? next = range;
        while (next is { } current)
        {
            var page = await store.ReadPageAsync(current, cancellationToken);
            foreach (var entity in page.Entities)
            {
                yield return entity;
            }

            next = page.Next;
        }
    }

    /// <summary>Deletes the rows of a range, in batches. Idempotent: broken off, it may have deleted some.</summary>
    /// <returns>How many were there.</returns>
    public static async ValueTask<long> DeleteRangeAsync(
        this IEntityStore store, EntityRange range, CancellationToken cancellationToken)
    {
        long deleted = 0;
        await foreach (var rows in store.ReadRangeAsync(range, cancellationToken).Chunk(EntityLimits.BatchRows))
        {
            EntityWrite[] writes = [.. rows.Select(row => EntityWrite.DeleteAny(range.Table, row.Row))];
            await store.CommitAsync(new(range.Partition, writes), cancellationToken);
            deleted += rows.Length;
        }

        return deleted;
    }
}
