namespace Qianliyan.Storage.Journal;

/// <summary>An outbox row as stored.</summary>
public readonly record struct JournalSideRow(string Key, ReadOnlyMemory<byte> Value);
