using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Api.Queries;

/// <summary>What to list. Conditions that are not set do not restrict.</summary>
sealed record RosterFilter(TwinKind? Kind, EscalationLevel? Level, LinkState? Link, GeoBox? Box)
{
    public static RosterFilter Everything { get; } = new(null, null, null, null);

    /// <summary>Whether the region's own line belongs to the list. A region has no position.</summary>
    public bool Matches(RegionStatus region) =>
        Kind is null or TwinKind.Region
        && (Level is null || region.Level == Level)
        && (Link is null || region.Link == Link)
        && Box is null;

    /// <summary>Whether anything of a roster with these counts can match.</summary>
    public bool MayMatch(RosterCounts counts)
    {
        foreach (ref readonly KindCounts line in counts.Kinds.AsSpan())
        {
            if ((Kind is null || line.Kind == Kind) && CountAtLevel(in line) > 0 && CountOfLink(in line) > 0)
                return true;
        }

        return false;
    }

    public RosterQuery ToQuery(TwinName? after, int limit) =>
        new() { Kind = Kind, Level = Level, Link = Link, Box = Box, After = after, Limit = limit };

    int CountAtLevel(in KindCounts line) => Level switch
    {
        EscalationLevel.Normal => line.Normal,
        EscalationLevel.Notice => line.Notice,
        EscalationLevel.Warning => line.Warning,
        EscalationLevel.Exceeded => line.Exceeded,
        _ => line.Total,
    };

    int CountOfLink(in KindCounts line) => Link switch
    {
        LinkState.Unknown => line.Unknown,
        LinkState.Online => line.Online,
        LinkState.Silent => line.Silent,
        _ => line.Total,
    };
}
