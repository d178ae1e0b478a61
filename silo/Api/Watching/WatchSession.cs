using Grpc.Core;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Queries;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Api.Watching;

/// <summary>
/// One watch stream. It reads statuses from the grains in scope, then sends what changes; writing waits for the client,
/// and while it waits the subscription keeps the newest status of each twin only.
/// </summary>
sealed class WatchSession(
    WatchSubscription subscription,
    WatchView view,
    LiveTwins twins,
    IGrainFactory grains,
    IWatchAnnouncer announcer,
    ApiInstruments instruments,
    IServerStreamWriter<V1.WatchTwinsResponse> client)
{
    const int MostUpdates = 256;

    readonly List<WatchedChange> _changes = new(MostUpdates);
    readonly List<Finding> _findings = [];

    public async Task Run(CancellationToken cancellationToken)
    {
        for (bool isFirst = true; ; isFirst = false)
        {
            if (!isFirst)
                instruments.Resynced();
            subscription.BeginSnapshot();
            await announcer.Announce(cancellationToken);
            await SendSnapshot(cancellationToken);
            if (!subscription.NeedsSnapshot)
                await client.WriteAsync(new V1.WatchTwinsResponse { Synced = true }, cancellationToken);
            while (!subscription.NeedsSnapshot)
            {
                await subscription.Wait(cancellationToken);
                await SendChanges(cancellationToken);
            }
        }
    }

    async Task SendSnapshot(CancellationToken cancellationToken)
    {
        if (subscription.Scope.Region is not { } root)
        {
            foreach (TwinName[] names in subscription.Scope.Names.Chunk(MostUpdates))
                await SendStatuses(names, cancellationToken);
            return;
        }

        IReadOnlySet<TwinKind> kinds = subscription.Scope.Kinds;
        RosterFilter filter = RosterFilter.Everything with { Kind = kinds.Count == 1 ? kinds.First() : null };
        var walk = new RosterWalk(grains, root, filter);
        for (RosterPosition? position = RosterWalk.Beginning(root); position is { } here;)
        {
            RosterWalk.Page page = await walk.Read(here, MostUpdates, cancellationToken);
            IEnumerable<RosterLine> wanted = page.Lines.Where(line => kinds.Contains(line.Name.Kind));
            await SendStatuses([.. wanted.Select(line => line.Name)], cancellationToken);
            position = page.Next;
        }
    }

    async Task SendStatuses(TwinName[] names, CancellationToken cancellationToken)
    {
        TwinStatus[] statuses = await Task.WhenAll(Array.ConvertAll(names, name => twins.GetStatus(name).AsTask()));
        await Send(statuses.Select(subscription.Newest), cancellationToken);
    }

    async Task SendChanges(CancellationToken cancellationToken)
    {
        _changes.Clear();
        _findings.Clear();
        subscription.Take(_changes, MostUpdates);
        subscription.Take(_findings);
        using IDisposable? spans = WatchTracing.Updates(_changes);
        await Send(_changes.Select(change => change.Status), cancellationToken);
    }

    async Task Send(IEnumerable<TwinStatus> statuses, CancellationToken cancellationToken)
    {
        var response = new V1.WatchTwinsResponse { DroppedFindingCount = subscription.DroppedFindings };
        foreach (TwinStatus status in statuses)
        {
            if (view.Render(status) is { } update)
                response.Updates.Add(update);
        }

        foreach (Finding finding in _findings)
        {
            if (await IsInScope(finding))
                response.Findings.Add(finding.ToProto());
        }

        _findings.Clear();
        if (response.Updates.Count == 0 && response.Findings.Count == 0)
            return;
        instruments.Updated(response.Updates.Count);
        await client.WriteAsync(response, cancellationToken);
    }

    async ValueTask<bool> IsInScope(Finding finding)
    {
        if (subscription.Scope.Region is not { } root || root == RegionCode.Nation)
            return true;
        TwinStatus status = await twins.GetStatus(finding.Twin);
        return status.Region is { } region && root.Contains(region);
    }
}
