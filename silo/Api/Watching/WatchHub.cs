using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Qianliyan.Abstractions;
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
    int _names;

    public bool IsWatched(TwinName name) =>
        Volatile.Read(ref _regionWatchers[(int)name.Kind]) > 0
        || (Volatile.Read(ref _names) > 0 && _byName.ContainsKey(name));

    public void Publish(TwinStatus status)
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
    /// A finding does not say where its twin stands: subscribers of regions look themselves when they read.
    /// </summary>
    public void Publish(Finding finding)
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
