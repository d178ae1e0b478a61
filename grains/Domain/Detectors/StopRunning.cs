using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

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
        Oddity oddity;
        if (!hour.IsMarkedStopped)
        {
            _stoppedFrom = 0;
            oddity = hour.IsRunning ? Oddity.None : Oddity.Unknown;
            if (hour.IsRunning)
                _running.Add(RunningLevel.Micro(hour.Value), stop.MemoryHours);
        }
        else
        {
            _stoppedFrom = _stoppedFrom == 0 ? hour.Number : _stoppedFrom;
            bool isGrace = hour.Number - _stoppedFrom < stop.GraceHours;
            oddity = isGrace || !figure.HasValue || !bound.HasValue ? Oddity.Unknown
                : figure > bound ? Oddity.Odd
                : Oddity.None;
        }

        LeadTurn turn = _lasting.Push(hour.Number, oddity, stop.Lasting, out BeijingTime began);
        return turn == LeadTurn.None
            ? null
            : LeadFigures.Lasting(
                Rule, turn, began, in _lasting, stop.Lasting, Section, $"marked stopped and over {bound}", figure,
                bound, new FindingFigure(Section + ".graceHours", (decimal)stop.GraceHours, "h"),
                new FindingFigure(Section + ".shareOfLevel", stop.ShareOfLevel));
    }

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
