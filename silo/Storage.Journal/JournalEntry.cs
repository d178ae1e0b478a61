namespace Qianliyan.Storage.Journal;

/// <summary>An entry as stored.</summary>
/// <param name="Sequence">1 for the first entry of a twin, without gaps.</param>
/// <param name="Kind">As appended.</param>
/// <param name="FormatVersion">As appended.</param>
/// <param name="ArrivalMs">Instant of arrival, Unix milliseconds UTC.</param>
/// <param name="Payload">As appended; owned by the reader.</param>
/// <param name="Hash">Chain hash up to and including this entry, see <see cref="JournalChain"/>.</param>
/// <param name="AttachmentDigest">Digest of the attachment, null if there is none. It outlives the attachment, so the
/// chain stays provable.</param>
public sealed record JournalEntry(
    long Sequence,
    byte Kind,
    byte FormatVersion,
    long ArrivalMs,
    ReadOnlyMemory<byte> Payload,
    JournalHash Hash,
    JournalHash? AttachmentDigest)
{
    /// <summary>Beijing natural day (自然日) of arrival.</summary>
    public DateOnly Day => JournalDay.Of(ArrivalMs);
}
