namespace Qianliyan.Storage.Journal;

public sealed partial class EntityJournal
{
    /// <inheritdoc/>
    public async ValueTask<ChainReport> VerifyChainAsync(string twin, CancellationToken cancellationToken)
    {
        var report = new ChainReport(0, 0, 0, JournalChain.Genesis(twin), null, null);
        await foreach (var entry in ReadAsync(twin, 1, null, int.MaxValue, cancellationToken))
        {
            var expected = report.Entries + 1;
            if (entry.Sequence != expected)
            {
                return report.At(expected, $"Entry {expected} is missing; the next one is {entry.Sequence}.");
            }

            if (JournalChain.Next(report.Last, entry) != entry.Hash)
            {
                return report.At(expected, "The hash does not follow from the entry and the one before.");
            }

            var attachment = entry.AttachmentDigest is null
                ? null
                : await ReadAttachmentAsync(twin, entry.Sequence, cancellationToken);
            if (attachment is { } found && JournalChain.Digest(found) != entry.AttachmentDigest)
            {
                return report.At(expected, "The attachment is not the one that was sealed.");
            }

            report = report with
            {
                Entries = expected,
                Last = entry.Hash,
                Attachments = report.Attachments + (attachment is null ? 0 : 1),
                MissingAttachments =
                    report.MissingAttachments + (attachment is null && entry.AttachmentDigest is not null ? 1 : 0),
            };
        }

        return report;
    }
}
