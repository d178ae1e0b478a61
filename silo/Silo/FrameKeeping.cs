using Qianliyan.Domain.Time;
using Qianliyan.Replay;
using Qianliyan.Replay.Retention;
using Qianliyan.Storage.Frames;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Silo;

/// <summary>Natural days for which raw frames stay, beside the one that has begun; null for ever.</summary>
/// <param name="Points">Frames of points.</param>
/// <param name="Quarantined">Frames that became no observation.</param>
public sealed record FrameTerms(int? Points, int? Quarantined)
{
    public bool HasEnd => Points is not null || Quarantined is not null;
}

/// <summary>
/// Lets the raw frames go whose time is over, soon after a start and every few hours: each silo of a cluster those of its
/// share of the twins, and one of them those in quarantine.
/// </summary>
public sealed partial class FrameKeeping(
    FrameTerms terms,
    IJournal journal,
    IFrameLog frames,
    IClusterMembershipService membership,
    ILocalSiloDetails self,
    TimeProvider time,
    ILogger<FrameKeeping> logger)
    : BackgroundService
{
    static readonly TimeSpan Period = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var log = new RetentionLog(journal, time);
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            do
                await LetGo(log, stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped(logger);
        }
    }

    async Task LetGo(RetentionLog log, CancellationToken stoppingToken)
    {
        SiloShare share = SiloShare.Of(self.SiloAddress, membership.CurrentSnapshot);
        try
        {
            if (terms.Points is { } days)
                await LetGoOfPoints(log, share, FirstKept(days), stoppingToken);
            if (terms.Quarantined is { } quarantined && share.Holds(FramesLetGo.Quarantine))
                await LetGoOfQuarantine(log, FirstKept(quarantined), stoppingToken);
        }
        catch (Exception e) when (e is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
        {
            LogFailed(logger, e);
        }
    }

    async Task LetGoOfPoints(
        RetentionLog log, SiloShare share, DateOnly keptFrom, CancellationToken stoppingToken)
    {
        long began = time.GetTimestamp();
        var retention = new FrameRetention(journal, log);
        await retention.Run(
            journal.ListTwinsAsync(stoppingToken).Where(twin => !OwnJournals.Has(twin) && share.Holds(twin)),
            keptFrom, stoppingToken);
        LogLetGo(logger, retention.Purged, "points", keptFrom, time.GetElapsedTime(began));
    }

    async Task LetGoOfQuarantine(RetentionLog log, DateOnly keptFrom, CancellationToken stoppingToken)
    {
        long began = time.GetTimestamp();
        var retention = new QuarantineRetention(frames, log);
        await retention.Run(keptFrom, stoppingToken);
        LogLetGo(logger, retention.Purged, FramesLetGo.Quarantine, keptFrom, time.GetElapsedTime(began));
    }

    DateOnly FirstKept(int days) => BeijingTime.From(time.GetUtcNow()).Date.AddDays(-days);

    [LoggerMessage(
        1, LogLevel.Information, "{Frames} raw frames of {Source} from before {KeptFrom} were let go in {Elapsed}.")]
    static partial void LogLetGo(ILogger logger, long frames, string source, DateOnly keptFrom, TimeSpan elapsed);

    [LoggerMessage(2, LogLevel.Error, "Raw frames could not be let go; the next run goes on.")]
    static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Debug, "No more raw frames are let go: the silo stops.")]
    static partial void LogStopped(ILogger logger);
}
