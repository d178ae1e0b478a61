namespace Qianliyan.Storage.Journal;

/// <summary>An entry to append. Its sequence number follows from the position it is appended to.</summary>
/// <param name="Kind">Meaning of the payload; the caller's numbering, stable forever.</param>
/// <param name="FormatVersion">Version of the payload's layout within its kind.</param>
/// <param name="ArrivalMs">Instant of arrival, Unix milliseconds UTC. Decides the day mark.</param>
/// <param name="Payload">Must stay unchanged until the append has completed.</param>
/// <param name="Attachment">Raw bytes, stored in a table of their own under the same sequence number and sealed by the
/// chain.</param>
public readonly record struct JournalRecord(
    byte Kind,
    byte FormatVersion,
    long ArrivalMs,
    ReadOnlyMemory<byte> Payload,
    JournalAttachment? Attachment = null);
