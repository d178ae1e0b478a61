namespace Qianliyan.Storage.Journal;

/// <summary>A snapshot to store with an append.</summary>
/// <param name="FormatVersion">Version of the snapshot's layout.</param>
/// <param name="Snapshot">State of the fold after the last entry of this append (or, with no entries, at the given
/// position).</param>
public readonly record struct JournalCheckpoint(byte FormatVersion, ReadOnlyMemory<byte> Snapshot);
