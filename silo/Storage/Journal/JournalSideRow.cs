namespace Qianliyan.Storage.Journal;

/// <summary>A page or an outbox row as stored.</summary>
public readonly record struct JournalSideRow(string Key, ReadOnlyMemory<byte> Value);
