using Qianliyan.Abstractions;
using Qianliyan.Domain.Registry;
using Qianliyan.Replay;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Silo;

/// <summary>
/// After a start, and whenever a silo comes or goes, wakes every twin that has a journal, a bounded number at a time: so
/// effects that were not told before a crash are told even by twins that nothing else would wake, and the first question
/// need not wait for a replay. Each silo of a cluster takes its share.
/// </summary>
public sealed partial class TwinAwakening(
    IJournal journal,
    IGrainFactory grains,
    IClusterMembershipService membership,
    ILocalSiloDetails self,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<TwinAwakening> logger)
    : BackgroundService
{
    const int AtATime = 32;

    int _awake;

    /// <summary>Twins awake so far.</summary>
    public int Awake => Volatile.Read(ref _awake);

    public bool IsDone { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using CancellationTokenRegistration registration = lifetime.ApplicationStarted.Register(
            started.SetResult);
        try
        {
            await started.Task.WaitAsync(stoppingToken);
            SiloShare? former = null;
            await foreach (ClusterMembershipSnapshot snapshot in membership.MembershipUpdates.WithCancellation(stoppingToken))
            {
                var share = SiloShare.Of(self.SiloAddress, snapshot);
                if (share.Equals(former))
                    continue;
                former = share;
                await WakeShare(share, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            if (!IsDone)
                LogStopped(logger, Awake);
        }
    }

    async Task WakeShare(SiloShare share, CancellationToken stoppingToken)
    {
        long began = time.GetTimestamp();
        Volatile.Write(ref _awake, 0);
        IsDone = false;
        var limits = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = stoppingToken };
        try
        {
            await Parallel.ForEachAsync(journal.ListTwinsAsync(stoppingToken).Where(share.Holds), limits, Wake);
            IsDone = true;
            LogDone(logger, Awake, time.GetElapsedTime(began));
        }
        catch (Exception e) when (e is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
        {
            LogFailed(logger, e, Awake);
        }
    }

    async ValueTask Wake(string twin, CancellationToken cancellationToken)
    {
        if (OwnJournals.Has(twin))
            return;
        try
        {
            await grains.GetTwin(TwinName.Parse(twin)).GetStatus();
            Interlocked.Increment(ref _awake);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not OutOfMemoryException)
        {
            LogAsleep(logger, e, twin);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Twins} twins are awake after {Elapsed}.")]
    static partial void LogDone(ILogger logger, int twins, TimeSpan elapsed);

    [LoggerMessage(2, LogLevel.Information, "Stopped while waking twins; {Twins} were awake.")]
    static partial void LogStopped(ILogger logger, int twins);

    [LoggerMessage(
        4,
        LogLevel.Error,
        "The list of twins cannot be read; {Twins} are awake, the others wake when they are asked.")]
    static partial void LogFailed(ILogger logger, Exception exception, int twins);

    [LoggerMessage(3, LogLevel.Error, "{Twin} cannot be woken.")]
    static partial void LogAsleep(ILogger logger, Exception exception, string twin);
}
