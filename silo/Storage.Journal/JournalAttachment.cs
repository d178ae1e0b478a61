namespace Qianliyan.Storage.Journal;

/// <summary>Raw bytes kept beside an entry (原始报文), with a small header whose meaning is the caller's.</summary>
public readonly record struct JournalAttachment(ReadOnlyMemory<byte> Header, ReadOnlyMemory<byte> Body);
