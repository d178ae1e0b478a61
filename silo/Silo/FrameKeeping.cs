using Qianliyan.Domain.Time;
using Qianliyan.Replay;
using Qianliyan.Replay.Retention;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Silo;

/// <param name="Days">Natural days for which raw frames stay, beside the one that has begun.</param>
public sealed record FrameTerm(int Days);

/// <summary>
/// Lets the raw frames go whose time is over, soon after a start and every few hours: each silo of a cluster those of its
/// share of the twins.
/// </summary>
public sealed partial class FrameKeeping(
    FrameTerm term,
    IJournal journal,
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
        DateOnly keptFrom = BeijingTime.From(time.GetUtcNow()).Date.AddDays(-term.Days);
        SiloShare share = SiloShare.Of(self.SiloAddress, membership.CurrentSnapshot);
        var retention = new FrameRetention(journal, log);
        long began = time.GetTimestamp();
        try
        {
            await retention.Run(
                journal.ListTwinsAsync(stoppingToken).Where(twin => !OwnJournals.Has(twin) && share.Holds(twin)),
                keptFrom, stoppingToken);
            LogLetGo(logger, retention.Purged, keptFrom, time.GetElapsedTime(began));
        }
        catch (Exception e) when (e is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
        {
            LogFailed(logger, e, retention.Purged);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Frames} raw frames from before {KeptFrom} were let go in {Elapsed}.")]
    static partial void LogLetGo(ILogger logger, long frames, DateOnly keptFrom, TimeSpan elapsed);

    [LoggerMessage(2, LogLevel.Error, "Raw frames could not be let go, after {Frames}; the next run goes on.")]
    static partial void LogFailed(ILogger logger, Exception exception, long frames);

    [LoggerMessage(3, LogLevel.Debug, "No more raw frames are let go: the silo stops.")]
    static partial void LogStopped(ILogger logger);
}
