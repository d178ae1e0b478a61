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
    [InlineData(CumulativeWindow.Month, 1, 2)]
    [InlineData(CumulativeWindow.Month, 0, 1)]
    [InlineData(CumulativeWindow.ThirtyDays, -9, 2)]
    [InlineData(CumulativeWindow.ThirtyDays, -10, 1)]
    [InlineData(CumulativeWindow.Quarter, -58, 2)]
    [InlineData(CumulativeWindow.Quarter, -59, 1)]
    public void The_window_begins_with_its_first_day(CumulativeWindow window, int first, int cumulative)
    {
        // Of 20 March: 1 March; 19 February, 29 days before; 1 January, 78 days before.
        int[] over = [first, 20];

        Of(With(Points.Supervision with { Window = window }), over, over).Cumulative.ShouldBe(cumulative);
    }

    [Fact]
    public void The_worst_day_of_a_month_counts_whatever_follows_it()
    {
        // 3, 4 and 5 March in a row; in the window of 30 days up to 5 March there are six, up to 30 March four.
        int[] over = [-20, -15, -10, 3, 4, 5, 30];
        SupervisedMonth month = Of(With(Points.Supervision with { Window = CumulativeWindow.ThirtyDays }), over, over);

        (month.Consecutive, month.Cumulative, month.InListingWindow).ShouldBe((3, 6, 6));
    }

    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 2)]
    public void Tests_over_count_in_a_window_with_enough_exceedance_days(int daysOver, int tests)
    {
        // The days from 1 March on; tests on 12 and 14 March, and one 31 days before the second.
        var days = new SupervisedDays(
            Bits([.. Enumerable.Range(1, daysOver)]), default, default, Bits([-17, 12, 14]));

        SupervisionRules.OfMonth(in days, March, March + 30, Points).TestsOver.ShouldBe(tests);
    }

    [Fact]
    public void Days_of_low_transmission_count_for_their_month_alone()
    {
        var days = new SupervisedDays(default, default, Bits([0, 1, 31, 32]), default);

        SupervisionRules.OfMonth(in days, March, March + 30, Points).LowTransmission.ShouldBe(2);
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

    [Fact]
    public void A_finding_on_a_month_is_told_again_when_its_counts_change_and_only_then()
    {
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Day, 80), Upper(Nox, LimitPeriod.Day, 250)), At(0));
        for (int day = 0; day < 3; day++)
            DayOver(point, day, 81);
        Serious(point).ShouldBe([FindingState.Raised, FindingState.Revised]);
        point.State.Ledger!.Findings.Single().Counts.Consecutive.ShouldBe(3);

        // A day that complies, a second pollutant over on a day that counts, a first day corrected to another excess.
        DayOver(point, 3, 80);
        point.TakeAt(At(97), Upload(ObservationKind.Day, At(0), Value(Nox, 251)));
        DayOver(point, 0, 95);
        Serious(point).Length.ShouldBe(2);
    }

    [Fact]
    public void Findings_lie_in_order_of_month_and_rule_whatever_came_first()
    {
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Day, 80)), At(0));
        // 10 and 11 April are days 31 and 32; ten days from 15 March on come after them, all within 30 days.
        DayOver(point, 31, 81);
        DayOver(point, 32, 81);
        for (int day = 5; day < 15; day++)
            DayOver(point, day, 81, arrives: 33);

        point.State.Ledger!.Findings.Select(finding => (BeijingTime.StartOf(finding.FirstDay).Date.Month, finding.Rule))
            .ShouldBe(
            [
                (3, MonthRule.Serious), (3, MonthRule.ListingDays), (4, MonthRule.Serious), (4, MonthRule.ListingDays),
            ]);
    }

    [Fact]
    public void A_serious_lead_lies_before_the_listing_that_was_found_before_it()
    {
        // Serious from eleven days on, listed from ten.
        var point = new PointHost(PolicyFile.National with
        {
            Points = With(Points.Supervision with { ConsecutiveDays = 11, CumulativeDays = 11 }),
        });
        point.Register(Record(Upper(So2, LimitPeriod.Day, 80)), At(0));
        for (int day = 0; day < 11; day++)
            DayOver(point, day, 81);

        point.Findings.Where(finding => finding.Rule is "listing.days" or "supervision.serious")
            .Select(finding => (finding.Rule, finding.State)).ShouldBe(
            [
                ("listing.days", FindingState.Raised), ("supervision.serious", FindingState.Raised),
                ("listing.days", FindingState.Revised),
            ]);
        point.State.Ledger!.Findings.Select(finding => finding.Rule)
            .ShouldBe([MonthRule.Serious, MonthRule.ListingDays]);
    }

    [Fact]
    public void A_day_that_comes_late_counts_for_the_months_after_it()
    {
        // In 30 days up to 10 April lie 20 and 31 March, 2 and 10 April: four; 20 March comes last.
        Policy thirty = PolicyFile.National with
        {
            Points = With(Points.Supervision with { Window = CumulativeWindow.ThirtyDays }),
        };
        var point = new PointHost(thirty);
        point.Register(Record(Upper(So2, LimitPeriod.Day, 80)), At(0));
        foreach (int day in (int[])[21, 23, 31])
            DayOver(point, day, 81);
        Serious(point).ShouldBeEmpty();
        DayOver(point, 10, 81, arrives: 32);

        point.Findings[^1].WindowStart.ShouldBe(BeijingTime.Of(2026, 4, 1));
        Serious(point).ShouldBe([FindingState.Raised]);
    }

    [Theory]
    [InlineData(126, true)]
    [InlineData(127, false)]
    public void A_month_out_of_reach_keeps_what_was_found_on_it(int daysSinceItsFirst, bool isWithdrawn)
    {
        // 20 and 21 March are over; then the newest day is so many days after 1 March.
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Day, 80)), At(0));
        DayOver(point, 10, 81);
        DayOver(point, 11, 81);
        DayOver(point, daysSinceItsFirst - 9, 80);
        DayOver(point, 10, 80, arrives: daysSinceItsFirst - 8);

        Serious(point)[^1].ShouldBe(isWithdrawn ? FindingState.Withdrawn : FindingState.Raised);
    }

    [Fact]
    public void What_was_found_long_ago_is_forgotten_when_another_month_is_found()
    {
        // 255 days after 1 March is 11 November; findings are held for twice 127 days.
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Day, 80)), At(0));
        foreach (int day in (int[])[0, 1, 30, 31, 270, 271])
            DayOver(point, day, 81);

        point.State.Ledger!.Findings.Select(finding => BeijingTime.StartOf(finding.FirstDay).Date.Month)
            .ShouldBe([4, 12]);
    }

    static FindingState[] Serious(PointHost point) =>
        [.. point.Findings.Where(finding => finding.Rule == "supervision.serious").Select(finding => finding.State)];

    static void DayOver(PointHost point, int day, decimal mean, int arrives) =>
        point.TakeAt(At(24 * arrives), Upload(ObservationKind.Day, At(24 * day), Value(So2, mean)));

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
