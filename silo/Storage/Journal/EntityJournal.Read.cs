using System.Globalization;
using System.Runtime.CompilerServices;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.Journal;

public sealed partial class EntityJournal
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalEntry> ReadAsync(
        string twin,
        long fromSequence,
        long? toSequence,
        int limit,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TwinKeys.Check(twin);
        var end = toSequence is { } last and < long.MaxValue ? TwinKeys.EntryRow(twin, last + 1) : TwinKeys.EndOf(twin);
        var range = new EntityRange(
            StorageTables.Entries, TwinKeys.ShardOf(twin), TwinKeys.EntryRow(twin, fromSequence), end, Limit: limit);
        await foreach (var entity in store.ReadRangeAsync(range, cancellationToken))
        {
            yield return ToEntry(twin, entity);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> ContainsAsync(string twin, CancellationToken cancellationToken)
    {
        TwinKeys.Check(twin);
        var key = new EntityKey(StorageTables.Twins, TwinKeys.ShardOf(twin), twin);
        return await store.GetAsync(key, cancellationToken) is not null;
    }

    /// <inheritdoc/>
    public async ValueTask<JournalPosition> ReadPositionAsync(string twin, CancellationToken cancellationToken)
    {
        // Forward from the checkpoint: a table service has no backward order.
        var position = (await ReadCheckpointAsync(twin, cancellationToken))?.Position ?? JournalPosition.Start(twin);
        await foreach (var entry in ReadAsync(twin, position.Sequence + 1, null, int.MaxValue, cancellationToken))
        {
            position = position.Advance(entry);
        }

        return position;
    }

    /// <inheritdoc/>
    public async ValueTask<JournalDayMark?> FindFirstOfDayAsync(
        string twin, DateOnly day, CancellationToken cancellationToken)
    {
        TwinKeys.Check(twin);
        var range = new EntityRange(
            StorageTables.Days, TwinKeys.ShardOf(twin), TwinKeys.DayRow(twin, day), TwinKeys.EndOf(twin), Limit: 1);
        var page = await store.ReadPageAsync(range, cancellationToken);
        return page.Entities.Count == 0 ? null : ToDayMark(twin, page.Entities[0]);
    }

    /// <inheritdoc/>
    public async ValueTask<StoredCheckpoint?> ReadCheckpointAsync(string twin, CancellationToken cancellationToken)
    {
        var entity = await GetAsync(StorageTables.Checkpoints, twin, AppendPlan.SnapshotName, cancellationToken);
        return entity is { } found ? JournalRows.ReadCheckpoint(found.Value, found.ETag) : null;
    }

    /// <inheritdoc/>
    public async ValueTask<StoredPage?> ReadPageAsync(string twin, string pageId, CancellationToken cancellationToken)
    {
        TwinKeys.CheckName(pageId);
        var entity = await GetAsync(StorageTables.Checkpoints, twin, AppendPlan.PagePrefix + pageId, cancellationToken);
        return entity is { } found ? JournalRows.ReadPage(pageId, found.Value) : null;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredPage> ReadPagesAsync(
        string twin, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TwinKeys.Check(twin);
        TwinKeys.CheckName(prefix);
        var range = TwinKeys.PrefixRange(StorageTables.Checkpoints, twin, AppendPlan.PagePrefix + prefix);
        await foreach (var entity in store.ReadRangeAsync(range, cancellationToken))
        {
            var id = TwinKeys.NameOf(entity.Row, twin)[AppendPlan.PagePrefix.Length..].ToString();
            yield return JournalRows.ReadPage(id, entity.Value);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<JournalSideRow> ReadOutboxAsync(string twin, CancellationToken cancellationToken) =>
        ReadSideRowsAsync(StorageTables.Outbox, twin, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListOutboxTwinsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var shard in TwinKeys.Shards)
        {
            var range = new EntityRange(StorageTables.Outbox, shard, Limit: 1);
            while (await store.ReadPageAsync(range, cancellationToken) is { Entities: [var first, ..] })
            {
                var twin = TwinKeys.TwinOf(first.Row);
                yield return twin;
                range = range with { From = TwinKeys.EndOf(twin) };
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListTwinsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var shard in TwinKeys.Shards)
        {
            await foreach (var entity in store.ReadRangeAsync(new(StorageTables.Twins, shard), cancellationToken))
            {
                yield return entity.Row;
            }
        }
    }

    async IAsyncEnumerable<JournalSideRow> ReadSideRowsAsync(
        string table, string twin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TwinKeys.Check(twin);
        await foreach (var entity in store.ReadRangeAsync(TwinKeys.RangeOf(table, twin), cancellationToken))
        {
            yield return new(TwinKeys.NameOf(entity.Row, twin).ToString(), entity.Value);
        }
    }

    ValueTask<Entity?> GetAsync(string table, string twin, string name, CancellationToken cancellationToken)
    {
        TwinKeys.Check(twin);
        return store.GetAsync(new(table, TwinKeys.ShardOf(twin), TwinKeys.Row(twin, name)), cancellationToken);
    }

    static JournalEntry ToEntry(string twin, Entity entity) =>
        JournalRows.ReadEntry(SequenceKey.Parse(TwinKeys.NameOf(entity.Row, twin)), entity.Value);

    static JournalDayMark ToDayMark(string twin, Entity entity) => new(
        DateOnly.FromDayNumber(int.Parse(TwinKeys.NameOf(entity.Row, twin), CultureInfo.InvariantCulture)),
        JournalRows.ReadDayMark(entity.Value));
}
