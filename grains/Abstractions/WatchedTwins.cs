using Qianliyan.Domain.Registry;

namespace Qianliyan.Abstractions;

/// <summary>What all watchers of a silo want to know, whichever silo a twin is active in.</summary>
/// <param name="Version">Counts up with every change; an older one than is known is ignored.</param>
/// <param name="Names">Twins that are watched by name.</param>
/// <param name="Regions">Regions below which twins of some kinds are watched.</param>
[GenerateSerializer, Immutable, Alias("qly.WatchedTwins")]
public sealed record WatchedTwins(
    [property: Id(0)] long Version,
    [property: Id(1)] TwinName[] Names,
    [property: Id(2)] WatchedRegion[] Regions)
{
    public static WatchedTwins Nothing { get; } = new(0, [], []);

    public bool IsNothing => Names.Length == 0 && Regions.Length == 0;
}

[GenerateSerializer, Immutable, Alias("qly.WatchedRegion")]
public sealed record WatchedRegion([property: Id(0)] RegionCode Region, [property: Id(1)] TwinKind[] Kinds);
