using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Policies;

/// <summary>Which 3 km cells of a city a month makes warned cells (预警网格).</summary>
public sealed record RankingPolicy
{
    /// <summary>The factor whose monthly means are ranked.</summary>
    public required FactorCode Factor { get; init; }

    public required RankedCells Cells { get; init; }

    /// <summary>Share of a month's hours that need a mean, of the month ranked and of the one it is compared with.</summary>
    public required decimal CoveredShare { get; init; }

    /// <summary>Cells of each list that are warned.</summary>
    public required int PerList { get; init; }

    /// <summary>How a month is held against an earlier one.</summary>
    public required MonthChange Change { get; init; }

    /// <summary>Which of several cells with the same figure count for <see cref="PerList"/>.</summary>
    public required RankTies Ties { get; init; }

    /// <summary>Hours after the end of a month at which a cell tells its mean.</summary>
    public required int ClosesAfterHours { get; init; }

    /// <summary>Hours after the end of a month at which a city ranks it.</summary>
    public required int RanksAfterHours { get; init; }

    public required EscalationLevel Level { get; init; }

    public required FindingClass Class { get; init; }

    public required string Clause { get; init; }

    public required WarningEscalation Escalation { get; init; }
}

/// <summary>When a cell that was warned again and again escalates: a notice to people, never an order.</summary>
public sealed record WarningEscalation
{
    /// <summary>Months warned in a row that escalate.</summary>
    public required int Consecutive { get; init; }

    /// <summary>Months warned within the year that escalate.</summary>
    public required int Cumulative { get; init; }

    /// <summary>Which year; it bounds both counts.</summary>
    public required WarningYear Year { get; init; }

    /// <summary>With <see cref="WarningYear.Sliding"/>: months of it, that judged among them.</summary>
    public required int YearMonths { get; init; }

    /// <summary>Whether a month in which the cell is not warned can escalate; a row it breaks always.</summary>
    public required UnwarnedMonth UnwarnedMonth { get; init; }

    /// <summary>What a month without a rank does to a row.</summary>
    public required UnrankedMonth UnrankedMonth { get; init; }

    public required EscalationLevel Level { get; init; }

    public required FindingClass Class { get; init; }

    public required string Clause { get; init; }
}

public enum RankedCells
{
    /// <summary>Cells that are registered as hot (热点网格) when they tell their month.</summary>
    Hot = 1,

    /// <summary>Every 3 km cell.</summary>
    All = 2,
}

public enum MonthChange
{
    /// <summary>As a share of the earlier mean.</summary>
    Relative = 1,

    /// <summary>In the unit of the factor.</summary>
    Absolute = 2,
}

public enum RankTies
{
    /// <summary>All of the tied share the best place among them.</summary>
    All = 1,

    /// <summary>They take places one by one, in order of id.</summary>
    FirstById = 2,
}

public enum WarningYear
{
    /// <summary>The months that end with the one judged.</summary>
    Sliding = 1,

    /// <summary>The calendar year of the one judged, as far as it.</summary>
    Calendar = 2,
}

public enum UnwarnedMonth
{
    /// <summary>It never escalates.</summary>
    Never = 1,

    /// <summary>It does, as long as the cumulative count is reached.</summary>
    Cumulative = 2,
}

public enum UnrankedMonth
{
    /// <summary>It breaks the row, like one without a warning.</summary>
    Breaks = 1,

    /// <summary>It is passed over: the row goes on behind it.</summary>
    PassedOver = 2,
}
