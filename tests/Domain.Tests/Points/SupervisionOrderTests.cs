using CsCheck;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

/// <summary>Six days of reported hours and days with gaps, the last of March and the first of April.</summary>
public sealed class SupervisionOrderTests
{
    const int Days = 6;

    static readonly BeijingTime First = BeijingTime.Of(2026, 3, 29);

    static readonly Gen<(Observation[] InOrder, Observation[] Shuffled, int[] Moves)> Cases =
        from seed in Gen.Int
        let inOrder = Make(new Random(seed))
        from shuffled in Gen.Shuffle(inOrder)
        from moves in Gen.Int[0, 30].Array[inOrder.Length]
        select (inOrder, shuffled, moves);

    [Fact]
    public void Any_order_of_arrival_gives_the_final_findings_of_data_in_order() =>
        Cases.Sample(
            sample => Final(Run(sample.Shuffled, sample.Moves, limit: 80))
                .ShouldBe(Final(Run(sample.InOrder, moves: null, limit: 80))),
            iter: 60);

    [Fact]
    public void Replay_of_the_same_entries_gives_the_same_hash() =>
        Cases.Sample(
            sample => Run(sample.Shuffled, sample.Moves, limit: 80).Host.StateHash()
                .ShouldBe(Run(sample.Shuffled, moves: null, limit: 80).Host.StateHash()),
            iter: 30);

    [Fact]
    public void A_higher_limit_never_adds_a_finding() =>
        Cases.Sample(
            sample =>
            {
                string[] strict = Ids(Run(sample.InOrder, moves: null, limit: 80));

                Ids(Run(sample.InOrder, moves: null, limit: 90)).ShouldBeSubsetOf(strict);
            },
            iter: 60);

    [Fact]
    public void After_its_deadline_every_finding_of_an_hour_or_a_day_is_final() =>
        Cases.Sample(
            sample => InForce(Run(sample.Shuffled, sample.Moves, limit: 80))
                .Where(finding => finding.WindowEnd.DayNumber - finding.WindowStart.DayNumber <= 1)
                .Where(finding => !finding.Rule.StartsWith("data.", StringComparison.Ordinal))
                .ShouldAllBe(finding => finding.Standing == FindingStanding.Final),
            iter: 30);

    /// <summary>Everything arrives between the days and the deadline of the last, in any order; ticks come last.</summary>
    static PointHost Run(Observation[] observations, int[]? moves, decimal limit)
    {
        var point = new PointHost(LevelTests.WithoutHolding);
        BeijingTime arrival = First.AddSeconds(Days * BeijingTime.SecondsPerDay + 3600);
        point.Register(
            Record(Upper(So2, LimitPeriod.Hour, limit + 20), Upper(So2, LimitPeriod.Day, limit)), First);
        point.TakeAt(First, Upload(ObservationKind.Hour, First, Value(So2, 1)));
        for (int i = 0; i < observations.Length; i++)
        {
            point.TakeAt(arrival, observations[i]);
            if (moves?[i] == 0)
                point.Host.EvictAll();
            if (moves?[i] == 1)
                point.Host.RestoreFromSnapshot();
        }

        for (int day = 0; day < Days + 2; day++)
            point.Tick(arrival.AddSeconds(day * (long)BeijingTime.SecondsPerDay + BeijingTime.SecondsPerDay / 2));
        return point;
    }

    static Observation[] Make(Random random)
    {
        var made = new List<Observation>();
        for (int hour = 1; hour < 24 * Days; hour++)
        {
            DataFlag flag = random.Next(20) == 0 ? DataFlag.Maintenance : DataFlag.Normal;
            if (random.Next(15) > 0)
                made.Add(Upload(ObservationKind.Hour, First.AddSeconds(hour * 3600), Value(So2, random.Next(60, 110), flag)));
        }

        for (int day = 0; day < Days; day++)
        {
            if (random.Next(3) == 0)
                made.Add(Upload(ObservationKind.Day, First.AddSeconds(day * 86400), Value(So2, random.Next(70, 100))));
        }

        return [.. made];
    }

    static IEnumerable<Finding> InForce(PointHost point) =>
        point.Findings.GroupBy(finding => finding.Id).Select(same => same.Last())
            .Where(finding => finding.State != FindingState.Withdrawn)
            .OrderBy(finding => finding.Id, StringComparer.Ordinal);

    static string[] Ids(PointHost point) => [.. InForce(point).Select(finding => finding.Id)];

    static string[] Final(PointHost point) =>
        [.. InForce(point).Select(finding => $"{finding.Id} {finding.Value} {finding.Standing} {finding.Reason}")];
}
