namespace Qianliyan.Storage.Journal;

/// <summary>
/// The last checkpoint of a twin. Continue from <see cref="Position"/> with <see cref="JournalPosition.Advance"/> over
/// the entries after it.
/// </summary>
public sealed record StoredCheckpoint(JournalPosition Position, byte FormatVersion, ReadOnlyMemory<byte> Snapshot);
