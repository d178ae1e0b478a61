using System.Buffers.Binary;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Polly;
using Polly.Retry;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.Clustering;

/// <summary>Cluster membership over any <see cref="IEntityStore"/>.</summary>
/// <remarks>
/// Partition = cluster id; row <c>version</c> holds the table's version, row <c>silo/(address)</c> one silo each. A
/// change writes the silo's row and the version row in one batch, both fenced by their ETags. A read of several pages
/// counts only if the version row has the same ETag before and after. The time of life is written without a new
/// version, so it changes the silo row's ETag only.
/// </remarks>
public sealed class EntityMembershipTable(IEntityStore store, IOptions<ClusterOptions> cluster) : IMembershipTable
{
    const string Table = StorageTables.Membership;
    const string VersionRow = "version";
    const string SiloPrefix = "silo/";
    const int Attempts = 10;

    // Silos that join together change the table in turn: who reads between them waits for its turn, too.
    static readonly ResiliencePipeline<MembershipTableData?> Patience =
        new ResiliencePipelineBuilder<MembershipTableData?>()
            .AddRetry(new RetryStrategyOptions<MembershipTableData?>
            {
                ShouldHandle = arguments => new(arguments.Outcome is { Exception: null, Result: null }),
                MaxRetryAttempts = Attempts - 1,
                Delay = TimeSpan.FromMilliseconds(10),
                MaxDelay = TimeSpan.FromSeconds(1),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .Build();

    readonly string _cluster = cluster.Value.ClusterId;

    /// <inheritdoc/>
    public Task InitializeMembershipTable(bool tryInitTableVersion) =>
        InitializeMembershipTableAsync(tryInitTableVersion, CancellationToken.None);

    /// <inheritdoc/>
    public async Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken)
    {
        if (tryInitTableVersion)
        {
            // Another silo may have been first: that is success too.
            var write = EntityWrite.Insert(Table, VersionRow, VersionValue(0));
            await store.TryCommitAsync(new(_cluster, [write]), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task DeleteMembershipTableEntries(string clusterId) =>
        DeleteMembershipTableEntriesAsync(clusterId, CancellationToken.None);

    /// <inheritdoc/>
    public async Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken) =>
        await store.DeleteRangeAsync(new(Table, clusterId), cancellationToken);

    /// <inheritdoc/>
    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) =>
        CleanupDefunctSiloEntriesAsync(beforeDate, CancellationToken.None);

    /// <inheritdoc/>
    public async Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken)
    {
        await foreach (var entity in store.ReadRangeAsync(SiloRange(), cancellationToken))
        {
            var entry = MembershipRow.Deserialize(entity.Value.Span);
            var lastSeen = entry.StartTime > entry.IAmAliveTime ? entry.StartTime : entry.IAmAliveTime;
            if (entry.Status != SiloStatus.Active && lastSeen < beforeDate.UtcDateTime)
            {
                // A row that changed meanwhile is left for the next round.
                var write = EntityWrite.Delete(Table, entity.Row, entity.ETag);
                await store.TryCommitAsync(new(_cluster, [write]), cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadRow(SiloAddress key) => ReadRowAsync(key, CancellationToken.None);

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken)
    {
        var row = RowOf(key);
        return ReadAsync(SiloRange() with { From = row, To = row + "\0" }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadAll() => ReadAllAsync(CancellationToken.None);

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken) =>
        ReadAsync(SiloRange(), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
        InsertRowAsync(entry, tableVersion, CancellationToken.None);

    /// <inheritdoc/>
    public Task<bool> InsertRowAsync(
        MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken)
    {
        var silo = EntityWrite.Insert(Table, RowOf(entry.SiloAddress), MembershipRow.Serialize(entry));
        return ChangeAsync(silo, tableVersion, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        UpdateRowAsync(entry, etag, tableVersion, CancellationToken.None);

    /// <inheritdoc/>
    public Task<bool> UpdateRowAsync(
        MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken)
    {
        var silo = EntityWrite.Replace(Table, RowOf(entry.SiloAddress), MembershipRow.Serialize(entry), etag);
        return ChangeAsync(silo, tableVersion, cancellationToken);
    }

    /// <inheritdoc/>
    public Task UpdateIAmAlive(MembershipEntry entry) => UpdateIAmAliveAsync(entry, CancellationToken.None);

    /// <inheritdoc/>
    public async Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken)
    {
        var row = RowOf(entry.SiloAddress);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await store.GetAsync(new(Table, _cluster, row), cancellationToken)
                ?? throw new StorageUnavailableException(
                    $"Silo {entry.SiloAddress} has no row in cluster '{_cluster}'.");
            var current = MembershipRow.Deserialize(stored.Value.Span);
            current.IAmAliveTime = entry.IAmAliveTime;
            var write = EntityWrite.Replace(Table, row, MembershipRow.Serialize(current), stored.ETag);
            if ((await store.TryCommitAsync(new(_cluster, [write]), cancellationToken)).Conflict is null)
            {
                return;
            }
        }

        throw new StorageUnavailableException(
            $"The row of silo {entry.SiloAddress} changed {Attempts} times while it was written.");
    }

    static string RowOf(SiloAddress silo) => SiloPrefix + silo.ToParsableString();

    static byte[] VersionValue(int version)
    {
        var value = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(value, version);
        return value;
    }

    EntityRange SiloRange() => new(Table, _cluster, SiloPrefix, OrdinalPrefix.EndOf(SiloPrefix));

    async Task<bool> ChangeAsync(EntityWrite silo, TableVersion version, CancellationToken cancellationToken)
    {
        var fence = EntityWrite.Replace(Table, VersionRow, VersionValue(version.Version), version.VersionEtag);
        return (await store.TryCommitAsync(new(_cluster, [silo, fence]), cancellationToken)).Conflict is null;
    }

    async Task<MembershipTableData> ReadAsync(EntityRange range, CancellationToken cancellationToken) =>
        await Patience.ExecuteAsync(async token => await TryReadAsync(range, token), cancellationToken)
        ?? throw new StorageUnavailableException(
            $"The membership of cluster '{_cluster}' changed {Attempts} times while it was read.");

    /// <returns>Null when a silo came or went meanwhile.</returns>
    async Task<MembershipTableData?> TryReadAsync(EntityRange range, CancellationToken cancellationToken)
    {
        var before = await ReadVersionAsync(cancellationToken);
        var members = new List<Tuple<MembershipEntry, string>>();
        await foreach (var entity in store.ReadRangeAsync(range, cancellationToken))
        {
            members.Add(Tuple.Create(MembershipRow.Deserialize(entity.Value.Span), entity.ETag));
        }

        return before == await ReadVersionAsync(cancellationToken) ? new(members, before) : null;
    }

    // A missing version row must not look like an empty cluster.
    async Task<TableVersion> ReadVersionAsync(CancellationToken cancellationToken)
    {
        var entity = await store.GetAsync(new(Table, _cluster, VersionRow), cancellationToken)
            ?? throw new StorageUnavailableException(
                $"Cluster '{_cluster}' has no version row; it was never initialized.");
        return new(BinaryPrimitives.ReadInt32BigEndian(entity.Value.Span), entity.ETag);
    }
}
