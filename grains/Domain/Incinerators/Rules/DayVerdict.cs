namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>How a day was judged. The numbers are stored.</summary>
public enum VerdictKind : byte
{
    /// <summary>The day cannot be judged; the verdict says why.</summary>
    NotJudged = 0,
    Within = 1,
    Over = 2,
}

/// <summary>The verdict on one pollutant of a furnace and natural day; the three means stand side by side.</summary>
public sealed record DayVerdict
{
    public required VerdictKind Kind { get; init; }

    /// <summary>The daily mean that the point told: the device's where it sent a valid one.</summary>
    public decimal? Told { get; init; }

    /// <summary>The mean of all valid hours.</summary>
    public decimal? Computed { get; init; }

    /// <summary>豁免修正值: the mean of the valid hours that are neither exempt nor void by mark.</summary>
    public decimal? Exempted { get; init; }

    /// <summary>The mean that was judged.</summary>
    public decimal? Judged { get; init; }

    /// <summary>Valid hours that the exempted mean rests on.</summary>
    public required int HoursCounted { get; init; }

    public required int HoursExempt { get; init; }

    public required int HoursVoid { get; init; }

    /// <summary>Marked hours that count because the year's budget is used up.</summary>
    public required int HoursBeyondBudget { get; init; }

    /// <summary>Marked hours that count because particulates were over their cap.</summary>
    public required int HoursParticulates { get; init; }

    /// <summary>Marked hours that count because their event has lasted too long.</summary>
    public required int HoursBeyondEvent { get; init; }

    /// <summary>Hours of the day up to the last one with a valid mean.</summary>
    public required int HoursThrough { get; init; }

    public required decimal Limit { get; init; }

    /// <summary>超标倍数: (mean - limit) / limit; null unless over, and over a limit of zero.</summary>
    public decimal? Multiple => Kind == VerdictKind.Over && Limit != 0 ? (Judged - Limit) / Limit : null;

    /// <summary>The arithmetic in words.</summary>
    public required string Reason { get; init; }
}
