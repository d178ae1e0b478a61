using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;
using Qianliyan.Replay.Explaining;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>A furnace whose March is cancelled by 10 to 12 March, days 0 to 2; three clean days restore it.</summary>
public sealed class SubsidyRestoreAnswerTests : IDisposable
{
    const string Restored = "furnace.subsidy.restored", Subsidy = "furnace.subsidy";

    readonly AskedFurnace _furnace = new(
        yaml => yaml.Replace("cleanDays: 30 ", "cleanDays: 3 ", StringComparison.Ordinal));

    public void Dispose() => _furnace.Dispose();

    [Fact]
    public async Task The_last_clean_day_is_found_as_the_notice_says()
    {
        await Over(0, 1, 2);
        await Clean(3, 4, 5);
        await _furnace.Tick(24 * 6 + 12);

        ExplainedAnswer told = await _furnace.Explain(Restored, factor: default, day: 4);

        told.ShouldAgree();
        told.Answer.Why.ShouldBe(
            "3 of 3 clean days from 2026-03-13 to 2026-03-15, 2026-03 cancelled; may be restored from 2026-03-16");
        (told.Answer.WindowStart, told.Answer.WindowEnd, told.Answer.ProvisionalUntil.IsSet).ShouldBe(
            (BeijingTime.Of(2026, 3, 13), BeijingTime.Of(2026, 3, 16), false));
        told.Answer.Figure("clean days").ShouldBe(3);
        (await _furnace.Story(Restored)).WouldDiffer.ShouldBe(
            "fewer than 3 clean days (furnace.subsidy.cleanDays), or a violation on one of them");
    }

    [Fact]
    public async Task Fewer_say_how_many_are_left()
    {
        await Over(0, 1, 2);
        await Clean(3, 4);
        await _furnace.Tick(24 * 5 + 12);

        RuleAnswer answer = (await _furnace.Explain(Restored, factor: default, day: 4)).Answer;

        (answer.Ground, answer.Why, answer.WouldDiffer).ShouldBe((
            AnswerGround.BelowThreshold,
            "2 of 3 clean days from 2026-03-13, 2026-03 cancelled",
            "1 more clean day in a row; a day counts when its marking deadline has passed"));
        answer.Clause.ShouldBe("财建〔2020〕199号");
        answer.Figures.ShouldBe(
        [
            new FindingFigure("clean days", 2, "d"),
            new FindingFigure("days without verdict", 0, "d"),
            new FindingFigure("furnace.subsidy.cleanDays", 3, "d"),
        ]);
    }

    [Fact]
    public async Task A_day_that_may_still_be_marked_does_not_count_yet()
    {
        await Over(0, 1, 2);
        await Clean(3, 4);
        await _furnace.Tick(24 * 5 + 11);

        RuleAnswer answer = (await _furnace.Explain(Restored, factor: default, day: 4)).Answer;

        (answer.Why, answer.ProvisionalUntil).ShouldBe(
            ("1 of 3 clean days from 2026-03-13, 2026-03 cancelled", BeijingTime.Of(2026, 3, 15, 12)));
    }

    [Fact]
    public async Task A_violation_that_breaks_them_is_named_before_and_after_it()
    {
        await Over(0, 1, 2);
        await Clean(3, 4);
        await Over(5);
        await Clean(6);
        await _furnace.Tick(24 * 7 + 12);

        RuleAnswer before = (await _furnace.Explain(Restored, factor: default, day: 4)).Answer;
        RuleAnswer after = (await _furnace.Explain(Restored, factor: default, day: 6)).Answer;

        (before.Why, before.WouldDiffer).ShouldBe((
            "2 of 3 clean days from 2026-03-13, 2026-03 cancelled; then broken by a violation on 2026-03-15",
            "1 more clean day in a row, without a violation on 2026-03-15"));
        after.Why.ShouldBe(
            "1 of 3 clean days from 2026-03-16, broken after 2 by a violation on 2026-03-15, 2026-03 cancelled");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task On_the_day_that_cancels_the_month_no_day_is_clean_yet_be_it_restored_later(bool isRestored)
    {
        await Over(0, 1, 2);
        await Clean(isRestored ? [3, 4, 5] : [3]);
        await _furnace.Tick(24 * 7);

        RuleAnswer answer = (await _furnace.Explain(Restored, factor: default, day: 2)).Answer;

        (answer.Ground, answer.Why, answer.WouldDiffer).ShouldBe((
            AnswerGround.BelowThreshold,
            "0 of 3 clean days from 2026-03-13, 2026-03 cancelled",
            "3 more clean days in a row; a day counts when its marking deadline has passed"));
        (answer.WindowStart, answer.WindowEnd, answer.Figure("clean days")).ShouldBe(
            (BeijingTime.Of(2026, 3, 12), BeijingTime.Of(2026, 3, 13), (Exact)0));
    }

    [Fact]
    public async Task The_day_before_it_nothing_is_suspended()
    {
        await Over(0, 1, 2);

        (await _furnace.Explain(Restored, factor: default, day: 1)).Answer.Ground.ShouldBe(AnswerGround.NotConcerned);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task On_a_day_that_breaks_them_it_is_what_would_have_to_be_otherwise(bool isRestored)
    {
        await Over(0, 1, 2);
        await Clean(3, 4);
        await Over(5);
        await Clean(isRestored ? [6, 7, 8] : [6]);
        await _furnace.Tick(24 * 10);

        RuleAnswer answer = (await _furnace.Explain(Restored, factor: default, day: 5)).Answer;

        (answer.Ground, answer.Why, answer.WouldDiffer).ShouldBe((
            AnswerGround.BelowThreshold,
            "0 of 3 clean days from 2026-03-16, broken after 2 by a violation on 2026-03-15, 2026-03 cancelled",
            "1 more clean day in a row, without a violation on 2026-03-15"));
    }

    [Fact]
    public async Task The_last_clean_day_is_found_and_from_the_day_after_nothing_is_suspended()
    {
        await Over(0, 1, 2);
        await Clean(3, 4, 5);
        await _furnace.Tick(24 * 6 + 12);

        (await _furnace.Explain(Restored, factor: default, day: 5)).ShouldAgree();
        RuleAnswer after = (await _furnace.Explain(Restored, factor: default, day: 6)).Answer;
        (after.Ground, after.Why).ShouldBe((
            AnswerGround.NotConcerned,
            "no subsidy is suspended on 2026-03-16: no month is cancelled (furnace.subsidy) that is not restored by then"));
    }

    [Fact]
    public async Task A_later_violation_moves_the_date_of_the_finding_and_the_one_before_stays_in_its_story()
    {
        await Over(0, 1, 2);
        await Clean(3, 4);
        await Over(22);

        ExplainedAnswer told = await _furnace.Explain(Subsidy);

        told.ShouldAgree();
        told.Answer.Why.ShouldEndWith("; restored from 2026-04-05 at the earliest, after 3 clean days");
        (await _furnace.Story(Subsidy)).Versions
            .Where(version => version.Finding.Standing == FindingStanding.Final)
            .Select(version => (version.Finding.State, version.Finding.Value, Date: version.Finding.Reason.Split("from ")[1][..10]))
            .ShouldBe(
            [
                (FindingState.Revised, (Exact)3, "2026-03-16"),
                // Nothing came of 15 to 31 March: one clean day more, on 1 April.
                (FindingState.Revised, (Exact)3, "2026-04-02"),
                (FindingState.Revised, (Exact)3, "2026-04-05"),
            ]);
    }

    [Fact]
    public async Task A_late_violation_withdraws_the_notice_and_says_why()
    {
        await Over(0, 1, 2);
        await Clean(3, 4, 5);
        await _furnace.Tick(24 * 6 + 12);
        await Over(4);

        ExplainedAnswer told = await _furnace.Explain(Restored, factor: default, day: 4);

        (told.Answer.Ground, told.Finding!.State, told.Finding.Reason).ShouldBe((
            AnswerGround.BelowThreshold, FindingState.Withdrawn,
            "1 of 3 clean days from 2026-03-15, broken after 1 by a violation on 2026-03-14, 2026-03 cancelled"));
        told.Evidence.ShouldContain(entry => entry.Says.StartsWith("furnace.day.limit Raised", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Days_without_verdict_are_said()
    {
        await Over(0, 1, 2);
        await Clean(3);
        await _furnace.DayMean(So2, 4, 50);
        await Clean(5);
        await _furnace.Tick(24 * 6 + 12);

        (await _furnace.Explain(Restored, factor: default, day: 5)).Answer.Why.ShouldBe(
            "2 of 3 clean days from 2026-03-13, 1 without verdict passed over (furnace.subsidy.noVerdict=passedOver), "
            + "2026-03 cancelled");
    }

    [Fact]
    public async Task Nothing_is_suspended_before_and_after()
    {
        await Over(0, 1, 2);
        await Clean(3, 4, 5);
        await _furnace.Tick(24 * 8);

        foreach (int day in (int[])[1, 7])
        {
            RuleAnswer answer = (await _furnace.Explain(Restored, factor: default, day)).Answer;
            (answer.Ground, answer.WouldDiffer).ShouldBe((
                AnswerGround.NotConcerned, "a month with 3 violations (furnace.subsidy.violationsInMonth)"));
        }
    }

    [Fact]
    public async Task Days_to_come_a_furnace_without_data_and_a_factor_are_told_apart()
    {
        await _furnace.Register();
        (await _furnace.Answer(Restored)).Ground.ShouldBe(AnswerGround.NoData);
        await Over(0);

        (await _furnace.Explain(Restored, factor: default, day: 9)).Answer.Ground.ShouldBe(AnswerGround.Open);
        (await _furnace.Explain(Restored, So2, day: 0)).Answer.Ground.ShouldBe(AnswerGround.NotConcerned);
    }

    [Fact]
    public async Task A_policy_of_more_days_judges_what_is_suspended_and_leaves_what_was_restored()
    {
        await Over(0, 1, 2);
        await Clean(3, 4, 5);
        await _furnace.Tick(24 * 6 + 12);
        await _furnace.Put("two", 24 * 6 + 13);
        await _furnace.Tick(24 * 8);

        (await _furnace.Explain(Restored, factor: default, day: 4)).ShouldAgree();
    }

    [Fact]
    public async Task A_policy_that_counts_the_plant_cancels_nothing_at_the_furnace()
    {
        await Over(0, 1, 2);
        await _furnace.Put("two", 24 * 3 + 1, yaml => yaml.Replace("grain: furnace  ", "grain: plant  ", StringComparison.Ordinal));

        ExplainedAnswer told = await _furnace.Explain(Subsidy);

        (told.Answer.Ground, told.Answer.Why, told.Finding!.State).ShouldBe((
            AnswerGround.NotConcerned,
            "the violations of all furnaces of the plant are counted together (furnace.subsidy.grain=plant): "
            + "enterprise.subsidy of the enterprise",
            FindingState.Withdrawn));
    }

    async Task Over(params int[] days)
    {
        foreach (int day in days)
            await _furnace.DayMean(So2, day, 81);
    }

    async Task Clean(params int[] days)
    {
        foreach (int day in days)
        {
            await _furnace.Slots(24 * day, 1, 900);
            await _furnace.DayMean(So2, day, 50);
        }
    }
}
