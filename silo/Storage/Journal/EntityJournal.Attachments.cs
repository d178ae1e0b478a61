using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.Journal;

public sealed partial class EntityJournal
{
    /// <inheritdoc/>
    public async ValueTask<JournalAttachment?> ReadAttachmentAsync(
        string twin, long sequence, CancellationToken cancellationToken)
    {
        var entity = await GetAsync(StorageTables.Attachments, twin, SequenceKey.Format(sequence), cancellationToken);
        return entity is { } found ? JournalRows.ReadAttachment(found.Value) : null;
    }

    /// <inheritdoc/>
    public async ValueTask<long?> FindOldestAttachmentAsync(string twin, CancellationToken cancellationToken)
    {
        TwinKeys.Check(twin);
        var range = TwinKeys.RangeOf(StorageTables.Attachments, twin) with { Limit = 1 };
        var page = await store.ReadPageAsync(range, cancellationToken);
        return page.Entities.Count == 0 ? null : SequenceKey.Parse(TwinKeys.NameOf(page.Entities[0].Row, twin));
    }

    /// <inheritdoc/>
    public ValueTask<long> PurgeAttachmentsAsync(
        string twin, long first, long last, CancellationToken cancellationToken)
    {
        TwinKeys.Check(twin);
        var range = new EntityRange(
            StorageTables.Attachments, TwinKeys.ShardOf(twin), TwinKeys.EntryRow(twin, first), TwinKeys.EntryRow(twin, last + 1));
        return store.DeleteRangeAsync(range, cancellationToken);
    }
}
