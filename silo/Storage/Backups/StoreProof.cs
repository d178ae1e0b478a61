using Qianliyan.Storage.Journal;
using Qianliyan.Storage.Journal.Backups;

namespace Qianliyan.Storage.Backups;

/// <summary>
/// Reads a restored store whole, and holds it against the backup: every journal by its chain, every raw frame by
/// its digest, the frame log by a hash.
/// </summary>
public sealed class StoreProof(StoreExport export)
{
    /// <summary>Of one shard.</summary>
    /// <returns>Entries that were read.</returns>
    /// <exception cref="StorageCorruptException">The store does not hold what the backup does.</exception>
    public async Task<long> ProveShardAsync(int shard, BackupContents contents, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contents);
        var cut = default(TwinCut);
        long entries = 0;
        var twins = 0;
        await foreach (var entry in export.ReadShardAsync(shard, cancellationToken))
        {
            if (entry.Twin != cut.Twin)
            {
                Compare(cut, contents);
                cut = TwinCut.Start(entry.Twin);
                twins++;
            }

            cut = After(entry, cut);
            entries++;
        }

        Compare(cut, contents);
        var expected = contents.Cuts.Keys.Count(twin => StoreExport.ShardOf(twin) == shard);
        return twins == expected
            ? entries
            : throw new StorageCorruptException($"Shard {shard} holds {twins} journals, the backup {expected}.");
    }

    /// <summary>One hash over the whole frame log of the store.</summary>
    public async Task<JournalHash> HashFramesAsync(CancellationToken cancellationToken)
    {
        using var hash = new FrameLogHash();
        await foreach (var frame in export.ReadFramesAsync(cancellationToken))
        {
            hash.Add(frame);
        }

        return hash.Take();
    }

    static TwinCut After(in SealedEntry entry, TwinCut cut)
    {
        try
        {
            return entry.After(cut);
        }
        catch (InvalidDataException fault)
        {
            throw new StorageCorruptException(fault.Message, fault);
        }
    }

    static void Compare(TwinCut found, BackupContents contents)
    {
        if (found.Twin is not null && (!contents.Cuts.TryGetValue(found.Twin, out var cut) || cut != found))
        {
            throw new StorageCorruptException(
                $"{found.Twin} ends at {found.Sequence} in the store, at {cut.Sequence} in the backup.");
        }
    }
}
