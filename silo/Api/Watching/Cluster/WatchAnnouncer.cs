using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qianliyan.Abstractions;

namespace Qianliyan.Api.Watching.Cluster;

/// <summary>
/// Tells every active silo what is watched here, whenever that changes and whenever a silo comes; and when one comes or
/// goes has all watchers read anew, since twins have moved and what they told on the way may be lost.
/// </summary>
sealed partial class WatchAnnouncer(
    WatchHub hub,
    WatchRelays relays,
    RemoteWatchers remotes,
    IClusterMembershipService membership,
    ILocalSiloDetails self,
    TimeProvider time,
    ILogger<WatchAnnouncer> logger)
    : BackgroundService, IWatchAnnouncer
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    readonly Channel<bool> _signal =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    readonly Dictionary<SiloAddress, long> _told = [];
    TaskCompletionSource<long> _round = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask Announce(CancellationToken cancellationToken)
    {
        long wanted = hub.WantedVersion;
        if (Others().Count == 0)
            return;
        long began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < Patience)
        {
            Task<long> round = Volatile.Read(ref _round).Task;
            _signal.Writer.TryWrite(true);
            try
            {
                if (await round.WaitAsync(Patience, time, cancellationToken) >= wanted)
                    return;
            }
            catch (TimeoutException)
            {
                return;
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Task following = FollowMembership(stoppingToken);
        try
        {
            while (await _signal.Reader.WaitToReadAsync(stoppingToken))
            {
                _signal.Reader.TryRead(out _);
                await TellOthers(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo ends.
        }

        await following;
    }

    async Task FollowMembership(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (ClusterMembershipSnapshot _ in membership.MembershipUpdates.WithCancellation(stoppingToken))
                _signal.Writer.TryWrite(true);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo ends.
        }
    }

    /// <summary>One round: who is there, what is wanted, who has not been told.</summary>
    async Task TellOthers(CancellationToken stoppingToken)
    {
        HashSet<SiloAddress> others = Others();
        bool isLate = Forget(others);
        WatchedTwins wanted = hub.Wanted();
        SiloAddress[] untold =
            [.. others.Where(silo => _told.GetValueOrDefault(silo, -1) < wanted.Version)];
        bool[] heard = await Task.WhenAll(Array.ConvertAll(untold, silo => Tell(silo, wanted, stoppingToken)));
        for (int i = 0; i < untold.Length; i++)
        {
            if (!heard[i])
                continue;
            // A silo that is told for the first time may have shown changes before.
            isLate |= !_told.ContainsKey(untold[i]) && !wanted.IsNothing;
            _told[untold[i]] = wanted.Version;
        }

        if (isLate)
            hub.ResyncAll();
        if (heard.Contains(false))
            _signal.Writer.TryWrite(true);
        else
            EndRound(wanted.Version);
    }

    async Task<bool> Tell(SiloAddress silo, WatchedTwins wanted, CancellationToken stoppingToken)
    {
        try
        {
            await relays.Of(silo).Want(self.SiloAddress, wanted).WaitAsync(Patience, time, stoppingToken);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
        {
            LogUnheard(logger, e, silo);
            await Task.Delay(TimeSpan.FromMilliseconds(200), time, stoppingToken);
            return false;
        }
    }

    /// <returns>True when a silo is gone that had been told.</returns>
    bool Forget(HashSet<SiloAddress> others)
    {
        remotes.Keep(others);
        SiloAddress[] gone = [.. _told.Keys.Where(silo => !others.Contains(silo))];
        foreach (SiloAddress silo in gone)
            _told.Remove(silo);
        return gone.Length > 0;
    }

    void EndRound(long version) => Interlocked.Exchange(
        ref _round, new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously))
        .SetResult(version);

    HashSet<SiloAddress> Others() => [.. membership.CurrentSnapshot.Members.Values
        .Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(self.SiloAddress))
        .Select(member => member.SiloAddress)];

    [LoggerMessage(1, LogLevel.Warning, "Silo {Silo} does not hear what is watched here; told again.")]
    static partial void LogUnheard(ILogger logger, Exception exception, SiloAddress silo);
}
