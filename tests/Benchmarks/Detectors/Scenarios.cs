using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Benchmarks.Detectors;

/// <summary>The labelled test set: for each detector its fault, put into real months.</summary>
static class Scenarios
{
    const int TurbineTurns = 8;
    const int LongestHonestGap = 4;
    const int LeastExceedances = 5;

    public static readonly Scenario[] All =
    [
        new()
        {
            Rule = ConstantValue.Rule,
            IsForStations = true,
            Fault = "an hour's value stands still for 24 to 96 h",
            Takes = static _ => true,
            Length = (24, 96),
            Put = Faults.Freeze,
            Run = Scenario.RunOne<ConstantValue>,
        },
        new()
        {
            Rule = ZeroValue.Rule,
            IsForStations = true,
            Fault = "zero, with drift, for 6 to 48 h",
            Takes = static _ => true,
            Length = (6, 48),
            Put = Faults.Zero,
            Run = Scenario.RunOne<ZeroValue>,
        },
        new()
        {
            Rule = NearLimit.Rule,
            Fault = "emission mostly over the limit, shown at 95.5 to 99.9 % of it, for 36 to 120 h",
            Takes = static month => month.IsStack,
            Turns = TurbineTurns,
            Length = (36, 120),
            Put = Faults.Clip,
            Run = Scenario.RunOne<NearLimit>,
        },
        new()
        {
            Rule = Jump.Rule,
            Fault = "the level is 3 to 6 times, or 0.1 to 0.25 times itself, for 6 to 72 h",
            Takes = static month => month.Factor == "NOX",
            Turns = 2 * TurbineTurns,
            Length = (6, 72),
            Put = Faults.Step,
            Run = Scenario.RunOne<Jump>,
        },
        new()
        {
            Rule = MissingHours.Rule,
            IsForStations = true,
            Fault = "80 to 100 % of 12 to 72 h are lost",
            Takes = static month => LongestGap(month) <= LongestHonestGap,
            Length = (12, 72),
            Put = Faults.Lose,
            Run = Scenario.RunOne<MissingHours>,
        },
        new()
        {
            Rule = OverRange.Rule,
            IsForStations = true,
            Fault = "over the range, or flag T, in 80 % of 4 to 24 h",
            Takes = static _ => true,
            Length = (4, 24),
            Put = Faults.Exceed,
            Run = Scenario.RunOne<OverRange>,
        },
        new()
        {
            Rule = StopRunning.Rule,
            Fault = "marked stopped for 6 to 72 h while running",
            Takes = static month => month.IsStack,
            Turns = TurbineTurns,
            Length = (6, 72),
            Background = Plant.StopsNowAndThen,
            Put = Faults.MarkStopped,
            Run = Scenario.RunOne<StopRunning>,
        },
        new()
        {
            Rule = OxygenContradiction.Rule,
            Fault = "oxygen shown 2.5 to 5 points too low, or as air, for 24 to 96 h",
            Takes = static month => month.Factor == "NOX",
            Turns = 2 * TurbineTurns,
            Length = (24, 96),
            Background = Plant.Oxygen,
            Put = Faults.ShiftOxygen,
            Run = Scenario.RunOne<OxygenContradiction>,
        },
        new()
        {
            Rule = PeerGap.Rule,
            IsForStations = true,
            Fault = "0.15 to 0.35 or 3 to 5 times itself beside its like, for 36 to 120 h",
            Takes = static month => month is { Factor: "pm25" or "pm10" or "no2" or "co", Peers.Length: > 0 },
            Length = (36, 120),
            Put = Faults.Gap,
            Run = Scenario.RunOne<PeerGap>,
        },
        new()
        {
            Rule = ParameterChange.Rule,
            IsForStations = true,
            Fault = "slope 0.4 to 0.65 or 1.6 to 2.2 times, for 96 to 240 h",
            Takes = static month => month.Factor is "NOX" or "pm25" or "pm10" or "no2",
            Length = (96, 240),
            Put = Faults.Slope,
            Run = Scenario.RunOne<ParameterChange>,
        },
        new()
        {
            Rule = MarksOverlap.Rule,
            Fault = "95 % of the hours over the limit marked, 0.3 % of the others, in a month of 5 exceedances",
            Takes = static month => month.IsStack,
            Turns = TurbineTurns,
            Length = (720, 720),
            Background = Plant.Maintenance,
            HasGround = static (hours, from) => Exceedances(hours, from) >= LeastExceedances,
            Put = Faults.MarkExceedances,
            Run = Scenario.RunOne<MarksOverlap>,
        },
    ];

    static int Exceedances(HourSight[] hours, int from)
    {
        int count = 0;
        for (int i = from; i < hours.Length; i++)
            count += hours[i].Figure > hours[i].Limit && hours[i - 1].Figure <= hours[i].Limit ? 1 : 0;
        return count;
    }

    static int LongestGap(RealMonth month)
    {
        int longest = 0, gap = 0;
        foreach (Exact value in month.Values)
        {
            gap = value.HasValue ? 0 : gap + 1;
            longest = Math.Max(longest, gap);
        }

        return longest;
    }
}
