using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

public sealed class SettlementTests
{
    static readonly PointRecord Registration =
        Record(Upper(So2, LimitPeriod.Hour, 100), Upper(So2, LimitPeriod.Day, 80));

    [Fact]
    public void Findings_of_a_day_turn_final_at_12_00_of_the_next_day_and_not_a_second_before()
    {
        PointHost point = DayOver();
        int told = point.Findings.Count;
        point.Findings.ShouldAllBe(finding => finding.Standing == FindingStanding.Provisional);

        point.Tick(At(35, 59, 59));
        point.Findings.Count.ShouldBe(told);

        point.Host.EvictAll();
        point.Tick(At(36)).ShouldBeTrue();

        // One hour of 200 and the day's mean (23 x 81 + 200) / 24 = 85.96 are in force.
        Finding[] final = [.. point.Findings.Skip(told)];
        final.Select(finding => finding.Rule).ShouldBe(["limit.hour", "limit.day"]);
        final.ShouldAllBe(finding =>
            finding.State == FindingState.Revised && finding.Standing == FindingStanding.Final);
        final[1].Value.ShouldBe(Exact.From(2063m / 24));
    }

    [Fact]
    public void Where_a_mark_at_12_00_00_is_in_time_the_day_is_settled_a_second_later()
    {
        var point = new PointHost(
            PolicyFile.National with { Marks = PolicyFile.National.Marks with { DeadlineInclusive = true } });
        point.Register(Registration, At(0));
        point.Hour(5, Value(So2, 200));

        point.Tick(At(36));
        point.Findings[^1].Standing.ShouldBe(FindingStanding.Provisional);
        point.Tick(At(36, 0, 1));
        point.Findings[^1].Standing.ShouldBe(FindingStanding.Final);
    }

    [Theory]
    [InlineData(23, FindingState.Withdrawn)]
    [InlineData(24, FindingState.Raised)]
    public void Another_permit_changes_the_day_that_it_is_registered_on_and_none_before(int hour, FindingState newest)
    {
        var point = new PointHost();
        point.Register(Registration, At(0));
        point.Hour(5, Value(So2, 200));

        point.Register(Record(Upper(So2, LimitPeriod.Hour, 300)), At(hour));

        point.Findings[^1].State.ShouldBe(newest);
    }

    [Fact]
    public void Another_permit_leaves_a_settled_day_as_it_was_judged()
    {
        var point = new PointHost();
        point.Register(Registration, At(0));
        point.Hour(5, Value(So2, 200));
        point.Tick(At(36));

        point.Register(Record(Upper(So2, LimitPeriod.Hour, 300)), At(37));

        point.Findings[^1].State.ShouldBe(FindingState.Revised);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_permit_that_names_its_first_day_changes_the_days_from_it_settled_or_not(bool isSettled)
    {
        var point = new PointHost();
        point.Register(Registration, At(0));
        point.Hour(5, Value(So2, 200));
        if (isSettled)
            point.Tick(At(36));
        point.Host.EvictAll();

        point.Register(Record(Upper(So2, LimitPeriod.Hour, 300) with { ValidFrom = Day.Date }), At(37));

        point.Findings[^1].State.ShouldBe(FindingState.Withdrawn);
    }

    [Fact]
    public void A_finding_says_the_limit_of_another_permit_that_is_broken_too()
    {
        var point = new PointHost();
        point.Register(Registration, At(0));
        point.Hour(5, Value(So2, 200));

        point.Register(Record(Upper(So2, LimitPeriod.Hour, 150)), At(7));

        Finding revised = point.Findings[^1];
        (revised.State, revised.Value, revised.Limit).ShouldBe((FindingState.Revised, (Exact)200m, (Exact)150m));
        int told = point.Findings.Count;
        point.Register(Record(Upper(So2, LimitPeriod.Hour, 150), Upper(Nox, LimitPeriod.Hour, 10)), At(8));
        point.Findings.Count.ShouldBe(told);
    }

    [Fact]
    public void A_second_tick_after_the_deadline_is_not_journaled()
    {
        PointHost point = DayOver();
        point.Tick(At(36));
        long entries = point.Host.Entries;

        point.Tick(At(36, 1)).ShouldBeFalse();
        point.Tick(At(36, 9)).ShouldBeFalse();

        point.Host.Entries.ShouldBe(entries);
    }

    [Fact]
    public void Where_nothing_was_found_no_tick_is_journaled_and_data_let_the_day_pass()
    {
        var point = new PointHost();
        point.Register(Registration with { Kind = PointKind.MicroStation }, At(0));
        for (int hour = 0; hour < 36; hour++)
            point.Instant(At(hour, 30), Value(So2, 10));

        point.Tick(At(36)).ShouldBeFalse();
        point.State.SettledBefore.ShouldBe(Day.DayNumber);
        point.Instant(At(36), Value(So2, 10));

        point.State.SettledBefore.ShouldBe(Day.DayNumber + 1);
        LatestMean hourOf11 = FactorStatus.Of(point.State, in point.Of(So2)).ComputedHour;
        hourOf11.ValidityAt(PointStatus.Of(point.State).SettledBefore).ShouldBe(Validity.Provisional);
    }

    [Fact]
    public void Late_data_still_judge_a_settled_day_and_stand_at_once()
    {
        PointHost point = DayOver();
        point.Tick(At(36));
        int told = point.Findings.Count;
        point.Host.EvictAll();

        // (23 x 81 + 57) / 24 = 80: complies, and so does the hour.
        point.TakeAt(At(40), Upload(ObservationKind.Hour, At(5), Value(So2, 57)));

        Finding[] late = [.. point.Findings.Skip(told)];
        late.Select(finding => finding.Rule).ShouldBe(["limit.hour", "limit.day"]);
        late.ShouldAllBe(finding =>
            finding.State == FindingState.Withdrawn && finding.Standing == FindingStanding.Final);

        point.TakeAt(At(41), Upload(ObservationKind.Hour, At(6), Value(So2, 300)));
        point.Findings[^1].State.ShouldBe(FindingState.Raised);
        point.Findings[^1].Standing.ShouldBe(FindingStanding.Final);
        point.Tick(At(41, 5)).ShouldBeFalse();
    }

    [Fact]
    public void What_was_withdrawn_before_the_deadline_is_not_told_again()
    {
        PointHost point = DayOver();
        point.TakeAt(At(30), Upload(ObservationKind.Hour, At(5), Value(So2, 57)));
        int told = point.Findings.Count;

        point.Tick(At(36)).ShouldBeTrue();

        point.Findings.Count.ShouldBe(told);
    }

    [Fact]
    public void Several_days_are_settled_by_one_tick_in_order()
    {
        var point = new PointHost();
        point.Register(Registration, At(0));
        for (int day = 0; day < 80; day++)
            point.TakeAt(At(24 * day + 1, 30), Upload(ObservationKind.Hour, At(24 * day), Value(So2, 101)));
        point.Host.EvictAll();
        int told = point.Findings.Count;

        point.Tick(At(24 * 80 + 12));

        Finding[] final = [.. point.Findings.Skip(told).Where(finding => finding.Rule == "limit.hour")];
        final.Select(finding => finding.WindowStart).ShouldBe(Enumerable.Range(0, 80).Select(day => At(24 * day)));
        final.ShouldAllBe(finding => finding.Standing == FindingStanding.Final);
        point.State.ProvisionalDays.ShouldBe(0UL);
        point.State.SettledBefore.ShouldBe(Day.DayNumber + 80);
    }

    [Fact]
    public void A_day_within_the_63_bits_and_one_beyond_are_both_settled()
    {
        var state = new PointState(GasPoint) { SettledBefore = 100, SettlesAfter = 12 * 3600 };
        Settlement.Found(state, BeijingTime.StartOf(100));
        Settlement.Found(state, BeijingTime.StartOf(300));
        var pages = new List<Qianliyan.Domain.Twins.PageId>();

        Settlement.AddPages(state, BeijingTime.StartOf(302), pages);

        pages[0].Start.ShouldBe(BeijingTime.StartOf(100));
        pages[1].Start.ShouldBe(BeijingTime.StartOf(164));
        pages[^1].Start.ShouldBe(BeijingTime.StartOf(300));
    }

    /// <summary>A day of 23 hours of 81 and one, the sixth, of 200.</summary>
    static PointHost DayOver()
    {
        var point = new PointHost();
        point.Register(Registration, At(0));
        for (int hour = 0; hour < 24; hour++)
            point.Hour(hour, Value(So2, hour == 5 ? 200 : 81));
        point.Tick(At(24, 10));
        return point;
    }
}
