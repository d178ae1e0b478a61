using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.AzureTables;

/// <summary>The entity tables in one table of Azure Table storage, or of an emulator of it.</summary>
/// <remarks>
/// One physical table holds all tables of the contract, and a few of its partitions, the shards, all partitions of it,
/// since a transaction spans rows of one partition of one table. Batches of a shard that wait at the same time share a
/// transaction. A delete of a row that may be absent costs a
/// second round trip when it is. The service has no backward order: a reverse read first lists the keys of its range.
/// </remarks>
public sealed partial class AzureTableEntityStore : IEntityStore, IAsyncDisposable
{
    /// <summary>Most partitions that rows can be spread over.</summary>
    public const int MostShards = 4_096;

    readonly TableKeys _keys;
    readonly TableService _service;
    readonly ShardQueues _queues;
    readonly ByteBudget _budget;
    readonly StorageInstruments _instruments;

    public AzureTableEntityStore(AzureTableStoreOptions options, StorageInstruments instruments, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Shards, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Shards, MostShards);
        _instruments = instruments;
        _keys = new(options.Service, options.Shards);
        _service = new(options, instruments, time);
        _queues = new(new(_service), instruments, options.ConcurrentTransactions, options.Gathering, time);
        _budget = new(options.MaxQueueBytes);
    }

    /// <summary>Refuses further batches and waits for those under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _queues.DisposeAsync();
        _service.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask<EntityCommitResult> TryCommitAsync(EntityBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var commit = new TableCommit(batch);
        await ReserveAsync(commit.Bytes, cancellationToken);
        try
        {
            _queues.Add(_keys.Shard(batch.Partition), commit);
            return await commit.Answer;
        }
        finally
        {
            Release(commit.Bytes);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<EntityCommitResult[]> TryCommitManyAsync(
        IReadOnlyList<EntityBatch> batches, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batches);
        TableCommit[] commits = [.. batches.Select(batch => new TableCommit(batch))];
        var bytes = commits.Sum(commit => commit.Bytes);
        await ReserveAsync(bytes, cancellationToken);
        try
        {
            foreach (var shard in commits.GroupBy(commit => _keys.Shard(commit.Batch.Partition), StringComparer.Ordinal))
            {
                _queues.Add(shard.Key, [.. shard]);
            }

            return await Task.WhenAll(commits.Select(commit => commit.Answer));
        }
        finally
        {
            Release(bytes);
        }
    }

    async Task ReserveAsync(long bytes, CancellationToken cancellationToken)
    {
        await _budget.TakeAsync(bytes, cancellationToken);
        _instruments.Queued(bytes);
    }

    void Release(long bytes)
    {
        _instruments.Queued(-bytes);
        _budget.Release(bytes);
    }
}
