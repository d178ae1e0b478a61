using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Policies;

/// <summary>
/// The numbers that rules decide by, read from a policy file in which each stands with its clause and source.
/// A finding names the <see cref="Version"/> it was made under.
/// </summary>
public sealed record Policy
{
    public required string Version { get; init; }

    /// <summary>Where a regional policy holds; none for the whole country.</summary>
    public RegionPrefix? Region { get; init; }

    public required MeanValidity Means { get; init; }

    public required OxygenConversion Oxygen { get; init; }

    public required LinkPolicy Link { get; init; }

    public required LevelPolicy Levels { get; init; }

    public required MarkPolicy Marks { get; init; }

    public required FurnacePolicy Furnace { get; init; }

    public required CellPolicy Cells { get; init; }

    public required PointsPolicy Points { get; init; }

    public required ContrastPolicy Contrast { get; init; }

    public required RankingPolicy Ranking { get; init; }

    public required ElectricityPolicy Electricity { get; init; }

    public required DetectorPolicy Detectors { get; init; }

    /// <summary>Limits for many points; the strictest of them and of the registration's decides.</summary>
    public required PolicyLimits Limits { get; init; }

    public required LegalPolicy Legal { get; init; }

    /// <summary>The articles by act and day; the spans of one act do not overlap.</summary>
    public required IReadOnlyList<LegalBasis> LegalBases { get; init; }

    /// <summary>
    /// The article in force, on the natural day (Beijing) of an act, for one of <see cref="LegalAct"/>; none where the
    /// policy gives none for that day.
    /// </summary>
    public string? LegalBasisOf(string act, BeijingTime day)
    {
        if (act == LegalAct.FalseMark)
            act = LegalAct.OfFalseMark(Legal.FalseMark);

        for (int i = 0; i < LegalBases.Count; i++)
        {
            if (LegalBases[i].Act == act && LegalBases[i].HoldsOn(day))
                return LegalBases[i].Article;
        }

        return null;
    }

    /// <summary>What is wrong between fields, by the path of the field to look at.</summary>
    internal IEnumerable<(string Path, string Reason)> Faults() =>
        PolicyOrder.Faults(this)
            .Concat(PolicyRepeats.Faults(this))
            .Concat(PolicyFactors.Faults(this))
            .Concat(PolicyMaxima.Faults(this))
            .Concat(PolicyMarkCodes.Faults(this))
            .Concat(PolicyLadders.Faults(this))
            .Concat(PolicySamples.Faults(Points.Manual))
            .Concat(PolicyRegions.Faults(this))
            .Concat(PolicyDays.Faults(this))
            .Concat(LegalBasis.Faults(LegalBases))
            .Concat(LegalCoverage.Faults(this))
            .Concat(Limits.Faults(Oxygen.AirPercent));
}

/// <summary>When a mean counts (数据有效性).</summary>
public sealed record MeanValidity
{
    /// <summary>Valid minutes that an hourly mean needs.</summary>
    public required int HourMinutes { get; init; }

    /// <summary>Valid hours that a daily mean needs.</summary>
    public required int DayHours { get; init; }

    /// <summary>Which daily mean is held against the limit.</summary>
    public required DayMean Day { get; init; }

    /// <summary>Share of normal lower-level values, of those received, for a flue-gas mean to be flagged N.</summary>
    public required decimal GasNormalShare { get; init; }
}

/// <summary>The daily mean that is judged where hourly means came and the device reports one of its own (CN 2031).</summary>
public enum DayMean : byte
{
    /// <summary>That of the hours, valid with enough valid hours; the device's own where no hour came.</summary>
    Hours,

    /// <summary>The device's own where it is valid, whatever the hours say.</summary>
    Reported,
}

/// <summary>Conversion to reference oxygen (折算): <c>C x (21 - reference) / (21 - measured)</c>.</summary>
public sealed record OxygenConversion
{
    /// <summary>The factor that carries the measured oxygen, volume per cent.</summary>
    public required FactorCode Factor { get; init; }

    public required decimal AirPercent { get; init; }

    /// <summary>At or above this measured oxygen, volume per cent, no conversion is made.</summary>
    public required decimal GuardPercent { get; init; }

    /// <summary>What becomes of a value at or above the guard.</summary>
    public required OxygenGuardMode GuardMode { get; init; }

    /// <summary>What a limit at one reference oxygen is to a point that is registered with another.</summary>
    public required OtherReference OtherReference { get; init; }
}

/// <summary>What a limit at one reference oxygen is to a point that is registered with another (o2.other_reference).</summary>
public enum OtherReference
{
    /// <summary>It is converted to that of the point: <c>C x (21 - point's) / (21 - limit's)</c>.</summary>
    Convert,

    /// <summary>It does not hold for the point.</summary>
    Exclude,
}

/// <summary>What becomes of a value whose measured oxygen is at or above the guard (o2.guard_mode).</summary>
public enum OxygenGuardMode
{
    /// <summary>It does not count.</summary>
    Invalid,

    /// <summary>It counts as measured, in place of its value at the reference oxygen.</summary>
    Unconverted,
}

public sealed record LinkPolicy
{
    /// <summary>Seconds without any frame after which a point counts as silent.</summary>
    public required int SilentAfterSeconds { get; init; }

    /// <summary>Seconds by which a device's clock may run ahead of the silo's before its data are kept aside.</summary>
    public required int FutureToleranceSeconds { get; init; }

    /// <summary>
    /// Seconds at most that a region listens, after its own silo was away, before it settles days: as long as it was
    /// away, so that devices can send what they kept.
    /// </summary>
    public required int BackfillWaitSeconds { get; init; }
}

/// <summary>The level that a value over its limit leads to.</summary>
public sealed record LevelPolicy
{
    public required EscalationLevel RealTimeOver { get; init; }

    public required EscalationLevel HourOver { get; init; }

    public required EscalationLevel DayOver { get; init; }

    public required EscalationLevel Silent { get; init; }

    public required CleanHours CleanHours { get; init; }
}

/// <summary>Hours without any ground that a level is kept for before it falls.</summary>
public sealed record CleanHours
{
    public required int Notice { get; init; }

    public required int Warning { get; init; }

    public required int Exceeded { get; init; }

    public int Of(EscalationLevel level) => level switch
    {
        EscalationLevel.Notice => Notice,
        EscalationLevel.Warning => Warning,
        EscalationLevel.Exceeded => Exceeded,
        _ => 0,
    };
}

public sealed record CellPolicy
{
    /// <summary>Hourly means at or above these lead to notice, warning and exceeded, per factor.</summary>
    public required IReadOnlyList<CellSteps> Steps { get; init; }
}

public sealed record CellSteps
{
    public required FactorCode Factor { get; init; }

    public required decimal Notice { get; init; }

    public required decimal Warning { get; init; }

    public required decimal Exceeded { get; init; }

    public required string Source { get; init; }
}
