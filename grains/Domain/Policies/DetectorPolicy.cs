using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Policies;

/// <summary>
/// When data look untrue (数据造假线索). What the detectors find is a lead for people, never a verdict. No source gives
/// national numbers for most of them (how many equal values, what jump): those are assumptions, tuned on real series.
/// </summary>
public sealed record DetectorPolicy
{
    readonly FactorCode[] _factors = [];
    readonly FactorPair[] _companions = [];

    /// <summary>Factors that are watched; a point that sends none of them pays nothing.</summary>
    public required IReadOnlyList<FactorCode> Factors
    {
        get => _factors;
        init => _factors = [.. value];
    }

    /// <summary>
    /// Factors that move with a factor of the same point: the detector of changed parameters looks at these alone.
    /// </summary>
    public required IReadOnlyList<FactorPair> Companions
    {
        get => _companions;
        init => _companions = [.. value];
    }

    /// <summary>
    /// Marks of the monitoring that take an hour out of what the detectors look at; whether a partly marked hour counts as
    /// marked says <see cref="PointMarkPolicy.HourOverlap"/>. Only <see cref="Marks"/> holds them against the exceedances.
    /// </summary>
    public required ValueList<MarkCode> MarkCodes { get; init; }

    /// <summary>Days back from the newest day seen for which data that come late still change leads.</summary>
    public required int LateDays { get; init; }

    /// <summary>The level that a lead carries; it does not raise its point.</summary>
    public required EscalationLevel Level { get; init; }

    public required ConstantPolicy Constant { get; init; }

    public required ZeroPolicy Zero { get; init; }

    public required NearLimitPolicy NearLimit { get; init; }

    public required JumpPolicy Jump { get; init; }

    public required MissingPolicy Missing { get; init; }

    public required PersistencePolicy OverRange { get; init; }

    public required StopRunningPolicy StopRunning { get; init; }

    public required OxygenLeadPolicy Oxygen { get; init; }

    public required PeerGapPolicy PeerGap { get; init; }

    public required ParameterPolicy Parameter { get; init; }

    public required MarksPolicy Marks { get; init; }

    public bool Watches(FactorCode factor) => Array.IndexOf(_factors, factor) >= 0;

    /// <summary>The factor that moves with another; empty where the policy names none.</summary>
    public FactorCode CompanionOf(FactorCode factor)
    {
        foreach (FactorPair pair in _companions)
        {
            if (pair.Factor == factor)
                return pair.With;
        }

        return default;
    }
}

/// <summary>A factor and one that moves with it.</summary>
public sealed record FactorPair
{
    public required FactorCode Factor { get; init; }

    public required FactorCode With { get; init; }
}

/// <summary>How long an oddity lasts before it is a lead, and when the lead is over.</summary>
public sealed record PersistencePolicy
{
    /// <summary>Hours looked back, the newest included; at most 64.</summary>
    public required int WindowHours { get; init; }

    /// <summary>Odd hours within the window that raise the lead.</summary>
    public required int OddHours { get; init; }

    /// <summary>The lead is over when this many hours, at most 64, hold no odd one.</summary>
    public required int ClearHours { get; init; }
}

/// <summary>恒值: the more a value usually moves, the sooner equal values are odd.</summary>
public sealed record ConstantPolicy
{
    /// <summary>Hours over which the usual movement is learnt.</summary>
    public required int MemoryHours { get; init; }

    /// <summary>Share of the value itself that its usual movement counts as at most.</summary>
    public required decimal ShareOfValue { get; init; }

    /// <summary>Tiers by usual movement, ascending; the last one reached holds.</summary>
    public required IReadOnlyList<ConstantTier> Tiers { get; init; }
}

public sealed record ConstantTier
{
    /// <summary>Usual movement from hour to hour, in steps of the last digit, from which the tier holds.</summary>
    public required decimal Steps { get; init; }

    /// <summary>Equal hourly means in a row that raise the lead.</summary>
    public required int Hours { get; init; }
}

/// <summary>零值.</summary>
public sealed record ZeroPolicy
{
    /// <summary>Share of the measuring range at or below which a value counts as zero.</summary>
    public required decimal ShareOfRange { get; init; }

    public required PersistencePolicy Lasting { get; init; }
}

/// <summary>贴限: long just below the limit.</summary>
public sealed record NearLimitPolicy
{
    /// <summary>Share of the hourly limit from which a value that complies counts as just below.</summary>
    public required decimal ShareOfLimit { get; init; }

    public required PersistencePolicy Lasting { get; init; }
}

/// <summary>突变.</summary>
public sealed record JumpPolicy
{
    /// <summary>Hours over which the largest usual movement fades.</summary>
    public required int MemoryHours { get; init; }

    /// <summary>Values learnt from before any jump is judged.</summary>
    public required int WarmUpHours { get; init; }

    /// <summary>The movement must be more than this many times the largest usual one.</summary>
    public required decimal TimesLargestMove { get; init; }

    /// <summary>The larger of the values before and after must be at least this many times the smaller.</summary>
    public required decimal TimesValue { get; init; }

    /// <summary>Values that must stay on the far side before it is a lead and no spike.</summary>
    public required int HoldHours { get; init; }

    /// <summary>Hours after which the new level counts as the usual one.</summary>
    public required int AdoptHours { get; init; }
}

/// <summary>缺失.</summary>
public sealed record MissingPolicy
{
    /// <summary>Hours with a value, of the last 64, without which a factor counts as not monitored hourly.</summary>
    public required int ArmedHours { get; init; }

    public required PersistencePolicy Lasting { get; init; }
}

/// <summary>标停未停.</summary>
public sealed record StopRunningPolicy
{
    /// <summary>First hours of a stop, in which the plant runs down and is purged.</summary>
    public required int GraceHours { get; init; }

    /// <summary>Hours over which the usual running level is learnt.</summary>
    public required int MemoryHours { get; init; }

    /// <summary>Share of the running level above which a stopped plant runs, where no most is registered.</summary>
    public required decimal ShareOfLevel { get; init; }

    public required PersistencePolicy Lasting { get; init; }
}

/// <summary>氧含量与浓度矛盾.</summary>
public sealed record OxygenLeadPolicy
{
    /// <summary>Hours over which the usual oxygen and concentration are learnt.</summary>
    public required int MemoryHours { get; init; }

    public required int WarmUpHours { get; init; }

    /// <summary>Oxygen of air, volume per cent; the deficit is this less the measured oxygen.</summary>
    public required decimal AirPercent { get; init; }

    /// <summary>Measured oxygen, volume per cent, from which the gas is air.</summary>
    public required decimal AirFromPercent { get; init; }

    /// <summary>Share of the usual concentration above which gas that is air should not be.</summary>
    public required decimal ShareInAir { get; init; }

    /// <summary>Change of the oxygen deficit (air minus measured) against the usual one that must show.</summary>
    public required decimal DeficitChange { get; init; }

    /// <summary>Largest change of the concentration that counts as "it did not follow".</summary>
    public required decimal ConcentrationChange { get; init; }

    public required PersistencePolicy Lasting { get; init; }
}

/// <summary>同类排口差异: one outlet far from its like.</summary>
public sealed record PeerGapPolicy
{
    /// <summary>How a tag begins that makes the points of an enterprise that have it alike.</summary>
    public required string Tag { get; init; }

    /// <summary>Other outlets with a value in the hour, without which nothing is known of its like.</summary>
    public required int LeastPeers { get; init; }

    /// <summary>
    /// Most natural days that a tick looks at for the first time, of an outlet that has its like: what comes of more days at
    /// once waits, so that the medians of each day come while <see cref="DetectorPolicy.LateDays"/> still reach it.
    /// </summary>
    public required int DaysATick { get; init; }

    /// <summary>Hours over which the usual ratio to the peers is learnt.</summary>
    public required int MemoryHours { get; init; }

    public required int WarmUpHours { get; init; }

    /// <summary>The ratio must be this many times the usual one, or its reciprocal.</summary>
    public required decimal TimesUsual { get; init; }

    public required PersistencePolicy Lasting { get; init; }
}

/// <summary>参数修改: slope or intercept of the instrument changed.</summary>
public sealed record ParameterPolicy
{
    /// <summary>Hours of the new level.</summary>
    public required int FastHours { get; init; }

    /// <summary>Hours over which the usual ratio and the largest usual shift from it are learnt.</summary>
    public required int SlowHours { get; init; }

    public required int WarmUpHours { get; init; }

    /// <summary>Blocks, each of twice the fast hours, over which the largest usual shift fades.</summary>
    public required int MemoryBlocks { get; init; }

    /// <summary>Shift of the ratio, as a share of the usual one, that must show.</summary>
    public required decimal Shift { get; init; }

    /// <summary>The shift must also be this many times the largest usual one.</summary>
    public required decimal TimesLargest { get; init; }

    public required PersistencePolicy Lasting { get; init; }
}

/// <summary>标记与超标重合: marks lie where the exceedances are, and nowhere else.</summary>
public sealed record MarksPolicy
{
    /// <summary>Separate exceedances in the natural month from which a pattern can be seen.</summary>
    public required int LeastExceedances { get; init; }

    public required int LeastHours { get; init; }

    /// <summary>Hours over and marked, of the hours over or marked, that raise the lead.</summary>
    public required decimal Overlap { get; init; }

    /// <summary>Below this the lead is over.</summary>
    public required decimal OverlapToClear { get; init; }
}
