using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using static System.FormattableString;

namespace Qianliyan.Domain.Detectors;

/// <summary>
/// 标停未停: marked stopped, yet emitting. Where the registry gives the most that a stopped plant may emit
/// (stop_flow_limit), the hour's emission decides; else the concentration against its usual running level. The first
/// hours of a stop, in which the plant runs down, do not count.
/// </summary>
public struct StopRunning : IDetector<StopRunning>
{
    const string Section = "detectors.stopRunning";

    Persistence _lasting;
    RunningLevel _running;
    int _stoppedFrom;

    public static string Rule => "data.stopRunning";

    public Lead? See(in HourSight hour, DetectorPolicy policy)
    {
        StopRunningPolicy stop = policy.StopRunning;
        (Exact figure, Exact bound) = Compared(in hour, stop);
        _stoppedFrom = !hour.IsMarkedStopped ? 0
            : _stoppedFrom == 0 ? hour.Number
            : _stoppedFrom;
        if (hour.IsRunning)
            _running.Add(RunningLevel.Micro(hour.Value), stop.MemoryHours);
        LeadTurn turn = _lasting.Push(
            hour.Number, Of(in hour, figure, bound, stop), stop.Lasting, out BeijingTime began);
        return turn == LeadTurn.None ? null : Words(figure, bound, stop).Lead(turn, began, in _lasting);
    }

    public readonly LeadTally Tally(in StopRunning before, in HourSight hour, DetectorPolicy policy)
    {
        StopRunningPolicy stop = policy.StopRunning;
        (Exact figure, Exact bound) = before.Compared(in hour, stop);
        Oddity oddity = Of(in hour, figure, bound, stop);
        string unknown = !hour.IsMarkedStopped || hour.IsMarked ? LeadTally.NotRunning(in hour)
            : IsGrace(in hour, stop) ? Invariant($"the stop is not older than {stop.GraceHours} hours")
            : hour.Value.HasValue ? Invariant($"{before._running.Count} running hours are learnt from, {stop.MemoryHours / 2} are needed")
            : "the hour has no value";
        string needs = bound.HasValue ? $"marked stopped and over {bound}" : "marked stopped and at running level";
        LeadTally tally = (Words(figure, bound, stop) with { What = needs }).Tally(in hour, oddity, unknown, needs, in _lasting);
        return oddity == Oddity.None && !hour.IsMarkedStopped
            ? tally with { Why = $"the hour is not marked stopped; {tally.Why}" }
            : tally;
    }

    readonly bool IsGrace(in HourSight hour, StopRunningPolicy policy) =>
        hour.Number - _stoppedFrom < policy.GraceHours;

    readonly Oddity Of(in HourSight hour, Exact figure, Exact bound, StopRunningPolicy policy)
    {
        if (!hour.IsMarkedStopped)
            return hour.IsRunning ? Oddity.None : Oddity.Unknown;
        return hour.IsMarked || IsGrace(in hour, policy) || !figure.HasValue || !bound.HasValue ? Oddity.Unknown
            : figure > bound ? Oddity.Odd
            : Oddity.None;
    }

    static LastingWords Words(Exact figure, Exact bound, StopRunningPolicy policy) => new(
        Rule, Section, $"marked stopped and over {bound}", figure, bound, policy.Lasting,
        [
            new FindingFigure(Section + ".graceHours", (decimal)policy.GraceHours, "h"),
            new FindingFigure(Section + ".shareOfLevel", policy.ShareOfLevel),
        ]);

    readonly (Exact Figure, Exact Bound) Compared(in HourSight hour, StopRunningPolicy policy)
    {
        if (hour.StopLimit.HasValue && hour.Emission.HasValue)
            return (hour.Emission, hour.StopLimit);
        return _running.Count < policy.MemoryHours / 2 ? default
            : (hour.Value, Exact.From(policy.ShareOfLevel * _running.Value));
    }

    public readonly void Write(EntryWriter writer)
    {
        _lasting.Write(writer);
        _running.Write(writer);
        writer.Int(_stoppedFrom);
    }

    public static StopRunning Read(ref EntryReader reader) => new()
    {
        _lasting = Persistence.Read(ref reader),
        _running = RunningLevel.Read(ref reader),
        _stoppedFrom = reader.Int(),
    };
}
