using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Policies;

/// <summary>Which values count where the standards leave a choice (数据有效性判别).</summary>
public sealed record ValidityPolicy
{
    readonly PlausibleMaximum[] _maxima = [];
    readonly SingleValueFactor[] _notAveraged = [];

    public required GasDenominator GasDenominator { get; init; }

    public required ConversionOrder ConversionOrder { get; init; }

    public required JudgeRounding Rounding { get; init; }

    public required NegativeValues Negatives { get; init; }

    public required AbnormalWaterFlag AbnormalWater { get; init; }

    public required SetByHand SetByHand { get; init; }

    /// <summary>Values above these are no measurements (异常最大值).</summary>
    public required IReadOnlyList<PlausibleMaximum> Maxima
    {
        get => _maxima;
        init => _maxima = [.. value];
    }

    /// <summary>Factors whose values are judged one by one (瞬时值): a mean of them is a statistic and no figure.</summary>
    public required IReadOnlyList<SingleValueFactor> NotAveraged
    {
        get => _notAveraged;
        init => _notAveraged = [.. value];
    }

    /// <summary>Whether a value that a device sends with this flag counts.</summary>
    public bool Counts(DataFlag flag) =>
        flag.IsValid() && (flag != DataFlag.Manual || SetByHand == SetByHand.Normal);

    /// <summary>The flag for those who know a value by its flag only: one that does not count is never told as normal.</summary>
    public DataFlag Told(DataFlag flag) => flag.IsValid() && !Counts(flag) ? DataFlag.Insufficient : flag;

    /// <summary>Null for a factor that is averaged.</summary>
    public SingleValueFactor? FindSingle(FactorCode factor) => Array.Find(_notAveraged, single => single.Factor == factor);

    /// <summary>The largest plausible value of a factor; none where the policy names none.</summary>
    public Exact MaximumOf(FactorCode factor)
    {
        foreach (PlausibleMaximum plausible in _maxima)
        {
            if (plausible.Factor == factor)
                return plausible.Maximum;
        }

        return default;
    }
}

/// <summary>The largest value of a factor that an instrument can mean, in the factor's unit of HJ 212.</summary>
public sealed record PlausibleMaximum
{
    public required FactorCode Factor { get; init; }

    public required Exact Maximum { get; init; }
}

/// <summary>A factor that no mean is made of to be judged: each of its samples is judged by itself.</summary>
public sealed record SingleValueFactor
{
    public required FactorCode Factor { get; init; }

    /// <summary>
    /// The first natural day, Beijing time, whose daily limit is broken by one hour alone; daily means of days before are
    /// judged.
    /// </summary>
    public required DateOnly DaysFrom { get; init; }

    public required string Clause { get; init; }

    /// <summary>Whether the hours of a natural day are held against the daily limit one by one.</summary>
    public bool HoldsForHoursOf(BeijingTime day) => DaysFrom <= day.Date;
}

/// <summary>What the normal minutes of a flue-gas hour are a share of (flag.gas_denominator).</summary>
public enum GasDenominator
{
    /// <summary>Of the values that came.</summary>
    Received,

    /// <summary>Of the 60 minutes of the hour: a minute that never came is as bad as an abnormal one.</summary>
    Expected,
}

/// <summary>What is converted to reference oxygen (o2.order); the two orders give different means.</summary>
public enum ConversionOrder
{
    /// <summary>
    /// Each minute record by the oxygen of its minute; an hour of instants alone, or with a minute that has no oxygen,
    /// as a whole.
    /// </summary>
    Minutes,

    /// <summary>The hourly mean by the hourly mean of oxygen.</summary>
    Hour,
}

/// <summary>How a mean is rounded before it is compared with its limit (judge.rounding).</summary>
public enum JudgeRounding
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>To the decimals that the limit is written with, half to even (四舍六入五成双).</summary>
    LimitDigits,
}

/// <summary>
/// The flag of a waste-water mean with an abnormal value below it (flag.abnormal_water); it counts with neither. HJ 212-2017,
/// notes to C.16 to C.18, calls the mean abnormal and names no letter.
/// </summary>
public enum AbnormalWaterFlag
{
    /// <summary>D, as for flue gas: the instrument was not measuring, which excuses the hour from leads.</summary>
    Fault,

    /// <summary>H: too few valid values.</summary>
    Insufficient,
}

/// <summary>
/// What a value is that a device sends with flag S (手工输入设定值) (flag.set_by_hand). A sample of manual monitoring, which
/// comes as a mark, is another matter and counts.
/// </summary>
public enum SetByHand
{
    /// <summary>A normal one: it counts, and in the share of normal values too.</summary>
    Normal,

    /// <summary>An abnormal one: it does not count.</summary>
    Abnormal,
}

/// <summary>What becomes of negative concentrations.</summary>
public enum NegativeValues
{
    Void,
    Kept,
}
