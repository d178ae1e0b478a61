using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Time;
using Qianliyan.Replay.Explaining;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

public sealed class FurnaceMonthAnswerTests : IDisposable
{
    const string Month = "furnace.month", Subsidy = "furnace.subsidy";

    readonly AskedFurnace _furnace = new();

    public void Dispose() => _furnace.Dispose();

    [Fact]
    public async Task Four_exceedance_days_are_one_below_the_threshold()
    {
        await Over(0, 1, 3, 4);

        ExplainedAnswer told = await _furnace.Explain(Month);

        RuleAnswer answer = told.Answer;
        (answer.Ground, answer.Why, answer.WouldDiffer).ShouldBe((
            AnswerGround.BelowThreshold,
            "4 exceedance days in 2026-03 < 5; on 03-10, 03-11, 03-13, 03-14",
            "1 more day of the month with a daily mean over its limit"));
        (answer.WindowStart, answer.WindowEnd, answer.ProvisionalUntil).ShouldBe(
            (BeijingTime.Of(2026, 3, 1), BeijingTime.Of(2026, 4, 1), BeijingTime.Of(2026, 4, 1, 12)));
        (answer.Clause, answer.PolicyVersion).ShouldBe(("MEE Order 10 (2019), art. 11; GB 18485-2014", "one"));
        answer.Figures.ShouldBe(
        [
            new FindingFigure("exceedance days", 4),
            new FindingFigure("exceedance days without marks", 4),
            new FindingFigure("furnace.exceedanceDaysInMonth", 5),
        ]);
    }

    [Fact]
    public async Task The_fifth_exceedance_day_is_found_as_the_finding_says()
    {
        await Over(0, 1, 2, 3, 4);

        ExplainedAnswer told = await _furnace.Explain(Month);

        told.ShouldAgree();
        told.Answer.Figure("exceedance days").ShouldBe(5);
    }

    [Fact]
    public async Task Behind_a_month_are_the_findings_that_it_counts_and_not_the_data()
    {
        await _furnace.Slots(0, 3, 900);
        await Over(0);

        ExplainedAnswer told = await _furnace.Explain(Month);

        told.Evidence.Select(entry => (entry.Sequence, entry.Says)).ShouldBe(
            [(4, "furnace.day.limit Raised: daily mean 81 > limit 80, 0.0125 times over")]);
    }

    [Fact]
    public async Task A_fifth_day_that_marks_take_away_is_exempt()
    {
        await Over(0, 1, 2, 3);
        await _furnace.Hours(So2, 96, 100, 400);
        await _furnace.Hours(So2, 100, 120, 60);
        await _furnace.MarkAt(MarkCode.Fault, 96, 100, at: 120);
        await _furnace.Tick(120);

        RuleAnswer answer = await _furnace.Answer(Month);

        (answer.Ground, answer.Why).ShouldBe((
            AnswerGround.Exempt,
            "4 exceedance days in 2026-03 < 5; on 03-10, 03-11, 03-12, 03-13; without the marks they would be 5"));
        answer.Figure("exceedance days without marks").ShouldBe(5);
    }

    [Fact]
    public async Task A_day_that_only_a_later_limit_makes_over_is_not_freed_by_a_mark()
    {
        await Over(0, 1, 2, 3);
        await _furnace.DayMean(So2, 4, 60);
        await _furnace.DayMean(So2, 5, 10);
        await _furnace.Put("two", 24 * 7, yaml => yaml.Replace("hour: 100, day: 80,", "hour: 100, day: 50,", StringComparison.Ordinal));

        RuleAnswer answer = await _furnace.Answer(Month);

        (answer.Ground, answer.Why).ShouldBe((
            AnswerGround.BelowThreshold,
            "4 exceedance days in 2026-03 < 5; on 03-10, 03-11, 03-12, 03-13; on 03-14: over by what holds now, not by what the "
            + "day was judged by"));
        answer.Figure("exceedance days without marks").ShouldBe(4);
    }

    [Fact]
    public async Task Low_temperatures_that_only_a_later_policy_does_not_tolerate_are_not_freed_by_a_mark()
    {
        await Over(0, 1);
        await _furnace.Slots(24, 3, 800);
        await _furnace.Slots(48, 1, 900);
        await _furnace.Put("two", 24 * 7, yaml => yaml.Replace("toleratedLowSlots: 5", "toleratedLowSlots: 2", StringComparison.Ordinal)
            .Replace("noticeLowSlots: 3", "noticeLowSlots: 1", StringComparison.Ordinal)
            .Replace("warningLowSlots: 5", "warningLowSlots: 2", StringComparison.Ordinal));

        RuleAnswer answer = await _furnace.Answer(Subsidy);

        (answer.Ground, answer.Figure("violations without marks")).ShouldBe((AnswerGround.BelowThreshold, 2));
        answer.Why.ShouldEndWith("; temperature on 03-11: over by what holds now, not by what the day was judged by");
    }

    [Fact]
    public async Task A_fifth_day_whose_mean_is_told_alone_with_marked_hours_in_it_is_no_exceedance_day()
    {
        await Over(0, 1, 2, 3);
        await _furnace.DayMean(So2, 4, 90);
        await _furnace.MarkAt(MarkCode.Fault, 96, 100, at: 121);

        RuleAnswer answer = await _furnace.Answer(Month);

        (answer.Ground, answer.Figure("exceedance days"), answer.Figure("exceedance days without marks"))
            .ShouldBe((AnswerGround.Exempt, 4, 5));
    }

    [Fact]
    public async Task Two_violations_are_one_below_what_cancels_the_subsidy()
    {
        await Over(0);
        await _furnace.Slots(0, 6, 800);

        RuleAnswer answer = await _furnace.Answer(Subsidy);

        (answer.Ground, answer.Why, answer.WouldDiffer).ShouldBe((
            AnswerGround.BelowThreshold,
            "2 violations in 2026-03 < 3 (furnace.subsidy.kindsCountApart=true); emission on 03-10; temperature on 03-10",
            "1 more violation in the month: a day with a daily mean over its limit, or with more than 5 low temperatures"));
        answer.Clause.ShouldBe("财建〔2020〕199号");
        answer.Figures.ShouldBe(
        [
            new FindingFigure("violations", 2),
            new FindingFigure("violations without marks", 2),
            new FindingFigure("emission days", 1),
            new FindingFigure("temperature days", 1),
            new FindingFigure("days with either", 1),
            new FindingFigure("furnace.subsidy.violationsInMonth", 3),
            new FindingFigure("furnace.subsidy.cleanDays", 30, "d"),
        ]);
    }

    [Fact]
    public async Task The_third_violation_is_found_as_the_finding_says()
    {
        await Over(0, 1);
        await _furnace.Slots(24, 6, 800);

        ExplainedAnswer told = await _furnace.Explain(Subsidy);

        told.ShouldAgree();
        told.Answer.ProvisionalUntil.IsSet.ShouldBeTrue();
        told.Evidence.Select(entry => entry.Says.Split(' ')[0]).Distinct().ShouldBe(["furnace.day.limit", "furnace.temperature"]);
    }

    [Fact]
    public async Task A_notice_that_is_final_is_provisional_no_longer()
    {
        await Over(0, 1, 2);
        await _furnace.Tick(84);

        ExplainedAnswer told = await _furnace.Explain(Subsidy);

        told.ShouldAgree();
        (told.Finding!.Standing, told.Answer.ProvisionalUntil.IsSet).ShouldBe((FindingStanding.Final, false));
    }

    [Fact]
    public async Task Violations_of_both_kinds_on_one_day_are_one_where_the_policy_counts_days()
    {
        using var furnace = new AskedFurnace(
            yaml => yaml.Replace("kindsCountApart: true", "kindsCountApart: false", StringComparison.Ordinal));
        await furnace.DayMean(So2, 0, 81);
        await furnace.DayMean(So2, 1, 81);
        await furnace.Slots(24, 6, 800);

        RuleAnswer answer = await furnace.Answer(Subsidy);

        (answer.Ground, answer.Figure("violations")).ShouldBe((AnswerGround.BelowThreshold, 2));
    }

    [Fact]
    public async Task Low_temperatures_under_marks_are_no_violation_of_the_month()
    {
        await Over(0, 1);
        await _furnace.Slots(24, 6, 800);
        await _furnace.MarkAt(MarkCode.Stopping, 24, 25, at: 30);

        (await _furnace.Answer(Subsidy)).Ground.ShouldBe(AnswerGround.Exempt);
    }

    [Theory]
    [InlineData(Month)]
    [InlineData(Subsidy)]
    public async Task A_month_without_data_one_to_come_and_a_factor_are_told_apart(string rule)
    {
        await _furnace.Register();
        (await _furnace.Answer(rule)).Ground.ShouldBe(AnswerGround.NoData);
        await Over(0);

        (await _furnace.Explain(rule, factor: default, day: -20)).Answer.Ground.ShouldBe(AnswerGround.NoData);
        (await _furnace.Explain(rule, factor: default, day: 25)).Answer.Ground.ShouldBe(AnswerGround.Open);
        (await _furnace.Explain(rule, So2, day: 0)).Answer.Ground.ShouldBe(AnswerGround.NotConcerned);
    }

    async Task Over(params int[] days)
    {
        foreach (int day in days)
            await _furnace.DayMean(So2, day, 81);
    }
}
