using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Regions;

/// <summary>
/// A region's live status. Its level is the highest in it or below it; the region it stands in is the one right above,
/// and the nation stands in none.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.RegionStatus")]
public sealed record RegionStatus : TwinStatus
{
    /// <summary>Own roster and all regions below.</summary>
    [Id(0)]
    public required RosterCounts Totals { get; init; }

    /// <summary>Own roster alone.</summary>
    [Id(1)]
    public required RosterCounts Own { get; init; }

    /// <summary>Lines of the own roster.</summary>
    [Id(2)]
    public required int RosterSize { get; init; }

    /// <summary>The regions directly below that have counted anything.</summary>
    [Id(3)]
    public required RegionCode[] Children { get; init; }

    /// <summary>Cursor of the newest finding; 0 before the first.</summary>
    [Id(4)]
    public required long NewestFinding { get; init; }

    public static RegionStatus Of(RegionState state) => new()
    {
        Name = state.Name,
        DisplayName = state.Registration is { Name.Length: > 0 } record ? record.Name : state.Name.Id,
        Sequence = state.Standing.Sequence,
        Level = state.Standing.Level,
        LevelReason = state.Standing.Reason,
        LevelSince = state.Standing.LevelSince,
        Link = state.Standing.Link,
        LinkSince = state.Standing.LinkSince,
        Region = state.Code.Parent,
        Location = null,
        IsRegistered = state.Registration is not null,
        Totals = state.Totals,
        Own = state.Roster.Tally.ToCounts(),
        RosterSize = state.Roster.Lines.Count,
        Children = [.. state.Children.Keys],
        NewestFinding = state.Recent.LastOrDefault()?.Sequence ?? 0,
    };
}
