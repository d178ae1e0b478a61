using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using static System.FormattableString;

namespace Qianliyan.Domain.Detectors;

/// <summary>
/// 参数修改: the ratio of a factor to one that moves with it takes a new level, as when slope or intercept of the
/// instrument was changed. The mean ratio of the newest hours is held against the usual ratio and its scatter; while
/// it is odd, the usual one learns at an eighth of its pace, so that a lasting change becomes usual after weeks.
/// </summary>
public struct ParameterChange : IDetector<ParameterChange>
{
    const string Section = "detectors.parameter";
    const int PaceWhileOdd = 8;
    const int LargestTimes = 3;

    Persistence _lasting;
    RunningLevel _fast;
    RunningLevel _slow;
    RunningLevel _scatter;

    public static string Rule => "data.parameter";

    public Lead? See(in HourSight hour, DetectorPolicy policy)
    {
        if (!hour.IsRunning || RunningLevel.Ratio(hour.Value, hour.Companion) is not { } ratio)
            return null;
        ParameterPolicy parameter = policy.Parameter;
        bool isWarm = _slow.Count >= parameter.WarmUpHours;
        // One wild hour shall not make a level.
        if (isWarm)
            ratio = Math.Clamp(ratio, _slow.Mean / LargestTimes, Math.Max(1, _slow.Mean) * LargestTimes);
        _fast.Add(ratio, parameter.FastHours);
        long shift = Math.Abs(_fast.Mean - _slow.Mean);
        Oddity oddity = !isWarm ? Oddity.Unknown
            : shift > parameter.Shift * _slow.Mean && shift > parameter.TimesScatter * _scatter.Mean ? Oddity.Odd
            : Oddity.None;
        int pace = oddity == Oddity.Odd ? PaceWhileOdd : 1;
        if (oddity != Oddity.Odd)
            _scatter.Add(Math.Abs(ratio - _slow.Mean), parameter.SlowHours);
        _slow.Add(_slow.Mean + (ratio - _slow.Mean) / pace, parameter.SlowHours);
        LeadTurn turn = _lasting.Push(hour.Number, oddity, parameter.Lasting, out BeijingTime began);
        if (turn == LeadTurn.None)
            return null;
        decimal now = decimal.Round(_fast.Value, 4), usual = decimal.Round(_slow.Value, 4);
        decimal scatter = decimal.Round(_scatter.Value, 4);
        return LeadFigures.Lasting(
            Rule, turn, began, in _lasting, parameter.Lasting, Section,
            Invariant($"with a shifted ratio to the companion factor (now {now}, usually {usual} within {scatter})"),
            now, usual,
            new FindingFigure("usual scatter", scatter),
            new FindingFigure(Section + ".shift", parameter.Shift),
            new FindingFigure(Section + ".timesScatter", parameter.TimesScatter));
    }

    public readonly void Write(EntryWriter writer)
    {
        _fast.Write(writer);
        _slow.Write(writer);
        _scatter.Write(writer);
        _lasting.Write(writer);
    }

    public static ParameterChange Read(ref EntryReader reader) => new()
    {
        _fast = RunningLevel.Read(ref reader),
        _slow = RunningLevel.Read(ref reader),
        _scatter = RunningLevel.Read(ref reader),
        _lasting = Persistence.Read(ref reader),
    };
}
