using Qianliyan.Domain.Time;
using Qianliyan.Storage.Frames;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay.Retention;

/// <summary>
/// Lets frames go that became no observation and whose time is over, by natural days of arrival: sealed first, deleted then,
/// like those of points.
/// </summary>
public sealed class QuarantineRetention(IFrameLog frames, RetentionLog log)
{
    /// <summary>Frames that this run has deleted so far.</summary>
    public long Purged { get; private set; }

    /// <param name="keptFrom">The first natural day, Beijing time, whose frames stay.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    public async Task Run(DateOnly keptFrom, CancellationToken cancellationToken)
    {
        while (await frames.ReadForwardAsync(0, StartOf(keptFrom), 1, cancellationToken)
            .FirstOrDefaultAsync(cancellationToken) is { } oldest)
        {
            DateOnly day = JournalDay.Of(oldest.ArrivalMs);
            (long from, long to) = (StartOf(day), StartOf(day.AddDays(1)));
            await log.Append([await Seal(day, from, to, cancellationToken)], cancellationToken);
            Purged += await frames.PurgeAsync(from, to, cancellationToken);
        }
    }

    async Task<FramesLetGo> Seal(DateOnly day, long from, long to, CancellationToken cancellationToken)
    {
        using var sealing = new DayOfFrames(FramesLetGo.Quarantine, day);
        await foreach (StoredFrame frame in frames.ReadForwardAsync(from, to, int.MaxValue, cancellationToken))
            sealing.Take(frame.ArrivalMs, JournalChain.Digest(new JournalAttachment(frame.Header, frame.Body)));
        return sealing.Seal();
    }

    static long StartOf(DateOnly day) => BeijingTime.Of(day.Year, day.Month, day.Day).UnixSeconds * 1_000;
}
