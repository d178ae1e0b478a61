using System.Globalization;
using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Tests.Incinerators.Rules;

public sealed class DayLimitCases
{
    static readonly HourStanding[] Unmarked = new HourStanding[24];

    static DayVerdict Judge(
        ToldMean[] hours, ToldMean told = default, HourStanding[]? standings = null, decimal limit = 80,
        int minHoursAfter = 20, int[]? markedSeconds = null, uint prevailing = 0) =>
        DayLimitRule.Of(
            hours, told, standings ?? Unmarked, new DayParts(markedSeconds ?? [], prevailing, HourMinutes: 45, 20000m), limit,
            dayHours: 20, minHoursAfter);

    /// <summary>Seconds under marks in each of the first hours of a day.</summary>
    static int[] Marked(int hours, int seconds) =>
        [.. Enumerable.Repeat(seconds, hours), .. Enumerable.Repeat(0, 24 - hours)];

    static HourStanding[] Exempt(int count)
    {
        var standings = new HourStanding[24];
        Array.Fill(standings, HourStanding.Exempt, 0, count);
        return standings;
    }

    [Theory]
    [InlineData("80", VerdictKind.Within)]
    [InlineData("80.0", VerdictKind.Within)]
    [InlineData("80.1", VerdictKind.Over)]
    [InlineData("80.0000001", VerdictKind.Over)]
    [InlineData("79.9999999", VerdictKind.Within)]
    public void The_limit_itself_complies_and_one_digit_more_is_over(string told, VerdictKind kind) =>
        Judge(new ToldMean[24], RuleInputs.Mean(decimal.Parse(told, CultureInfo.InvariantCulture))).Kind.ShouldBe(kind);

    [Fact]
    public void A_sum_one_digit_over_24_limits_is_over_although_the_mean_has_no_end()
    {
        ToldMean[] hours = RuleInputs.Hours(80m);
        hours[0] = RuleInputs.Mean(80.01m);

        // 23 x 80 + 80.01 = 1920.01 > 24 x 80 = 1920; the mean is 80.000416...
        DayVerdict verdict = Judge(hours);
        verdict.Kind.ShouldBe(VerdictKind.Over);
        verdict.Judged.ShouldBe(1920.01m / 24);
        verdict.Multiple.ShouldBe((1920.01m / 24 - 80) / 80);
    }

    [Theory]
    [InlineData(19, VerdictKind.NotJudged, "19 valid hours, a day needs 20")]
    [InlineData(20, VerdictKind.Over, "mean of 20 hours 100 > limit 80")]
    public void Twenty_valid_hours_make_a_day(int count, VerdictKind kind, string reason)
    {
        DayVerdict verdict = Judge(RuleInputs.Hours(100, count));

        (verdict.Kind, verdict.Reason, verdict.HoursCounted).ShouldBe((kind, reason, count));
    }

    [Theory]
    [InlineData(4, 20, VerdictKind.Over, "mean of the 20 hours left 100 > limit 80")]
    [InlineData(5, 20, VerdictKind.NotJudged, "19 hours left after marks, 20 needed")]
    [InlineData(5, 1, VerdictKind.Over, "mean of the 19 hours left 100 > limit 80")]
    [InlineData(23, 1, VerdictKind.Over, "mean of the 1 hours left 100 > limit 80")]
    [InlineData(24, 1, VerdictKind.NotJudged, "0 hours left after marks, 1 needed")]
    [InlineData(24, 0, VerdictKind.NotJudged, "0 hours left after marks, 0 needed")]
    public void Exempt_hours_leave_and_enough_must_remain(int exempt, int minimum, VerdictKind kind, string reason)
    {
        DayVerdict verdict = Judge(RuleInputs.Hours(100), standings: Exempt(exempt), minHoursAfter: minimum);

        (verdict.Kind, verdict.Reason, verdict.HoursExempt).ShouldBe((kind, reason, exempt));
    }

    [Fact]
    public void The_three_means_stand_side_by_side()
    {
        // 4 exempt hours of 200, 20 of 70: all 24 give 2200 / 24 = 91.66..., the 20 left 70.
        ToldMean[] hours = [.. RuleInputs.Hours(200, 4)[..4], .. RuleInputs.Hours(70)[..20]];
        DayVerdict verdict = Judge(hours, RuleInputs.Mean(92m), Exempt(4));

        (verdict.Told, verdict.Computed, verdict.Exempted, verdict.Judged, verdict.Kind)
            .ShouldBe((92m, 2200m / 24, 70m, 70m, VerdictKind.Within));
        verdict.Multiple.ShouldBeNull();
    }

    [Fact]
    public void Without_marks_the_mean_told_for_the_day_is_judged()
    {
        DayVerdict verdict = Judge(RuleInputs.Hours(100), RuleInputs.Mean(79m));

        (verdict.Kind, verdict.Judged, verdict.Computed, verdict.Exempted)
            .ShouldBe((VerdictKind.Within, 79m, 100m, (decimal?)null));
    }

    [Fact]
    public void A_void_flag_on_the_day_falls_back_on_its_hours() =>
        Judge(RuleInputs.Hours(100), RuleInputs.Mean(79m, DataFlag.Fault)).Judged.ShouldBe(100m);

    [Fact]
    public void Exempting_clean_hours_can_bring_a_day_over()
    {
        // 4 clean exempt hours of 0, 20 of 90: told 75, left 90 > 80.
        ToldMean[] hours = [.. RuleInputs.Hours(0, 4)[..4], .. RuleInputs.Hours(90)[..20]];

        Judge(hours, RuleInputs.Mean(75m)).Kind.ShouldBe(VerdictKind.Within);
        Judge(hours, RuleInputs.Mean(75m), Exempt(4)).Kind.ShouldBe(VerdictKind.Over);
    }

    [Theory]
    [InlineData(15, 4, VerdictKind.NotJudged)]
    [InlineData(16, 4, VerdictKind.Over)]
    public void Valid_and_marked_hours_together_make_a_day(int valid, int exempt, VerdictKind kind)
    {
        // The exempt hours come first and have no mean; the valid ones follow.
        var hours = new ToldMean[24];
        Array.Fill(hours, RuleInputs.Mean(100), exempt, valid);

        Judge(hours, standings: Exempt(exempt), minHoursAfter: 1).Kind.ShouldBe(kind);
    }

    [Theory]
    [InlineData(HourStanding.BudgetUsedUp)]
    [InlineData(HourStanding.ParticulatesOver)]
    public void Hours_that_lost_their_exemption_count(HourStanding standing)
    {
        var standings = new HourStanding[24];
        Array.Fill(standings, standing, 0, 5);
        DayVerdict verdict = Judge(RuleInputs.Hours(100), standings: standings);

        (verdict.Kind, verdict.HoursCounted, verdict.HoursBeyondBudget + verdict.HoursParticulates)
            .ShouldBe((VerdictKind.Over, 24, 5));
    }

    /// <summary>20,000 is the largest plausible value; no hour is told.</summary>
    [Theory]
    [InlineData("204.5", 1, 540, VerdictKind.NotJudged)] // (24 x 204.5 - 0.15 x 20000) / 23.85 = 80
    [InlineData("204.6", 1, 540, VerdictKind.Over)]
    [InlineData("3400", 4, 3600, VerdictKind.NotJudged)] // (24 x 3400 - 4 x 20000) / 20 = 80
    [InlineData("3400.1", 4, 3600, VerdictKind.Over)]
    [InlineData("90", 4, 3600, VerdictKind.NotJudged)] // 4 x 140 and 20 x 80, or 24 x 90
    [InlineData("70", 3, 3600, VerdictKind.Within)] // 24 x 70 / 21 = 80
    [InlineData("70.1", 3, 3600, VerdictKind.NotJudged)]
    [InlineData("9000", 5, 3600, VerdictKind.NotJudged)] // 19 hours are no day
    [InlineData("9000", 5, 901, VerdictKind.NotJudged)] // 44 minutes and 59 seconds are no hour
    [InlineData("9000", 5, 900, VerdictKind.Over)] // 24 hours of 45 minutes and more: (24 x 9000 - 1.25 x 20000) / 22.75 = 8395.6
    [InlineData("500", 5, 60, VerdictKind.Over)] // (24 x 500 - 20000 / 12) / (24 - 1 / 12) = 432.06
    [InlineData("148", 5, 60, VerdictKind.NotJudged)] // (24 x 148 - 20000 / 12) / (24 - 1 / 12) = 78.83
    public void A_mean_told_alone_decides_where_the_rest_of_the_day_does(string told, int marked, int seconds, VerdictKind kind)
    {
        decimal mean = decimal.Parse(told, CultureInfo.InvariantCulture);
        DayVerdict verdict = Judge(
            new ToldMean[24], RuleInputs.Mean(mean), Exempt(marked), markedSeconds: Marked(marked, seconds));

        (verdict.Kind, verdict.Judged).ShouldBe((kind, kind == VerdictKind.NotJudged ? null : mean));
    }

    [Fact]
    public void Why_a_mean_told_alone_does_not_decide_is_said_with_its_bounds() =>
        Judge(new ToldMean[24], RuleInputs.Mean(90m), Exempt(4), markedSeconds: Marked(4, 3600)).Reason.ShouldBe(
            "daily mean 90 is told alone, with 4 marked hours in it: the rest of the day was 0 to 108, which does not decide");

    /// <summary>The sample is of 00:00; 20,000 is the largest plausible value of the automatic hour it prevails over.</summary>
    [Theory]
    [InlineData("79.5", 12, VerdictKind.Within, "79.5")] // at most (24 x 79.5 + 12) / 24 = 80
    [InlineData("79.6", 12, VerdictKind.NotJudged, null)]
    [InlineData("912.5", 20, VerdictKind.NotJudged, null)] // at least (24 x 912.5 - 20000 + 20) / 24 = 80
    [InlineData("912.6", 20, VerdictKind.Over, "912.6")]
    [InlineData("70", 1920, VerdictKind.NotJudged, null)] // at least (0 + 1920) / 24 = 80
    [InlineData("70", 1921, VerdictKind.Over, "80.0417")]
    public void Of_an_hour_sampled_in_a_day_told_alone_the_sample_counts(
        string told, int sample, VerdictKind kind, string? judged)
    {
        ToldMean[] hours = RuleInputs.Hours(sample, 1);

        DayVerdict verdict = Judge(hours, RuleInputs.Mean(decimal.Parse(told, CultureInfo.InvariantCulture)), prevailing: 1);

        verdict.Kind.ShouldBe(kind);
        verdict.Judged?.ToString("0.####", CultureInfo.InvariantCulture).ShouldBe(judged);
    }

    [Fact]
    public void Why_a_mean_with_a_sampled_hour_in_it_does_not_decide_is_said_with_its_bounds() =>
        Judge(RuleInputs.Hours(20, 1), RuleInputs.Mean(81m), prevailing: 1).Reason.ShouldBe(
            "daily mean 81 is told alone, with 1 sampled hour in it: with the samples the rest of the day was 0.833333 to "
            + "81.833333, which does not decide");

    [Fact]
    public void Twenty_hours_with_a_prevailing_sample_stand_for_the_mean_told() =>
        // 20 hours of 81 against a mean told of 79
        Judge(RuleInputs.Hours(81, 20), RuleInputs.Mean(79m), prevailing: 1).Judged.ShouldBe(81);

    [Fact]
    public void A_sample_of_the_plant_in_a_void_hour_does_not_give_the_hour_back_to_the_mean_told()
    {
        var standings = new HourStanding[24];
        standings[0] = HourStanding.VoidSampled;

        Judge(RuleInputs.Hours(20, 1), RuleInputs.Mean(81m), standings, markedSeconds: Marked(1, 3600)).Kind
            .ShouldBe(VerdictKind.NotJudged);
    }

    [Fact]
    public void The_multiple_is_the_part_over_the_limit_in_limits() =>
        // (81.2 - 80) / 80 = 0.015
        Judge(new ToldMean[24], RuleInputs.Mean(81.2m)).Multiple.ShouldBe(0.015m);

    [Fact]
    public void Hours_with_minutes_marked_by_the_outlet_let_a_day_comply_that_does_at_most()
    {
        // 19 hours of 70 and 5 with a minute marked: 70 x 3600 / 3540 = 71.186 each at most, (19 x 70 + 355.93) / 24 = 70.247.
        DayVerdict verdict = Judge(MarkedByOutlet(value: 70, hours: 5, seconds: 60));

        verdict.Kind.ShouldBe(VerdictKind.Within);
        verdict.Reason.ShouldBe("mean of 24 hours, 5 of them with marked minutes, was at most 70.247175 ≤ limit 80");
    }

    [Theory]
    // 15 minutes marked leave the 45 that an hour needs, a second more does not: 19 hours < 20.
    [InlineData(900, VerdictKind.Over)]
    [InlineData(901, VerdictKind.NotJudged)]
    public void Hours_that_the_outlet_marked_away_are_none_of_the_day(int seconds, VerdictKind kind) =>
        Judge(MarkedByOutlet(value: 9000, hours: 5, seconds)).Kind.ShouldBe(kind);

    [Fact]
    public void An_hour_that_furnace_and_outlet_mark_has_both_marks_out()
    {
        // 10 + 6 of 60 minutes marked leave 44 < 45 of each of 5 hours, 10 leave 50.
        ToldMean[] hours = MarkedByOutlet(value: 9000, hours: 5, seconds: 360);

        Judge(hours, standings: Exempt(5), markedSeconds: Marked(5, 600)).Kind.ShouldBe(VerdictKind.NotJudged);
        Judge(RuleInputs.Hours(9000), standings: Exempt(5), markedSeconds: Marked(5, 600)).Kind.ShouldBe(VerdictKind.Over);
    }

    [Fact]
    public void A_void_hour_that_nobody_marked_is_still_none_of_the_day()
    {
        ToldMean[] hours = RuleInputs.Hours(9000);
        Array.Fill(hours, RuleInputs.Mean(9000, DataFlag.Insufficient), 0, 5);

        Judge(hours).Reason.ShouldBe("19 valid hours, a day needs 20");
    }

    static ToldMean[] MarkedByOutlet(decimal value, int hours, int seconds)
    {
        ToldMean[] all = RuleInputs.Hours(value);
        Array.Fill(all, RuleInputs.Mean(value, DataFlag.Insufficient) with { MarkedSeconds = seconds }, 0, hours);
        return all;
    }
}
