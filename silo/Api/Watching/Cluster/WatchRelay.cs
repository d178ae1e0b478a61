using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Api.Watching.Cluster;

/// <inheritdoc cref="IWatchRelay"/>
[Reentrant]
sealed class WatchRelay(
    GrainId id, Silo silo, ILoggerFactory loggers, WatchHub hub, RemoteWatchers remotes)
    : GrainService(id, silo, loggers), IWatchRelay
{
    public Task Want(SiloAddress watcher, WatchedTwins wanted)
    {
        remotes.Want(watcher, wanted);
        return Task.CompletedTask;
    }

    public Task Ring(TwinStatus[] statuses, Finding[] findings)
    {
        foreach (TwinStatus status in statuses)
            hub.Deliver(status);
        foreach (Finding finding in findings)
            hub.Deliver(finding);
        return Task.CompletedTask;
    }

    public Task FellBehind()
    {
        hub.ResyncAll();
        return Task.CompletedTask;
    }
}
