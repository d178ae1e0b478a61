using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

public sealed class SupervisionTests
{
    static readonly PointsPolicy Points = PolicyFile.National.Points;
    static readonly int March = BeijingTime.DayNumberOf(new DateOnly(2026, 3, 1));

    [Theory]
    [InlineData(new[] { 10 }, 1, 1, false)]
    [InlineData(new[] { 10, 12, 14 }, 1, 3, false)]
    [InlineData(new[] { 10, 11 }, 2, 2, true)]
    [InlineData(new[] { 2, 8, 14, 20 }, 1, 4, true)]
    [InlineData(new[] { 0, 1 }, 2, 1, true)]
    [InlineData(new[] { -5, -3, 0, 5, 9 }, 1, 2, false)]
    public void Two_days_in_a_row_or_four_in_the_month_are_serious(
        int[] over, int consecutive, int cumulative, bool serious)
    {
        // Days of March 2026; 0 and below lie in February, so a run over the end of a month counts for the later one.
        SupervisedMonth month = Of(Points, over, judged: over);

        (month.Consecutive, month.Cumulative).ShouldBe((consecutive, cumulative));
        month.IsSerious(Points.Supervision).ShouldBe(serious);
    }

    [Theory]
    [InlineData(CumulativeWindow.Month, 2)]
    [InlineData(CumulativeWindow.ThirtyDays, 3)]
    [InlineData(CumulativeWindow.Quarter, 4)]
    public void The_window_of_cumulative_days_is_the_policy_s(CumulativeWindow window, int cumulative)
    {
        // 20 January and 20 February count for the quarter; 20 February is 28 days before 20 March.
        int[] over = [-39, -8, 5, 20];

        Of(With(Points.Supervision with { Window = window }), over, over).Cumulative.ShouldBe(cumulative);
    }

    [Theory]
    [InlineData(DayWithoutVerdict.Breaks, new[] { 10, 12 }, 1)]
    [InlineData(DayWithoutVerdict.Bridges, new[] { 10, 12 }, 2)]
    [InlineData(DayWithoutVerdict.Bridges, new[] { 10, 11, 12 }, 1)]
    public void A_day_without_verdict_breaks_or_bridges_the_run(
        DayWithoutVerdict without, int[] judged, int consecutive) =>
        Of(With(Points.Supervision with { WithoutVerdict = without }), [10, 12], judged)
            .Consecutive.ShouldBe(consecutive);

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void Ten_days_of_thirty_meet_the_first_condition_of_a_listing(int days, bool met)
    {
        // Every third day back from 30 March: ten of them span 28 days.
        int[] over = [.. Enumerable.Range(0, days).Select(i => 30 - 3 * i)];

        Of(Points, over, over).MeetsListing(Points.Listing).ShouldBe(met);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(10, 3)]
    public void A_tier_begins_with_its_number_of_days(int days, int tier) =>
        SupervisionRules.TierOf(days, Points.Tiers.In30Days).ShouldBe(tier);

    [Fact]
    public void A_second_day_in_a_row_raises_a_serious_lead_of_the_month_and_a_correction_takes_it_back()
    {
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Day, 80)), At(0));
        DayOver(point, 0, 81);
        point.Findings.Select(finding => (finding.Rule, finding.Class)).ShouldBe([("limit.day", FindingClass.Lead)]);

        DayOver(point, 1, 90);

        Finding serious = point.Findings[^1];
        (serious.Rule, serious.Class, serious.State).ShouldBe(
            ("supervision.serious", FindingClass.After, FindingState.Raised));
        serious.Id.ShouldBe($"points/MN1-31:supervision.serious:{BeijingTime.Of(2026, 3, 1).UnixSeconds}");
        serious.WindowEnd.ShouldBe(BeijingTime.Of(2026, 4, 1));
        serious.Reason.ShouldBe(
            "2 exceedance days in a row (serious from 2), 2 in the month (from 4), "
            + "0 days of too low a transmission rate (from 1)");

        point.Host.RestoreFromSnapshot();
        DayOver(point, 0, 80);

        point.Findings[^1].State.ShouldBe(FindingState.Withdrawn);
        point.State.Ledger!.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_day_of_low_transmission_is_serious_too()
    {
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Day, 80)), At(0));
        for (int hour = 12; hour < 44; hour++)
            point.Hour(hour, Value(So2, 10));

        point.Tick(At(60));

        point.Findings.Select(finding => finding.Rule).ShouldBe(["transmission.low", "supervision.serious"]);
    }

    [Fact]
    public void What_is_in_force_on_a_month_turns_final_with_its_last_day()
    {
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Day, 80)) with { Kind = PointKind.FlueGas }, At(0));
        DayOver(point, 20, 81);
        DayOver(point, 21, 81);
        Finding last = point.Findings[^1];
        (last.Rule, last.Standing).ShouldBe(("supervision.serious", FindingStanding.Provisional));

        point.Tick(BeijingTime.Of(2026, 4, 1, 12));

        point.Findings.Where(finding => finding.Rule == "supervision.serious" && finding.Standing == FindingStanding.Final)
            .ShouldHaveSingleItem().State.ShouldBe(FindingState.Revised);
    }

    /// <summary>The device reports a daily mean a few minutes after the day's end.</summary>
    static void DayOver(PointHost point, int day, decimal mean) =>
        point.TakeAt(
            At(24 * day + 24, 5), Upload(ObservationKind.Day, At(24 * day), Value(So2, mean)));

    static PointsPolicy With(SupervisionPolicy supervision) => Points with { Supervision = supervision };

    /// <summary>March 2026, days by their number in it; 0 is the last of February.</summary>
    static SupervisedMonth Of(PointsPolicy policy, int[] over, int[] judged)
    {
        var days = new SupervisedDays(Bits(over), Bits(judged), default, default);
        return SupervisionRules.OfMonth(in days, March, March + 30, policy);
    }

    static ExceedanceDays Bits(int[] days)
    {
        var bits = new ExceedanceDays();
        foreach (int day in days)
            bits.Mark(March + day - 1, exceeded: true);
        return bits;
    }
}
