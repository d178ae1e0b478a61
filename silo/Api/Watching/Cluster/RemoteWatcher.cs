using System.Collections.Frozen;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Api.Watching.Cluster;

/// <summary>
/// All watchers of another silo as one subscriber here: what they want, and what that silo has not been told yet.
/// </summary>
sealed class RemoteWatcher
{
    readonly WatchSubscription _untold;
    volatile Wanted _wanted = new(WatchedTwins.Nothing);

    public RemoteWatcher(int capacity)
    {
        _untold = new(WatchScope.Of([]), capacity);
        _untold.BeginSnapshot();
    }

    public long Version => _wanted.Twins.Version;

    public void Want(WatchedTwins twins)
    {
        if (twins.Version >= Version)
            _wanted = new Wanted(twins);
    }

    public bool Wants(TwinName name)
    {
        Wanted wanted = _wanted;
        return wanted.Names.Contains(name) || wanted.Twins.Regions.Any(region => region.Kinds.Contains(name.Kind));
    }

    /// <summary>The status where it is wanted; <paramref name="innermost"/> is the region that the twin stands in.</summary>
    public void Offer(TwinStatus status, RegionCode innermost)
    {
        Wanted wanted = _wanted;
        if (wanted.Names.Contains(status.Name)
            || wanted.Twins.Regions.Any(watched =>
                watched.Kinds.Contains(status.Name.Kind) && watched.Region.Contains(innermost)))
        {
            _untold.Put(status);
        }
    }

    /// <summary>A finding does not say where its twin stands; the other silo looks itself.</summary>
    public void Offer(Finding finding)
    {
        if (Wants(finding.Twin))
            _untold.Put(finding);
    }

    /// <summary>Waits for something to tell, and takes it.</summary>
    /// <returns>True when changes were dropped since the last time.</returns>
    public async ValueTask<bool> Take(
        List<WatchedChange> changes, List<Finding> findings, int most, CancellationToken cancellationToken)
    {
        await _untold.Wait(cancellationToken);
        bool fellBehind = _untold.NeedsSnapshot;
        if (fellBehind)
            _untold.BeginSnapshot();
        _untold.Take(changes, most);
        _untold.Take(findings);
        return fellBehind;
    }

    sealed class Wanted(WatchedTwins twins)
    {
        public WatchedTwins Twins => twins;

        public FrozenSet<TwinName> Names { get; } = twins.Names.ToFrozenSet();
    }
}
