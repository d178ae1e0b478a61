namespace Qianliyan.Storage.Journal.Backups;

/// <summary>An entry with what is kept beside it.</summary>
/// <param name="Twin">Whose journal it is in.</param>
/// <param name="Entry">As stored.</param>
/// <param name="Attachment">Null where there is none, or it is no longer kept.</param>
public readonly record struct SealedEntry(string Twin, JournalEntry Entry, JournalAttachment? Attachment)
{
    /// <summary>The cut after this entry.</summary>
    /// <exception cref="InvalidDataException">It does not follow from the cut before, or the attachment is another one.
    /// </exception>
    public TwinCut After(TwinCut cut)
    {
        if (Entry.Sequence != cut.Sequence + 1)
        {
            throw new InvalidDataException(
                $"{Twin}: entry {cut.Sequence + 1} is missing; the next one is {Entry.Sequence}.");
        }

        if (JournalChain.Next(cut.Hash, Entry) != Entry.Hash)
        {
            throw new InvalidDataException(
                $"{Twin}: the hash of entry {Entry.Sequence} does not follow from the entry and the one before.");
        }

        if (Attachment is { } attachment && JournalChain.Digest(attachment) != Entry.AttachmentDigest)
        {
            throw new InvalidDataException(
                $"{Twin}: the raw frame of entry {Entry.Sequence} is not the one that was sealed.");
        }

        return new(cut.Twin, Entry.Sequence, Entry.Hash);
    }
}
