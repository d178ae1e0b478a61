namespace Qianliyan.Storage.Journal;

/// <summary>
/// All a twin keeps of its journal between appends: hand it to the next append, take the new one from the receipt.
/// Only one append of a twin may be under way at a time.
/// </summary>
/// <param name="Sequence">Sequence number of the last entry; 0 before the first one.</param>
/// <param name="Hash">Chain hash of the last entry; the twin's genesis hash before the first one.</param>
/// <param name="Day">Latest Beijing natural day of arrival that has a day mark; <see cref="DateOnly.MinValue"/> at the
/// start.</param>
/// <param name="CheckpointTag">ETag of the stored checkpoint, null if there is none. It fences checkpoints of an older
/// activation.</param>
public readonly record struct JournalPosition(long Sequence, JournalHash Hash, DateOnly Day, string? CheckpointTag)
{
    /// <summary>The position of a twin that has never written.</summary>
    public static JournalPosition Start(string twin) =>
        new(0, JournalChain.Genesis(twin), DateOnly.MinValue, null);

    /// <summary>The position after an entry that was read; use it to walk from a checkpoint through its tail.</summary>
    /// <exception cref="StorageCorruptException">The entry is not the next one.</exception>
    public JournalPosition Advance(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Sequence != Sequence + 1)
        {
            throw new StorageCorruptException($"Entry {entry.Sequence} was found where {Sequence + 1} was expected.");
        }

        return new(entry.Sequence, entry.Hash, entry.Day > Day ? entry.Day : Day, CheckpointTag);
    }
}
