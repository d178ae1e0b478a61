using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Qianliyan.Abstractions;

namespace Qianliyan.Api.Watching.Cluster;

/// <summary>The other silos that watch twins of this one, each told by a loop of its own.</summary>
sealed class RemoteWatchers(
    WatchHub hub, WatchRelays relays, TimeProvider time, IOptions<ApiOptions> options, ILogger<RemoteWatchers> logger)
    : IAsyncDisposable
{
    readonly Lock _gate = new();
    readonly Dictionary<SiloAddress, Remote> _remotes = [];

    public void Want(SiloAddress silo, WatchedTwins wanted)
    {
        lock (_gate)
        {
            if (!_remotes.TryGetValue(silo, out Remote? remote))
            {
                if (wanted.IsNothing)
                    return;
                remote = Begin(silo);
                _remotes.Add(silo, remote);
            }

            remote.Watcher.Want(wanted);
            hub.SetRemotes([.. _remotes.Values.Select(each => each.Watcher)]);
        }
    }

    /// <summary>Lets go of silos that are no longer active.</summary>
    public void Keep(IReadOnlySet<SiloAddress> active)
    {
        lock (_gate)
        {
            SiloAddress[] gone = [.. _remotes.Keys.Where(silo => !active.Contains(silo))];
            foreach (SiloAddress silo in gone)
            {
                _remotes.Remove(silo, out Remote? remote);
                remote!.Ending.Cancel();
            }

            if (gone.Length > 0)
                hub.SetRemotes([.. _remotes.Values.Select(each => each.Watcher)]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Remote[] all;
        lock (_gate)
            all = [.. _remotes.Values];
        foreach (Remote remote in all)
            await remote.Ending.CancelAsync();
        await Task.WhenAll(all.Select(remote => remote.Telling));
    }

    Remote Begin(SiloAddress silo)
    {
        var watcher = new RemoteWatcher(options.Value.MostWaitingTwins);
        var ending = new CancellationTokenSource();
        var telling = new RemoteTelling(silo, watcher, relays.Of(silo), time, logger);
        return new Remote(watcher, ending, Task.Run(() => telling.Run(ending.Token)));
    }

    sealed record Remote(RemoteWatcher Watcher, CancellationTokenSource Ending, Task Telling);
}
