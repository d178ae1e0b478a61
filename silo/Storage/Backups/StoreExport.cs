using System.Runtime.CompilerServices;
using Qianliyan.Storage.Entities;
using Qianliyan.Storage.Journal;
using Qianliyan.Storage.Journal.Backups;

namespace Qianliyan.Storage.Backups;

/// <summary>
/// Reads journals with what is kept beside their entries, and the frame log, while others write: of each journal what
/// is read is a beginning of it.
/// </summary>
public sealed class StoreExport(IEntityStore store)
{
    /// <summary>Journals lie in so many shards; each may be read on its own.</summary>
    public const int Shards = TwinKeys.ShardCount;

    public static int ShardOf(string twin) => Array.IndexOf(TwinKeys.Shards, TwinKeys.ShardOf(twin));

    /// <summary>All journals of a shard, one after the other, each in order.</summary>
    public IAsyncEnumerable<SealedEntry> ReadShardAsync(int shard, CancellationToken cancellationToken)
    {
        var name = TwinKeys.Shards[shard];
        return ReadAsync(new(StorageTables.Entries, name), new(StorageTables.Attachments, name), cancellationToken);
    }

    /// <summary>Entries of one journal, both ends inclusive; <paramref name="to"/> null = to the end.</summary>
    public IAsyncEnumerable<SealedEntry> ReadTwinAsync(
        string twin, long from, long? to, CancellationToken cancellationToken)
    {
        var shard = TwinKeys.ShardOf(twin);
        var (first, end) = (
            TwinKeys.EntryRow(twin, from), to is { } last ? TwinKeys.EntryRow(twin, last + 1) : TwinKeys.EndOf(twin));
        return ReadAsync(
            new(StorageTables.Entries, shard, first, end),
            new(StorageTables.Attachments, shard, first, end),
            cancellationToken);
    }

    /// <summary>The frame log, oldest first.</summary>
    public async IAsyncEnumerable<RejectedFrame> ReadFramesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = new EntityRange(StorageTables.Frames, StorageTables.FramesPartition);
        await foreach (var frame in store.ReadRangeAsync(all, cancellationToken))
        {
            yield return new(frame.Row, JournalRows.ReadAttachment(frame.Value));
        }
    }

    async IAsyncEnumerable<SealedEntry> ReadAsync(
        EntityRange entries, EntityRange attachments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var kept =
            store.ReadRangeAsync(attachments, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var hasKept = await kept.MoveNextAsync();
        await foreach (var row in store.ReadRangeAsync(entries, cancellationToken))
        {
            var twin = TwinKeys.TwinOf(row.Row);
            var entry = JournalRows.ReadEntry(SequenceKey.Parse(TwinKeys.NameOf(row.Row, twin)), row.Value);
            if (entry.AttachmentDigest is null)
            {
                yield return new(twin, entry, null);
                continue;
            }

            while (hasKept && string.CompareOrdinal(kept.Current.Row, row.Row) < 0)
            {
                hasKept = await kept.MoveNextAsync();
            }

            yield return new(
                twin,
                entry,
                hasKept && kept.Current.Row == row.Row
                    ? JournalRows.ReadAttachment(kept.Current.Value)
                    : await FindAsync(entries.Partition, row.Row, cancellationToken));
        }
    }

    // The pages of the two tables are not of one moment: what was written between them is asked for by itself.
    async ValueTask<JournalAttachment?> FindAsync(string shard, string row, CancellationToken cancellationToken) =>
        await store.GetAsync(new(StorageTables.Attachments, shard, row), cancellationToken) is { } found
            ? JournalRows.ReadAttachment(found.Value)
            : null;
}
