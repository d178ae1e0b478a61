using System.Text;
using CsCheck;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

/// <summary>
/// Three days of a furnace's uploads, in order and in any order, with pages evicted and the state read back from its
/// snapshot at any moment: the aggregates are the same.
/// </summary>
public sealed class AnyOrderTests
{
    static readonly BeijingTime Now = At(80);

    static readonly PointRecord Registration =
        Record(
            Upper(So2, LimitPeriod.Hour, 100),
            Upper(So2, LimitPeriod.Day, 80),
            Upper(Nox, LimitPeriod.Day, 60),
            Lower(Furnace, LimitPeriod.Hour, 850)) with
        {
            Kind = PointKind.IncineratorFlueGas,
            Incinerator = new IncineratorId("P", "1"),
            ReferenceOxygen = 11m,
        };

    static readonly Gen<Observation[]> ThreeDays = Gen.Int.Select(seed => Make(new Random(seed)));

    enum Step
    {
        Nothing,
        Evict,
        Restore,
    }

    static readonly Gen<Step> Steps = Gen.Frequency(
        (20, Gen.Const(Step.Nothing)), (2, Gen.Const(Step.Evict)), (1, Gen.Const(Step.Restore)));

    static readonly Gen<(Observation[] InOrder, Observation[] Shuffled, Step[] Steps, int[] Ticks)> Cases =
        from inOrder in ThreeDays
        from shuffled in Gen.Shuffle(inOrder)
        from steps in Steps.Array[inOrder.Length]
        from ticks in Gen.Int[0, inOrder.Length - 1].Array[0, 5]
        select (inOrder, shuffled, steps, ticks);

    [Fact]
    public void Any_order_of_arrival_gives_the_aggregates_of_data_in_order() =>
        Cases.Sample(
            sample =>
            {
                PointHost inOrder = Run(sample.InOrder, steps: null, ticks: []);
                PointHost shuffled = Run(sample.Shuffled, sample.Steps, ticks: []);

                Picture(shuffled).ShouldBe(Picture(inOrder));
            },
            iter: 60);

    [Fact]
    public void Ticks_in_between_change_nothing_of_it() =>
        Cases.Sample(
            sample =>
            {
                PointHost inOrder = Run(sample.InOrder, steps: null, ticks: []);
                PointHost ticked = Run(sample.Shuffled, sample.Steps, sample.Ticks);
                inOrder.Tick(Now);
                ticked.Tick(Now);

                Picture(ticked).ShouldBe(Picture(inOrder));
            },
            iter: 40);

    [Fact]
    public void Everything_sent_twice_counts_once() =>
        Cases.Sample(
            sample =>
            {
                PointHost once = Run(sample.Shuffled, steps: null, ticks: []);
                PointHost twice = Run(sample.Shuffled, sample.Steps, ticks: []);
                long entries = twice.Host.Entries;
                foreach (Observation observation in sample.InOrder)
                    twice.TakeAt(Now, observation with { Resent = true });

                twice.Host.Entries.ShouldBe(entries);
                Picture(twice).ShouldBe(Picture(once));
            },
            iter: 30);

    [Fact]
    public void The_same_entries_give_the_same_bytes_evicted_and_restored_or_not() =>
        Cases.Sample(
            sample =>
            {
                PointHost plain = Run(sample.Shuffled, steps: null, sample.Ticks);
                PointHost disturbed = Run(sample.Shuffled, sample.Steps, sample.Ticks);

                disturbed.Host.StateHash().ShouldBe(plain.Host.StateHash());
                disturbed.Findings.ShouldBe(plain.Findings);
                disturbed.Host.Told.ShouldBe(plain.Host.Told);
            },
            iter: 40);

    [Fact]
    public void A_finding_is_raised_before_it_is_revised_or_withdrawn() =>
        Cases.Sample(
            sample =>
            {
                var inForce = new HashSet<string>();
                foreach (Finding finding in Run(sample.Shuffled, sample.Steps, sample.Ticks).Findings)
                {
                    bool fits = finding.State switch
                    {
                        FindingState.Raised => inForce.Add(finding.Id),
                        FindingState.Revised => inForce.Contains(finding.Id),
                        _ => inForce.Remove(finding.Id),
                    };
                    fits.ShouldBeTrue($"{finding.State} {finding.Id}");
                }
            },
            iter: 30);

    static Observation[] Make(Random random)
    {
        var made = new List<Observation>();
        for (int hour = 0; hour < 72; hour++)
        {
            if (random.Next(12) == 0)
                continue;
            decimal level = random.Next(60, 130);
            bool hasMinutes = random.Next(3) > 0;
            int step = random.Next(4) == 0 ? 2 : 1;
            for (int minute = 0; minute < 60; minute += step)
            {
                BeijingTime at = At(hour, minute, random.Next(60));
                DataFlag flag = random.Next(30) == 0 ? DataFlag.Fault : DataFlag.Normal;
                if (hasMinutes && minute % 10 == 0)
                    made.Add(Upload(ObservationKind.Minute, At(hour, minute), Value(So2, level + minute * 0.1m, flag), Value(O2, 9.5m)));
                if (!hasMinutes || minute % 20 == 0)
                    made.Add(Upload(ObservationKind.RealTime, at, Value(So2, level, flag), Value(Nox, level / 2), Value(O2, 8 + minute % 14)));
                if (minute % 5 == 0)
                    made.Add(Upload(ObservationKind.FurnaceTemperature, At(hour, minute), Value(Furnace, 845 + random.Next(12))));
                if (minute % 30 == 0)
                    made.Add(Minute(At(hour, minute), 10, Value(Furnace, 845 + random.Next(12))));
            }

            if (random.Next(2) == 0)
                made.Add(Upload(ObservationKind.Hour, At(hour), Value(So2, level, random.Next(5) == 0 ? DataFlag.Maintenance : DataFlag.Normal)));
            if (hour % 8 == 0)
                made.Add(Upload(ObservationKind.DeviceState, At(hour), Value(Fan, hour % 2)));
        }

        for (int day = 0; day < 3; day++)
        {
            if (random.Next(2) == 0)
                made.Add(Upload(ObservationKind.Day, At(24 * day), Value(Nox, random.Next(50, 70)), Value(So2, 79, DataFlag.Fault)));
        }

        return [.. made.OrderBy(observation => observation.DataTime)];
    }

    static PointHost Run(Observation[] observations, Step[]? steps, int[] ticks)
    {
        // A level is kept for a time after its ground is gone, which depends on when that was known.
        var point = new PointHost(LevelTests.WithoutHolding);
        point.Register(Registration, At(0));
        for (int i = 0; i < observations.Length; i++)
        {
            point.TakeAt(Now, observations[i]);
            if (ticks.Contains(i))
                point.Tick(At(i % 72));
            if (steps?[i] is Step.Evict)
                point.Host.EvictAll();
            if (steps?[i] is Step.Restore)
                point.Host.RestoreFromSnapshot();
        }

        return point;
    }

    static string Picture(PointHost point)
    {
        var text = new StringBuilder();
        PointState state = point.State;
        text.AppendLine(
            $"open {state.OpenHour} newest {state.LastDataTime} {state.Level} {state.Cause} {state.CauseFactor}");
        foreach (DeviceState device in state.Devices)
            text.AppendLine(device.ToString());
        FactorCode[] codes = state.Factors.ToArray().Select(factor => factor.Code).ToArray();
        foreach (FactorCode code in codes.Order())
        {
            FactorState factor = point.Of(code);
            text.AppendLine($"{code} {factor.LastAt} {factor.Last} {factor.LastFlag} over {factor.HoursOverToday}");
            text.AppendLine(
                $" minute {factor.NewestMinute.Mean} of {factor.NewestMinute.Received}, {factor.MinuteBefore.Mean}");
            for (int day = 0; day < 3; day++)
                text.AppendLine($" day {day} over {factor.DaysOver.Contains(Day.DayNumber + day)}");
            if (factor.Means is { } means)
            {
                text.AppendLine($" {means.ReportedMinute} {means.ReportedHour} {means.ReportedDay}");
                text.AppendLine($" {means.ComputedHour} {means.ComputedDay}");
            }
        }

        foreach ((string id, byte[] bytes) in point.Host.Pages().Where(page => page.Key[0] == 'd'))
        {
            var reader = new EntryReader(bytes);
            DayPage page = DayPage.Read(ref reader);
            foreach (FactorCode code in codes.Order())
            {
                if (page.Find(state.Find(code)) is not { } day)
                    continue;
                text.AppendLine(
                    $"{id} {code} {Text(day.ReportedDay)} {Text(day.ComputedDay)} {day.FoundDay} {day.IsDayJudged}");
                for (int hour = 0; hour < FactorDay.Hours; hour++)
                    text.AppendLine($" {hour} {Text(day.Reported(hour))} {Text(day.Computed(hour))} {day.Found(hour)}");
            }
        }

        foreach (Finding finding in point.Findings.GroupBy(finding => finding.Id).Select(same => same.Last())
            .Where(finding => finding.State != FindingState.Withdrawn).OrderBy(
                finding => finding.Id, StringComparer.Ordinal))
        {
            text.AppendLine($"{finding.Id} {finding.Value} {finding.Limit} {finding.Reason}");
        }

        return text.ToString();
    }

    static string Text(in MeanCell cell) => cell.IsSet ? $"{cell.Value}/{cell.Converted}/{cell.Flag}" : "-";
}
