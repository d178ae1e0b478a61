using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Electricity;

public sealed class PowerRuleTests
{
    static readonly ElectricityPolicy Shipped = PolicyFile.National.Electricity;

    [Theory]
    [InlineData(10, 0)]
    [InlineData(11, 1)]
    public void Production_may_run_alone_for_ten_minutes_and_not_for_eleven(int minutes, int stretches)
    {
        string production = new string('1', minutes) + "1";
        string treatment = new string('0', minutes) + "1";

        List<LagStretch> found = LagRule.Of(Line(production), Line(treatment), 10, knownUntil: minutes + 1);

        found.Count.ShouldBe(stretches);
        if (stretches > 0)
            found[0].ShouldBe(new LagStretch(0, minutes, IsOver: true));
    }

    [Theory]
    [InlineData("111111", "000000", 6, "0+6 on")]
    [InlineData("111111", "000001", 6, "0+5 over")]
    [InlineData("111110", "000000", 6, "0+5 over")]
    [InlineData("111 11", "000000", 6, "0+3 over")]
    [InlineData("111111", "000 00", 6, "0+3 over")]
    [InlineData("111111", "000000", 4, "0+4 on")]
    [InlineData("111111", "111111", 6, "")]
    [InlineData("000000", "000000", 6, "")]
    [InlineData("1111111", "0001000", 7, "0+3 over, 4+3 on")]
    public void A_stretch_ends_when_treatment_starts_production_stops_or_nothing_is_known(
        string production, string treatment, int knownUntil, string stretches) =>
        string.Join(", ", LagRule.Of(Line(production), Line(treatment), 2, knownUntil)
                .Select(one => $"{one.First}+{one.Minutes} {(one.IsOver ? "over" : "on")}"))
            .ShouldBe(stretches);

    [Fact]
    public void A_day_is_the_median_of_its_hours_on() =>

        // 0.1 is not above 0.1; of 2, 4 and 9 the middle is 4.
        BaselineRule.OfDay([0m, 0.1m, 9m, 2m, 4m], Shipped.OnAbove).ShouldBe((4m, 3));

    [Fact]
    public void A_day_of_a_device_that_is_off_has_no_median() =>
        BaselineRule.OfDay([0m, 0.05m], Shipped.OnAbove).ShouldBe((0m, 0));

    [Theory]
    [InlineData(4, 4, null)]
    [InlineData(5, 3, null)]
    [InlineData(5, 4, 30)]
    public void A_baseline_needs_five_days_of_four_hours(int days, int hours, int? baseline)
    {
        (decimal, int)[] held = [.. Enumerable.Range(1, days).Select(day => (10m * day, hours))];

        // The middle of 10 20 30 40 50.
        BaselineRule.Of(held, Shipped.Baseline).ShouldBe(baseline);
    }

    [Fact]
    public void A_baseline_of_no_days_is_none_whatever_the_policy_needs() =>
        BaselineRule.Of([(10m, 3)], Shipped.Baseline with { FewestDays = 0 }).ShouldBeNull();

    [Fact]
    public void The_middle_of_six_days_lies_between_the_third_and_the_fourth() =>
        BaselineRule.Of([(1m, 4), (2m, 4), (3m, 4), (4m, 4), (5m, 4), (6m, 4)], Shipped.Baseline).ShouldBe(3.5m);

    // Baseline 50, share 0.3: 15.
    [Theory]
    [InlineData(20, 14.99, true)]
    [InlineData(20, 15, false)]
    [InlineData(0.11, 10, true)]
    [InlineData(0.1, 10, false)]
    [InlineData(20, 0.11, true)]
    [InlineData(20, 0.1, false)]
    public void Treatment_idles_below_its_share_while_both_are_on(double production, double treatment, bool idles) =>
        IdlingRule.Idles((decimal)production, (decimal)treatment, 50, 0.3m, Shipped.OnAbove).ShouldBe(idles);

    [Fact]
    public void A_missing_mean_idles_not()
    {
        IdlingRule.Idles(Exact.None, 10m, 50, 0.3m, Shipped.OnAbove).ShouldBeFalse();
        IdlingRule.Idles(20m, Exact.None, 50, 0.3m, Shipped.OnAbove).ShouldBeFalse();
    }

    // The night has 8 hours, the day 16. Day 10 an hour: 160 in all, 1.5 times is 240, 30 for an hour of the night.
    [Theory]
    [InlineData(NightBasis.Total, 30, false)]
    [InlineData(NightBasis.Total, 30.01, true)]
    [InlineData(NightBasis.Hourly, 15, false)]
    [InlineData(NightBasis.Hourly, 15.01, true)]
    public void A_night_of_more_than_one_and_a_half_days_is_a_lead(NightBasis basis, double hour, bool isOver) =>
        NightRule.Of(Hours((decimal)hour, 10), Shipped.Night with { Basis = basis })!.Value.IsOver.ShouldBe(isOver);

    [Theory]
    [InlineData(21, 10)]
    [InlineData(22, 40)]
    [InlineData(5, 40)]
    [InlineData(6, 10)]
    public void The_night_goes_from_22_to_6(int hour, int value)
    {
        // One hour is missing: the others of its part stand for it, and the sums stay 8 x 40 and 16 x 10.
        Exact[] hours = Hours(40, 10);
        hours[hour].ShouldBe((Exact)value);
        hours[hour] = Exact.None;

        NightRule.Of(hours, Shipped.Night).ShouldBe(new NightAgainstDay(320, 160, IsOver: true));
    }

    [Theory]
    [InlineData(6, 12, true)]
    [InlineData(5, 12, false)]
    [InlineData(6, 11, false)]
    public void Three_quarters_of_both_parts_must_be_known(int night, int day, bool isJudged)
    {
        Exact[] hours = Hours(40, 10);
        for (int i = 0; i < 8 - night; i++)
            hours[i % 6] = Exact.None;
        for (int i = 0; i < 16 - day; i++)
            hours[6 + i] = Exact.None;

        NightRule.Of(hours, Shipped.Night).HasValue.ShouldBe(isJudged);
    }

    [Theory]
    [InlineData(0, 16)]
    [InlineData(8, 0)]
    public void A_part_without_any_mean_is_not_judged_whatever_the_policy_needs(int night, int day)
    {
        Exact[] hours =
            [.. Enumerable.Range(0, 24).Select(hour => (hour is >= 22 or < 6 ? night : day) > 0 ? (Exact)10m : Exact.None)];

        NightRule.Of(hours, Shipped.Night with { Coverage = 0 }).ShouldBeNull();
    }

    // 100 x (1 - 0.3 + 0.05) = 75; a stop leaves 100 x 0.05 = 5.
    [Theory]
    [InlineData(0.3, 75, false)]
    [InlineData(0.3, 75.01, true)]
    [InlineData(1, 5, false)]
    [InlineData(1, 5.01, true)]
    public void An_order_leaves_what_was_not_cut_and_a_twentieth(double cut, double observed, bool isBroken) =>
        OrderRule.Of((decimal)observed, 100, (decimal)cut, Shipped.Order).IsBroken.ShouldBe(isBroken);

    static Exact[] Hours(decimal night, decimal day) =>
        [.. Enumerable.Range(0, 24).Select(hour => (Exact)(hour is >= 22 or < 6 ? night : day))];

    static bool?[] Line(string minutes) =>
        [.. minutes.Select(minute => minute == ' ' ? (bool?)null : minute == '1')];
}
