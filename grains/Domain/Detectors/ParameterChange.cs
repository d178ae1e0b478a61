using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using static System.FormattableString;

namespace Qianliyan.Domain.Detectors;

/// <summary>
/// 参数修改: the ratio of a factor to one that moves with it takes a new level, as when slope or intercept of the
/// instrument was changed. The ratio of the means of the newest hours is held against the usual ratio and the largest
/// usual shift from it; while it is odd, the usual one learns at an eighth of its pace, so that a lasting change
/// becomes usual after weeks.
/// </summary>
public struct ParameterChange : IDetector<ParameterChange>
{
    const string Section = "detectors.parameter";
    const int PaceWhileOdd = 8;
    const int LearntBlocks = 3;

    Persistence _lasting;
    RunningLevel _value;
    RunningLevel _companion;
    RunningLevel _slow;
    long _largestShift;
    long _olderShift;
    long _newerShift;
    int _block;
    int _learnt;

    public static string Rule => "data.parameter";

    public Lead? See(in HourSight hour, DetectorPolicy policy)
    {
        if (!IsSeen(in hour))
            return null;
        ParameterPolicy parameter = policy.Parameter;
        bool isWarm = _slow.Count >= parameter.WarmUpHours;
        _value.Add(RunningLevel.Micro(hour.Value), parameter.FastHours);
        _companion.Add(RunningLevel.Micro(hour.Companion), parameter.FastHours);
        long ratio = RunningLevel.Ratio(_value.Mean, _companion.Mean);
        long shift = Math.Abs(ratio - _slow.Mean);
        Oddity oddity = Of(shift, parameter);
        int pace = oddity == Oddity.Odd ? PaceWhileOdd : 1;
        if (isWarm)
            Learn(hour.Number, oddity == Oddity.Odd ? 0 : shift, parameter);
        _slow.Add(_slow.Mean + (ratio - _slow.Mean) / pace, parameter.SlowHours);
        LeadTurn turn = _lasting.Push(hour.Number, oddity, parameter.Lasting, out BeijingTime began);
        if (turn == LeadTurn.None)
            return null;
        if (turn == LeadTurn.Raised)
            (_olderShift, _newerShift) = (0, 0);
        return Words(ratio, parameter).Lead(turn, began, in _lasting);
    }

    public readonly LeadTally Tally(in ParameterChange before, in HourSight hour, DetectorPolicy policy)
    {
        ParameterPolicy parameter = policy.Parameter;
        bool isSeen = IsSeen(in hour);
        long ratio = RunningLevel.Ratio(_value.Mean, _companion.Mean);
        long shift = Math.Abs(ratio - before._slow.Mean);
        Oddity oddity = isSeen ? before.Of(shift, parameter) : Oddity.Unknown;
        string unknown = !hour.IsRunning ? LeadTally.NotRunning(in hour)
            : !isSeen ? "the companion factor has no valid mean above zero"
            : Invariant($"shifts are learnt from {before._learnt} blocks of {2 * parameter.FastHours} hours, ")
                + Invariant($"{LearntBlocks} are needed");
        LeadTally tally = Words(ratio, parameter).Tally(
            in hour, oddity, unknown,
            Invariant($"with a ratio shifted by more than {parameter.Shift} of the usual one and ")
                + Invariant($"{parameter.TimesLargest} times the largest usual shift"),
            in _lasting);
        return oddity == Oddity.Unknown ? tally : tally with
        {
            Figures = [new("shift", decimal.Round(new decimal(shift) / 1_000_000m, 4)), .. tally.Figures],
        };
    }

    static bool IsSeen(in HourSight hour) =>
        hour.IsRunning && hour.Companion.HasValue && hour.Companion.Mantissa > 0;

    readonly Oddity Of(long shift, ParameterPolicy policy) =>
        _learnt < LearntBlocks ? Oddity.Unknown
        : shift > policy.Shift * _slow.Mean && shift > policy.TimesLargest * _largestShift ? Oddity.Odd
        : Oddity.None;

    readonly LastingWords Words(long ratio, ParameterPolicy parameter)
    {
        decimal now = decimal.Round(new decimal(ratio) / 1_000_000m, 4), usual = decimal.Round(_slow.Value, 4);
        decimal largest = decimal.Round(new decimal(_largestShift) / 1_000_000m, 4);
        return new LastingWords(
            Rule, Section,
            Invariant($"with a shifted ratio to the companion factor (now {now}, usually {usual} within {largest})"),
            now, usual, parameter.Lasting,
            [
                new FindingFigure("largest usual shift", largest),
                new FindingFigure(Section + ".shift", parameter.Shift),
                new FindingFigure(Section + ".timesLargest", parameter.TimesLargest),
            ]);
    }

    /// <summary>
    /// Shifts are learnt two blocks late: a change makes the mean of the newest hours rise step by step, and shall not
    /// be learnt on its way.
    /// </summary>
    void Learn(int hour, long shift, ParameterPolicy policy)
    {
        int block = hour / (2 * policy.FastHours);
        if (block != _block)
        {
            long faded = _largestShift - _largestShift / policy.MemoryBlocks;
            _largestShift = Math.Max(_olderShift, faded);
            (_olderShift, _newerShift, _block) = (_newerShift, 0, block);
            _learnt = Math.Min(_learnt + 1, LearntBlocks);
        }

        _newerShift = Math.Max(_newerShift, shift);
    }

    public readonly void Write(EntryWriter writer)
    {
        _value.Write(writer);
        _companion.Write(writer);
        _slow.Write(writer);
        writer.Int(_block);
        writer.Int(_learnt);
        writer.Signed(_largestShift);
        writer.Signed(_olderShift);
        writer.Signed(_newerShift);
        _lasting.Write(writer);
    }

    public static ParameterChange Read(ref EntryReader reader) => new()
    {
        _value = RunningLevel.Read(ref reader),
        _companion = RunningLevel.Read(ref reader),
        _slow = RunningLevel.Read(ref reader),
        _block = reader.Int(),
        _learnt = reader.Int(),
        _largestShift = reader.Signed(),
        _olderShift = reader.Signed(),
        _newerShift = reader.Signed(),
        _lasting = Persistence.Read(ref reader),
    };
}
