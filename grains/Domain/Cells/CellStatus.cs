using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Ranking;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Cells;

/// <summary>A grid cell's live status.</summary>
[GenerateSerializer, Immutable, Alias("qly.CellStatus")]
public sealed record CellStatus : TwinStatus
{
    [Id(0)]
    public required CellId Cell { get; init; }

    [Id(1)]
    public required bool IsHot { get; init; }

    /// <summary>Start of the newest hour that anything was told for.</summary>
    [Id(2)]
    public required BeijingTime NewestHour { get; init; }

    /// <summary>In order of code.</summary>
    [Id(3)]
    public required CellFactorStatus[] Factors { get; init; }

    /// <summary>Stations of a fine cell, fine cells of a coarse one.</summary>
    [Id(4)]
    public required RosterLine[] Sources { get; init; }

    [Id(5)]
    public required int OnlineSources { get; init; }

    /// <summary>
    /// In force, in order of id: of a fine cell on windows of the last 31 days, of a 3 km cell on the last two years of months
    /// that were ranked.
    /// </summary>
    [Id(6)]
    public required Finding[] Findings { get; init; }

    /// <summary>Who has taken note of the level; null while nobody has.</summary>
    [Id(7)]
    public Acknowledgement? Acknowledged { get; init; }

    /// <summary>Findings that somebody has taken note of, in order of id.</summary>
    [Id(8)]
    public Acknowledgement[] AcknowledgedFindings { get; init; } = [];

    /// <summary>Starts of the natural months that made a 3 km cell a warned cell (预警网格), oldest first; of two years.</summary>
    [Id(9)]
    public BeijingTime[] MonthsWarned { get; init; } = [];

    public static CellStatus Of(CellState state) => new()
    {
        Name = state.Name,
        DisplayName = state.Name.Id,
        Sequence = state.Standing.Sequence,
        Level = state.Standing.Level,
        LevelReason = state.Standing.Reason,
        LevelSince = state.Standing.LevelSince,
        Link = state.Standing.Link,
        LinkSince = state.Standing.LinkSince,
        Region = state.Region,
        Location = null,
        IsRegistered = state.Registration is not null,
        Cell = state.Id,
        IsHot = state.Registration?.IsHot ?? false,
        NewestHour = state.NewestHour,
        Factors = [.. state.Factors.Select(CellFactorStatus.Of)],
        Sources = [.. state.Sources.Lines],
        OnlineSources = state.Sources.Lines.Count(line => line.Link == LinkState.Online),
        Findings = [.. state.Findings.InForce],
        Acknowledged = state.Acknowledged.Level,
        AcknowledgedFindings = [.. state.Acknowledged.Findings],
        MonthsWarned =
        [
            .. state.Outcomes.Where(month => month.Value == MonthOutcome.Warned).Select(month => month.Key.Start),
        ],
    };
}

/// <summary>One factor of a cell, live.</summary>
[GenerateSerializer, Immutable, Alias("qly.CellFactorStatus")]
public readonly record struct CellFactorStatus
{
    [Id(0)]
    public required FactorCode Factor { get; init; }

    /// <summary>The newest hour with a mean; not set when the last 24 hours have none.</summary>
    [Id(1)]
    public required CellHour Latest { get; init; }

    /// <summary>The source with the highest value of the newest hour; empty when nobody reports.</summary>
    [Id(2)]
    public required TwinName Highest { get; init; }

    [Id(3)]
    public required Exact HighestValue { get; init; }

    /// <summary>Mean of the hour means of the 24 hours that end with the newest.</summary>
    [Id(4)]
    public required Exact RollingDay { get; init; }

    [Id(5)]
    public required int RollingHours { get; init; }

    /// <summary>Mean of the hour means of the natural day so far.</summary>
    [Id(6)]
    public required Exact NaturalDay { get; init; }

    [Id(7)]
    public required int NaturalDayHours { get; init; }

    internal static CellFactorStatus Of(CellFactor factor)
    {
        (Exact rolling, int rollingHours) = factor.RollingDay();
        (Exact natural, int naturalHours) = factor.NaturalDay();
        return new CellFactorStatus
        {
            Factor = factor.Code,
            Latest = factor.Latest ?? default,
            Highest = factor.Highest,
            HighestValue = factor.HighestValue,
            RollingDay = rolling,
            RollingHours = rollingHours,
            NaturalDay = natural,
            NaturalDayHours = naturalHours,
        };
    }
}
