using Qianliyan.Domain.Registry;

namespace Qianliyan.Api.Watching;

/// <summary>Which twins a subscriber watches: named ones, or those of some kinds in a region and below it.</summary>
sealed record WatchScope
{
    WatchScope(IReadOnlyList<TwinName> names, RegionCode? region, IReadOnlySet<TwinKind> kinds, bool wantsFindings) =>
        (Names, Region, Kinds, WantsFindings) = (names, region, kinds, wantsFindings);

    /// <summary>The names watched; empty when a region is.</summary>
    public IReadOnlyList<TwinName> Names { get; }

    public RegionCode? Region { get; }

    /// <summary>Kinds watched in the region; never empty.</summary>
    public IReadOnlySet<TwinKind> Kinds { get; }

    public bool WantsFindings { get; }

    public static IReadOnlySet<TwinKind> AllKinds { get; } = new HashSet<TwinKind>
    {
        TwinKind.Point, TwinKind.Enterprise, TwinKind.Incinerator, TwinKind.Cell, TwinKind.Region,
    };

    public static WatchScope Of(IEnumerable<TwinName> names, bool wantsFindings = false) =>
        new([.. names.Distinct()], null, AllKinds, wantsFindings);

    public static WatchScope Below(RegionCode region, IReadOnlySet<TwinKind> kinds, bool wantsFindings = false) =>
        new([], region, kinds, wantsFindings);
}
