using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

/// <summary>A stack with an hourly limit of 100 for SO2 that reports hour after hour, for the leads it leads to.</summary>
sealed class WatchedPoint
{
    int _hour;

    public WatchedPoint(Policy policy)
    {
        Point = new PointHost(policy);
        Point.Register(Record(Upper(So2, LimitPeriod.Hour, 100)), At(0));
    }

    public WatchedPoint()
        : this(PolicyFile.National)
    {
    }

    public PointHost Point { get; }

    /// <summary>The hour that is reported next, from the first day on.</summary>
    public int Next => _hour;

    public IEnumerable<Finding> Leads =>
        Point.Findings.Where(finding => finding.Rule.StartsWith("data.", StringComparison.Ordinal));

    /// <summary>Reports the next hours; an hour without readings is lost.</summary>
    public WatchedPoint Hours(int count, Func<int, Reading[]> readings)
    {
        for (int i = 0; i < count; i++, _hour++)
        {
            Reading[] of = readings(i);
            if (of.Length > 0)
                Point.Hour(_hour, of);
            Point.Tick(At(_hour + 1, 15));
        }

        return this;
    }

    /// <summary>Values of a plant that runs as usual: 80.1 and 82.1 in turn.</summary>
    public WatchedPoint Usual(int hours) => Hours(hours, _ => [Value(So2, UsualAt(_hour))]);

    public WatchedPoint Flagged(int hours, DataFlag flag, decimal value) =>
        Hours(hours, i => [Value(So2, value + 0.2m * (i % 2), flag)]);

    public WatchedPoint Lost(int hours) => Hours(hours, static _ => []);

    /// <summary>Two days on, when every day so far has been seen; what ends with the usual hours is over.</summary>
    public Finding[] Seen()
    {
        Usual(60);
        return [.. Leads];
    }

    public static decimal UsualAt(int hour) => hour % 2 == 0 ? 80.1m : 82.1m;

    public static BeijingTime TimeOf(int hour) => At(hour);
}
