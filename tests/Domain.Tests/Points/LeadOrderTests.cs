using CsCheck;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

/// <summary>
/// Ten days of a stack with odd hours in them, corrected here and there, and with marks, in time and late. What comes
/// late by up to 60 hours, in whatever order that makes, leads to the leads of data in order.
/// </summary>
public sealed class LeadOrderTests
{
    const int Days = 10;
    const int MostHoursLate = 60;

    /// <param name="Hour">From the first day on.</param>
    /// <param name="Late">Hours after the end of its hour.</param>
    readonly record struct Sent(int Hour, int Late, Reading[] Readings);

    /// <param name="Of">The mark.</param>
    /// <param name="Arrives">Hour from the first day on.</param>
    /// <param name="IsInTime">Before the deadline of its first day; else after that of its last.</param>
    readonly record struct Put(Mark Of, int Arrives, bool IsInTime);

    static readonly Gen<(Sent[] Sent, Put[] Marks, int[] Moves)> Cases =
        from seed in Gen.Int
        from moves in Gen.Int[0, 15].Array[24 * Days]
        select (Make(new Random(seed)), MakeMarks(new Random(seed)), moves);

    [Fact]
    public void Late_data_lead_to_the_leads_of_data_in_order() =>
        Cases.Sample(
            sample =>
            {
                Sent[] inOrder = [.. sample.Sent.Select(sent => sent with { Late = 0 })];
                Put[] first = [.. sample.Marks.Where(mark => mark.IsInTime).Select(mark => mark with { Arrives = 0 })];

                InForce(Run(sample.Sent, sample.Marks, sample.Moves))
                    .ShouldBe(InForce(Run(inOrder, first, moves: null)));
            },
            iter: 150);

    [Fact]
    public void The_same_entries_give_the_same_bytes_evicted_and_restored_or_not() =>
        Cases.Sample(
            sample =>
            {
                PointHost plain = Run(sample.Sent, sample.Marks, moves: null);
                PointHost disturbed = Run(sample.Sent, sample.Marks, sample.Moves);

                disturbed.Host.StateHash().ShouldBe(plain.Host.StateHash());
                disturbed.Findings.ShouldBe(plain.Findings);
                disturbed.Host.Told.ShouldBe(plain.Host.Told);
            },
            iter: 50);

    [Fact]
    public void A_lead_is_raised_before_it_is_revised_or_withdrawn() =>
        Cases.Sample(
            sample =>
            {
                var inForce = new HashSet<string>();
                foreach (Finding lead in Leads(Run(sample.Sent, sample.Marks, sample.Moves)))
                {
                    bool fits = lead.State switch
                    {
                        FindingState.Raised => inForce.Add(lead.Id),
                        FindingState.Revised => inForce.Contains(lead.Id),
                        _ => inForce.Remove(lead.Id),
                    };
                    fits.ShouldBeTrue($"{lead.State} {lead.Id}");
                }
            },
            iter: 50);

    [Fact]
    public void The_odd_hours_are_found()
    {
        var random = new Random(1);
        var rules = new HashSet<string>();
        for (int i = 0; i < 40; i++)
            rules.UnionWith(Leads(Run(Make(random), MakeMarks(random), moves: null)).Select(lead => lead.Rule));

        rules.Order().ShouldBe(
            [
                "data.constant", "data.jump", "data.marks", "data.missing", "data.nearLimit", "data.overRange",
                "data.oxygen", "data.stopRunning", "data.zero",
            ]);
    }

    static Sent[] Make(Random random)
    {
        var made = new List<Sent>();
        int oddity = 0, until = 0;
        decimal held = 0;
        for (int hour = 0; hour < 24 * Days; hour++)
        {
            if (hour >= until)
            {
                oddity = random.Next(2) == 0 ? 0 : random.Next(1, 9);
                until = hour + random.Next(4, oddity == 3 ? 60 : 30);
                held = random.Next(600, 900) / 10m;
            }

            if (oddity == 4 && random.Next(5) > 0)
                continue;
            decimal usual = held + random.Next(-50, 50) / 10m;
            (decimal value, DataFlag flag, decimal oxygen) = oddity switch
            {
                1 => (held, DataFlag.Normal, 11),
                2 => (0, DataFlag.Normal, 11),
                3 => (95 + random.Next(50) / 10m, DataFlag.Normal, 11),
                5 => (500, DataFlag.OverRange, 11),
                6 => (usual, DataFlag.Off, 11),
                7 => (usual + 40, random.Next(8) > 0 ? DataFlag.Maintenance : DataFlag.Normal, 11),
                8 => (usual, DataFlag.Normal, 6),
                _ => (random.Next(40) == 0 ? 4 * usual : usual, DataFlag.Normal, 11 + random.Next(10) / 10m),
            };
            Reading[] right = [Value(So2, value, flag), Value(O2, oxygen)];
            int late = random.Next(3) == 0 ? random.Next(MostHoursLate) : 0;
            if (random.Next(10) == 0)
            {
                // Wrong at first, corrected later.
                made.Add(new Sent(hour, late / 2, [Value(So2, random.Next(2) * 300), Value(O2, 20)]));
            }

            made.Add(new Sent(hour, late, right));
        }

        return [.. made];
    }

    static Put[] MakeMarks(Random random)
    {
        var made = new Put[random.Next(8)];
        for (int i = 0; i < made.Length; i++)
        {
            int start = random.Next(24 * Days), end = start + random.Next(1, 40);
            bool isInTime = random.Next(3) > 0;
            int deadline = 24 * ((isInTime ? start : end - 1) / 24) + 36;
            var mark = new Mark
            {
                Id = $"m{i}",
                Code = random.Next(2) == 0 ? MarkCode.CemsMaintenance : MarkCode.LinkLost,
                Factor = random.Next(2) == 0 ? So2 : default,
                Start = At(start),
                End = At(end),
                Source = MarkSource.Enterprise,
                Author = "wang",
            };
            made[i] = new Put(mark, isInTime ? random.Next(deadline) : deadline + random.Next(MostHoursLate), isInTime);
        }

        return made;
    }

    static PointHost Run(Sent[] sent, Put[] marks, int[]? moves)
    {
        var point = new PointHost(LevelTests.WithoutHolding);
        point.Register(Record(Upper(So2, LimitPeriod.Hour, 100)), At(0));
        ILookup<int, Sent> arrivals = sent.ToLookup(one => one.Hour + 1 + one.Late);
        ILookup<int, Put> puts = marks.ToLookup(one => one.Arrives);
        for (int hour = 0; hour < 24 * (Days + 3); hour++)
        {
            foreach (Sent one in arrivals[hour])
                point.TakeAt(At(hour, 5), Upload(ObservationKind.Hour, At(one.Hour), one.Readings));
            foreach (Put put in puts[hour])
                point.Host.Feed(new Marked(put.Of), At(hour, 6));
            int move = moves?[hour % moves.Length] ?? int.MaxValue;
            if (move == 0)
                point.Host.EvictAll();
            if (move == 1)
                point.Host.RestoreFromSnapshot();
            point.Tick(At(hour, 15));
        }

        return point;
    }

    static IEnumerable<Finding> Leads(PointHost point) =>
        point.Findings.Where(finding => finding.Rule.StartsWith("data.", StringComparison.Ordinal));

    static string InForce(PointHost point) => string.Join('\n', Leads(point)
        .GroupBy(lead => lead.Id).Select(same => same.Last())
        .Where(lead => lead.State != FindingState.Withdrawn)
        .OrderBy(lead => lead.Id, StringComparer.Ordinal)
        .Select(lead => $"{lead.Id} to {lead.WindowEnd} {lead.Value}/{lead.Limit} {lead.Standing} {lead.Reason} "
            + string.Join(',', lead.Figures)));
}
