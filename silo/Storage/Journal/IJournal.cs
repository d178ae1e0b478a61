namespace Qianliyan.Storage.Journal;

/// <summary>
/// Per twin an append-only sequence of entries, each sealed by the hash of the one before, with checkpoints, pages and
/// an outbox beside it. Acknowledged means written and synced.
/// </summary>
/// <remarks>
/// Two activations of one twin cannot both write the same sequence number: the loser gets
/// <see cref="JournalFencedException"/>. After <see cref="StorageUnavailableException"/> the outcome is unknown: load
/// the twin again. Reads see every acknowledged append; a long read is consistent per page, and entries never change.
/// </remarks>
public interface IJournal
{
    /// <summary>
    /// Appends entries, checkpoint and side rows atomically. The hash is computed on the caller's thread; appends of
    /// many twins share one synced write. Waits while the queue is full.
    /// </summary>
    /// <exception cref="JournalFencedException">The position is not the end of the twin's journal, or its checkpoint is
    /// another one.</exception>
    /// <exception cref="ArgumentException">Nothing to write, more than 100 rows, or a row above the limits.</exception>
    ValueTask<AppendReceipt> AppendAsync(JournalAppend append, CancellationToken cancellationToken);

    /// <summary>
    /// Entries in order of sequence, both ends inclusive; <paramref name="toSequence"/> null = to the end.
    /// </summary>
    IAsyncEnumerable<JournalEntry> ReadAsync(
        string twin, long fromSequence, long? toSequence, int limit, CancellationToken cancellationToken);

    /// <summary>Whether the twin ever wrote an entry.</summary>
    ValueTask<bool> ContainsAsync(string twin, CancellationToken cancellationToken);

    /// <summary>
    /// Where the next append goes, for a writer that needs no state. <see cref="JournalPosition.Start"/> for a new
    /// twin.
    /// </summary>
    ValueTask<JournalPosition> ReadPositionAsync(string twin, CancellationToken cancellationToken);

    /// <summary>First mark at or after a Beijing natural day; null if nothing arrived since.</summary>
    ValueTask<JournalDayMark?> FindFirstOfDayAsync(string twin, DateOnly day, CancellationToken cancellationToken);

    /// <summary>Null if the entry has none, or it was purged.</summary>
    ValueTask<JournalAttachment?> ReadAttachmentAsync(string twin, long sequence, CancellationToken cancellationToken);

    /// <summary>Sequence number of the first entry whose attachment is still there; null if none is.</summary>
    ValueTask<long?> FindOldestAttachmentAsync(string twin, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes the attachments of entries; the entries keep their digests, and the chain holds. Idempotent: broken off, it
    /// may have deleted some.
    /// </summary>
    /// <param name="twin">Whose.</param>
    /// <param name="first">Sequence number of the first entry.</param>
    /// <param name="last">That of the last one.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    /// <returns>How many were there.</returns>
    ValueTask<long> PurgeAttachmentsAsync(string twin, long first, long last, CancellationToken cancellationToken);

    ValueTask<StoredCheckpoint?> ReadCheckpointAsync(string twin, CancellationToken cancellationToken);

    ValueTask<StoredPage?> ReadPageAsync(string twin, string pageId, CancellationToken cancellationToken);

    /// <summary>Pages whose id begins with a prefix, in ordinal order.</summary>
    IAsyncEnumerable<StoredPage> ReadPagesAsync(string twin, string prefix, CancellationToken cancellationToken);

    /// <summary>Outbox rows in ordinal order of their key.</summary>
    IAsyncEnumerable<JournalSideRow> ReadOutboxAsync(string twin, CancellationToken cancellationToken);

    /// <summary>Twins that have outbox rows, for delivery after a restart. Order: shard, then ordinal.</summary>
    IAsyncEnumerable<string> ListOutboxTwinsAsync(CancellationToken cancellationToken);

    /// <summary>All twins that ever wrote an entry. Order: shard, then ordinal.</summary>
    IAsyncEnumerable<string> ListTwinsAsync(CancellationToken cancellationToken);

    /// <summary>Recomputes the whole chain, attachments included where they are still there.</summary>
    ValueTask<ChainReport> VerifyChainAsync(string twin, CancellationToken cancellationToken);
}
