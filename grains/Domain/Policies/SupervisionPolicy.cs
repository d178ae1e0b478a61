using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Policies;

/// <summary>Electronic supervision (电子督办) of a point: what anomalies lead to by their frequency.</summary>
public sealed record SupervisionPolicy
{
    /// <summary>Exceedance days in a row that are serious.</summary>
    public required int ConsecutiveDays { get; init; }

    /// <summary>Exceedance days within the window that are serious.</summary>
    public required int CumulativeDays { get; init; }

    public required CumulativeWindow Window { get; init; }

    public required DayWithoutVerdict WithoutVerdict { get; init; }

    public required FindingClass HourClass { get; init; }

    public required FindingClass DayClass { get; init; }

    public required FindingClass SeriousClass { get; init; }

    public required EscalationLevel SeriousLevel { get; init; }

    public required string Clause { get; init; }
}

/// <summary>The two conditions of a listing (严重超标名单): exceedance days, and a manual test over its limit.</summary>
public sealed record ListingPolicy
{
    public required int Days { get; init; }

    /// <summary>Natural days up to and with the day that is looked at.</summary>
    public required int WindowDays { get; init; }

    /// <summary>The manual tests of the same days that are the second condition.</summary>
    public required ValueList<SamplePurpose> Tests { get; init; }

    /// <summary>Of the first condition alone.</summary>
    public required EscalationLevel Level { get; init; }

    public required FindingClass Class { get; init; }

    /// <summary>Of both.</summary>
    public required EscalationLevel ListedLevel { get; init; }

    public required FindingClass ListedClass { get; init; }

    public required string Clause { get; init; }
}

/// <summary>Tiers (预警等级) by cumulative exceedance days: tier 1 from the first number on, and so on.</summary>
public sealed record TierPolicy
{
    public required IReadOnlyList<int> In30Days { get; init; }

    public required IReadOnlyList<int> InQuarter { get; init; }
}

/// <summary>The days that cumulative exceedance days are counted in, up to the day looked at.</summary>
public enum CumulativeWindow
{
    Month,
    ThirtyDays,
    Quarter,
}

/// <summary>What a day without a verdict does to a run of exceedance days.</summary>
public enum DayWithoutVerdict
{
    Breaks,

    /// <summary>The run goes on over it; the day itself does not count.</summary>
    Bridges,
}
