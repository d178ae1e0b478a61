using Qianliyan.Abstractions;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Api.Queries;

/// <summary>
/// Lists the twins of a region and of all regions below it by asking the regions one after another: the region's own
/// line, its roster in order of name, then its children in order of code. Regions whose counts say that nothing in them
/// can match are passed over. There is no index of all twins anywhere.
/// </summary>
/// <remarks>
/// The position is enough to go on: the next region follows from the children that its ancestors name. A region that
/// comes up while the walk is under way is found if it lies ahead.
/// </remarks>
sealed class RosterWalk(IGrainFactory grains, RegionCode root, RosterFilter filter)
{
    /// <summary>Regions that one page asks at most; a page may stay short, but not take for ever.</summary>
    const int MostRegions = 512;

    public static RosterPosition Beginning(RegionCode root) => new(root, null);

    /// <param name="Next">Where the next page begins; null at the end.</param>
    public readonly record struct Page(IReadOnlyList<RosterLine> Lines, RosterPosition? Next);

    public async Task<Page> Read(RosterPosition from, int limit, CancellationToken cancellationToken)
    {
        var lines = new List<RosterLine>(Math.Min(limit, 64));
        RosterPosition? position = from;
        for (int asked = 0; position is { } here && lines.Count < limit && asked < MostRegions; asked++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RegionStatus status = await StatusOf(here.Region);
            if (here.After is null && status.Sequence > 0 && filter.Matches(status))
                lines.Add(LineOf(status));
            if (lines.Count == limit)
                return new Page(lines, new RosterPosition(here.Region, status.Name));
            if (filter.MayMatch(status.Own))
            {
                TwinName? after = here.After == status.Name ? null : here.After;
                RosterPage page = await RegionOf(here.Region).ListRoster(filter.ToQuery(after, limit - lines.Count));
                lines.AddRange(page.Lines);
                if (!page.IsLast)
                    return new Page(lines, new RosterPosition(here.Region, page.Lines[^1].Name));
            }

            position = await After(status);
        }

        return new Page(lines, position);
    }

    async Task<RosterPosition?> After(RegionStatus status)
    {
        RegionCode code = status.Name.AsRegion();
        if (filter.Kind == TwinKind.Region || filter.MayMatch(status.Totals))
        {
            foreach (RegionCode child in status.Children.Order())
                return Beginning(child);
        }

        while (code != root && code.Parent is { } parent)
        {
            RegionStatus above = await StatusOf(parent);
            foreach (RegionCode sibling in above.Children.Order())
            {
                if (sibling > code)
                    return Beginning(sibling);
            }

            code = parent;
        }

        return null;
    }

    async ValueTask<RegionStatus> StatusOf(RegionCode code) => (RegionStatus)await RegionOf(code).GetStatus();

    IRegionGrain RegionOf(RegionCode code) => grains.GetGrain<IRegionGrain>(code.ToString());

    static RosterLine LineOf(RegionStatus region) => new(
        region.Name,
        region.DisplayName,
        region.Level,
        region.Link,
        region.LevelReason,
        region.Location,
        region.LevelSince);
}
