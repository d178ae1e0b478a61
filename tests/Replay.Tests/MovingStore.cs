using Qianliyan.Storage.Entities;

namespace Qianliyan.Replay.Tests;

/// <summary>A store in which something happens just before a page is read, or a row written.</summary>
sealed class MovingStore(IEntityStore store) : IEntityStore
{
    public Func<EntityRange, Task> BeforePage { get; set; } = _ => Task.CompletedTask;

    public Action BeforeCommit { get; set; } = () => { };

    public ValueTask<Entity?> GetAsync(EntityKey key, CancellationToken cancellationToken) =>
        store.GetAsync(key, cancellationToken);

    public ValueTask<EntityCommitResult> TryCommitAsync(EntityBatch batch, CancellationToken cancellationToken)
    {
        BeforeCommit();
        return store.TryCommitAsync(batch, cancellationToken);
    }

    public ValueTask<EntityCommitResult[]> TryCommitManyAsync(
        IReadOnlyList<EntityBatch> batches, CancellationToken cancellationToken)
    {
        BeforeCommit();
        return store.TryCommitManyAsync(batches, cancellationToken);
    }

    public async ValueTask<EntityPage> ReadPageAsync(EntityRange range, CancellationToken cancellationToken)
    {
        await BeforePage(range);
        return await store.ReadPageAsync(range, cancellationToken);
    }
}
