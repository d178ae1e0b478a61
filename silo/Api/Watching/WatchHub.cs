using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Qianliyan.Abstractions;
using Qianliyan.Abstractions.Operations;
using Qianliyan.Api.Watching.Cluster;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Api.Watching;

/// <summary>
/// Who watches which twins on this silo. Publishing looks up the subscribers of the twin and of the regions above it
/// and leaves each the status to fetch; it takes no lock but a subscriber's own, and never waits for anybody to read.
/// </summary>
/// <remarks>
/// Which region a twin stands in is known from its status only. So while anybody watches a region, every twin of the
/// kinds watched there has its picture made; nobody watching costs a dictionary look-up.
/// </remarks>
sealed class WatchHub(ApiInstruments instruments, IOptions<ApiOptions> options) : ITwinChanges
{
    readonly Lock _gate = new();
    readonly ConcurrentDictionary<TwinName, WatchSubscription[]> _byName = new();
    readonly ConcurrentDictionary<RegionCode, WatchSubscription[]> _byRegion = new();
    readonly int[] _regionWatchers = new int[(int)TwinKind.Case + 1];
    readonly HashSet<WatchSubscription> _all = [];
    RemoteWatcher[] _remotes = [];
    long _wantedVersion;
    int _names;

    /// <summary>Counts up with every watcher that comes or leaves.</summary>
    public long WantedVersion => Interlocked.Read(ref _wantedVersion);

    public bool IsWatched(TwinName name) =>
        Volatile.Read(ref _regionWatchers[(int)name.Kind]) > 0
        || (Volatile.Read(ref _names) > 0 && _byName.ContainsKey(name))
        || IsWatchedFromAfar(name);

    public void Publish(TwinStatus status)
    {
        foreach (RemoteWatcher remote in Volatile.Read(ref _remotes))
            remote.Offer(status, Innermost(status));
        Deliver(status);
    }

    public void Publish(Finding finding)
    {
        foreach (RemoteWatcher remote in Volatile.Read(ref _remotes))
            remote.Offer(finding);
        Deliver(finding);
    }

    // A loop: it is asked for every entry of every twin, and a lambda would be made anew each time.
    bool IsWatchedFromAfar(TwinName name)
    {
        foreach (RemoteWatcher remote in Volatile.Read(ref _remotes))
        {
            if (remote.Wants(name))
                return true;
        }

        return false;
    }

    /// <summary>To the subscribers of this silo.</summary>
    public void Deliver(TwinStatus status)
    {
        if (_byName.TryGetValue(status.Name, out WatchSubscription[]? named))
        {
            foreach (WatchSubscription subscription in named)
                subscription.Put(status);
        }

        if (Volatile.Read(ref _regionWatchers[(int)status.Name.Kind]) == 0)
            return;
        for (RegionCode? region = Innermost(status); region is { } code; region = code.Parent)
        {
            if (!_byRegion.TryGetValue(code, out WatchSubscription[]? watchers))
                continue;
            foreach (WatchSubscription subscription in watchers)
            {
                if (subscription.Scope.Kinds.Contains(status.Name.Kind))
                    subscription.Put(status);
            }
        }
    }

    /// <summary>
    /// To the subscribers of this silo. A finding does not say where its twin stands: subscribers of regions look
    /// themselves when they read.
    /// </summary>
    public void Deliver(Finding finding)
    {
        if (_byName.TryGetValue(finding.Twin, out WatchSubscription[]? named))
        {
            foreach (WatchSubscription subscription in named.Where(subscription => subscription.Scope.WantsFindings))
                subscription.Put(finding);
        }

        if (_byRegion.IsEmpty)
            return;
        foreach (WatchSubscription subscription in _byRegion.Values.SelectMany(watchers => watchers))
        {
            if (subscription.Scope.WantsFindings && subscription.Scope.Kinds.Contains(finding.Twin.Kind))
                subscription.Put(finding);
        }
    }

    public WatchSubscription Subscribe(WatchScope scope)
    {
        var subscription = new WatchSubscription(scope, options.Value.MostWaitingTwins);
        lock (_gate)
        {
            _all.Add(subscription);
            Interlocked.Increment(ref _wantedVersion);
            foreach (TwinName name in scope.Names)
                _byName[name] = [.. _byName.GetValueOrDefault(name) ?? [], subscription];
            Volatile.Write(ref _names, _byName.Count);
            if (scope.Region is { } region)
            {
                _byRegion[region] = [.. _byRegion.GetValueOrDefault(region) ?? [], subscription];
                CountKinds(scope, 1);
            }
        }

        instruments.WatcherCame();
        return subscription;
    }

    public void Unsubscribe(WatchSubscription subscription)
    {
        lock (_gate)
        {
            _all.Remove(subscription);
            Interlocked.Increment(ref _wantedVersion);
            foreach (TwinName name in subscription.Scope.Names)
                Remove(_byName, name, subscription);
            Volatile.Write(ref _names, _byName.Count);
            if (subscription.Scope.Region is { } region)
            {
                Remove(_byRegion, region, subscription);
                CountKinds(subscription.Scope, -1);
            }
        }

        instruments.WatcherLeft();
    }

    /// <summary>What the subscribers of this silo want, all together.</summary>
    public WatchedTwins Wanted()
    {
        lock (_gate)
        {
            WatchedRegion[] regions = [.. _byRegion.Select(watched => new WatchedRegion(
                watched.Key, [.. watched.Value.SelectMany(subscription => subscription.Scope.Kinds).Distinct()]))];
            return new WatchedTwins(WantedVersion, [.. _byName.Keys], regions);
        }
    }

    public WatchLoad Load()
    {
        lock (_gate)
            return new WatchLoad(_all.Count, _all.Sum(subscription => (long)subscription.Waiting));
    }

    /// <summary>The other silos whose watchers want to know of twins here.</summary>
    public void SetRemotes(RemoteWatcher[] remotes) => Volatile.Write(ref _remotes, remotes);

    /// <summary>Changes may have been missed: every subscriber of this silo reads anew.</summary>
    public void ResyncAll()
    {
        lock (_gate)
        {
            foreach (WatchSubscription subscription in _all)
                subscription.Resync();
        }
    }

    /// <summary>Where to begin: who watches a region watches the region itself too.</summary>
    static RegionCode Innermost(TwinStatus status) =>
        status.Name.Kind == TwinKind.Region ? status.Name.AsRegion() : status.Region ?? RegionCode.Nation;

    void CountKinds(WatchScope scope, int change)
    {
        foreach (TwinKind kind in scope.Kinds)
            Interlocked.Add(ref _regionWatchers[(int)kind], change);
    }

    static void Remove<TKey>(
        ConcurrentDictionary<TKey, WatchSubscription[]> watchers, TKey key, WatchSubscription subscription)
        where TKey : notnull
    {
        WatchSubscription[] rest = [.. watchers[key].Where(other => other != subscription)];
        if (rest.Length > 0)
            watchers[key] = rest;
        else
            watchers.TryRemove(key, out _);
    }
}
