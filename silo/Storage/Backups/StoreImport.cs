using Qianliyan.Storage.Entities;
using Qianliyan.Storage.Journal;
using Qianliyan.Storage.Journal.Backups;

namespace Qianliyan.Storage.Backups;

/// <summary>Puts journals and frame log of one backup into an empty store, row by row as they were.</summary>
public sealed class StoreImport(IEntityStore store, RestoreMark mark)
{
    readonly Dictionary<string, JournalPosition> _ends = new(StringComparer.Ordinal);
    bool _goesOn;

    /// <summary>Begins, or begins again where the restore of the same backup was not finished.</summary>
    /// <param name="seal">Of the backup.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="StoreNotEmptyException">Something is there; nothing was written.</exception>
    public async Task BeginAsync(JournalHash seal, CancellationToken cancellationToken)
    {
        if (await mark.ReadAsync(cancellationToken) is { } begun)
        {
            if (begun != (seal, false))
            {
                throw new StoreNotEmptyException(
                    $"what backup {begun.Seal} was restored to{(begun.IsFinished ? "" : ", not finished")}");
            }

            _goesOn = true;
            return;
        }

        await EnsureEmptyAsync(cancellationToken);
        await mark.WriteAsync(seal, isFinished: false, cancellationToken);
    }

    /// <summary>From now on a silo may start on it.</summary>
    public Task FinishAsync(JournalHash seal, CancellationToken cancellationToken) =>
        mark.WriteAsync(seal, isFinished: true, cancellationToken);

    /// <summary>
    /// Writes entries with what is kept beside them. The rows are made before this returns, so the next ones may be
    /// given while these are still being written.
    /// </summary>
    /// <param name="entries">Of each twin in order, from its first entry on.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="EntityConflictException">Somebody else writes there.</exception>
    public Task WriteAsync(IReadOnlyList<SealedEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var batches = new BatchCutter();
        foreach (var entry in entries)
        {
            var end = _ends.GetValueOrDefault(entry.Twin, JournalPosition.Start(entry.Twin));
            batches.Add(TwinKeys.ShardOf(entry.Twin), RowsOf(entry, end));
            _ends[entry.Twin] = end.Advance(entry.Entry);
        }

        return CommitAsync(batches, cancellationToken);
    }

    /// <inheritdoc cref="WriteAsync(IReadOnlyList{SealedEntry}, CancellationToken)"/>
    public Task WriteAsync(IReadOnlyList<RejectedFrame> frames, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(frames);
        var batches = new BatchCutter();
        foreach (var frame in frames)
        {
            var row = JournalRows.Framed(frame.Content.Header.Span, frame.Content.Body.Span);
            batches.Add(StorageTables.FramesPartition, [EntityWrite.Upsert(StorageTables.Frames, frame.Id, row)]);
        }

        return CommitAsync(batches, cancellationToken);
    }

    async Task CommitAsync(BatchCutter batches, CancellationToken cancellationToken)
    {
        foreach (var result in await store.TryCommitManyAsync(batches.Take(), cancellationToken))
        {
            result.ThrowIfConflict();
        }
    }

    List<EntityWrite> RowsOf(in SealedEntry entry, in JournalPosition end)
    {
        var row = TwinKeys.EntryRow(entry.Twin, entry.Entry.Sequence);
        var value = JournalRows.Entry(entry.Entry);
        List<EntityWrite> rows =
        [
            _goesOn
                ? EntityWrite.Upsert(StorageTables.Entries, row, value)
                : EntityWrite.Insert(StorageTables.Entries, row, value),
        ];
        if (entry.Attachment is { } kept)
        {
            rows.Add(EntityWrite.Upsert(
                StorageTables.Attachments, row, JournalRows.Framed(kept.Header.Span, kept.Body.Span)));
        }

        if (entry.Entry.Day > end.Day)
        {
            rows.Add(EntityWrite.Upsert(
                StorageTables.Days,
                TwinKeys.DayRow(entry.Twin, entry.Entry.Day),
                JournalRows.DayMark(entry.Entry.Sequence)));
        }

        if (entry.Entry.Sequence == 1)
        {
            rows.Add(EntityWrite.Upsert(StorageTables.Twins, entry.Twin, JournalRows.TwinMark));
        }

        return rows;
    }

    async Task EnsureEmptyAsync(CancellationToken cancellationToken)
    {
        await RefuseAsync(StorageTables.Frames, StorageTables.FramesPartition, "frames", cancellationToken);
        string[] tables = [StorageTables.Twins, StorageTables.Entries, StorageTables.Checkpoints];
        foreach (var table in tables)
        {
            foreach (var shard in TwinKeys.Shards)
            {
                await RefuseAsync(table, shard, "journals", cancellationToken);
            }
        }
    }

    async Task RefuseAsync(string table, string partition, string what, CancellationToken cancellationToken)
    {
        var page = await store.ReadPageAsync(new(table, partition, Limit: 1), cancellationToken);
        if (page.Entities is [var first, ..])
        {
            throw new StoreNotEmptyException($"{what}, such as {first.Row.Split(TwinKeys.Separator)[0]}");
        }
    }
}
