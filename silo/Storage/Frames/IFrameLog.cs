namespace Qianliyan.Storage.Frames;

/// <summary>
/// Append-only log of frames that became no observation (拒收、隔离、乱码): nothing that arrives is lost without trace.
/// </summary>
public interface IFrameLog
{
    /// <summary>Durable when it completes; shares the group commit with the journal.</summary>
    /// <returns>Id of the frame.</returns>
    ValueTask<string> AppendAsync(FrameRecord frame, CancellationToken cancellationToken);

    /// <summary>
    /// Newest first. The time range is in Unix milliseconds UTC: <paramref name="fromMs"/> inclusive,
    /// <paramref name="toMs"/> exclusive.
    /// </summary>
    IAsyncEnumerable<StoredFrame> ReadAsync(long fromMs, long toMs, int limit, CancellationToken cancellationToken);

    /// <summary>Oldest first; the time range as of <see cref="ReadAsync"/>.</summary>
    IAsyncEnumerable<StoredFrame> ReadForwardAsync(
        long fromMs, long toMs, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes the frames of a time range as of <see cref="ReadAsync"/>. Idempotent: broken off, it may have deleted some.
    /// </summary>
    /// <returns>How many were there.</returns>
    ValueTask<long> PurgeAsync(long fromMs, long toMs, CancellationToken cancellationToken);

    /// <summary>Frames in a time range; walks over them.</summary>
    ValueTask<long> CountAsync(long fromMs, long toMs, CancellationToken cancellationToken);
}
