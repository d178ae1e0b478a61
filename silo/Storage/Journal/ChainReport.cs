namespace Qianliyan.Storage.Journal;

/// <summary>Result of checking a twin's chain.</summary>
/// <param name="Entries">Entries checked, up to the first fault.</param>
/// <param name="Attachments">Attachments found and compared with their digest.</param>
/// <param name="MissingAttachments">Digests whose attachment is no longer stored; not a fault.</param>
/// <param name="Last">Hash of the last good entry.</param>
/// <param name="FaultAt">Sequence number where the chain breaks; null if it is intact.</param>
/// <param name="Fault">What is wrong there.</param>
public sealed record ChainReport(
    long Entries, long Attachments, long MissingAttachments, JournalHash Last, long? FaultAt, string? Fault)
{
    public bool IsIntact => FaultAt is null;

    internal ChainReport At(long sequence, string fault) => this with { FaultAt = sequence, Fault = fault };
}
