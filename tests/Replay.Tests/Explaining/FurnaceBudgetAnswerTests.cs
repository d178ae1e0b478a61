using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;
using Qianliyan.Replay.Explaining;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

public sealed class FurnaceBudgetAnswerTests : IDisposable
{
    const string Budget = "furnace.budget.startStop";

    readonly AskedFurnace _furnace = new();

    public void Dispose() => _furnace.Dispose();

    [Fact]
    public async Task A_budget_just_below_its_notice_says_how_many_hours_are_left()
    {
        await _furnace.Mark(MarkCode.Fault, 0, 47.9);
        await _furnace.Slots(48, 1, 900);

        RuleAnswer answer = await _furnace.Answer(Budget);

        (answer.Ground, answer.Why, answer.WouldDiffer).ShouldBe((
            AnswerGround.BelowThreshold,
            "47.9 of 60 hours of 启炉、停炉、故障、事故 used in 2026 through 2026-03-12",
            "0.1 more hours marked in time by the end of 2026-03-12: 48 of 60 hours lead to a notice, more than 60 exempt nothing any more"));
        (answer.WindowStart, answer.WindowEnd).ShouldBe((BeijingTime.Of(2026, 1, 1), BeijingTime.Of(2027, 1, 1)));
        (answer.Clause, answer.PolicyVersion, answer.ProvisionalUntil).ShouldBe(
            ("MEE Order 10, art. 10: 60 h a calendar year", "one", BeijingTime.Of(2027, 1, 1, 12)));
        answer.Figures.ShouldBe(
        [
            new FindingFigure("hours used", 47.9m, "h"),
            new FindingFigure("share used", Exact.Computed(47.9m / 60)),
            new FindingFigure("furnace.budget.year[startStop].hours", 60m, "h"),
            new FindingFigure("furnace.prewarning.budgetNotice", 0.80m),
            new FindingFigure("furnace.prewarning.budgetWarning", 0.95m),
        ]);
        (answer.FirstEntry, answer.LastEntry).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData(48, EscalationLevel.Notice, FindingClass.Before)]
    [InlineData(57, EscalationLevel.Warning, FindingClass.Before)]
    [InlineData(60, EscalationLevel.Warning, FindingClass.Before)]
    [InlineData(60.1, EscalationLevel.Warning, FindingClass.During)]
    public async Task A_budget_used_as_far_as_its_notice_is_found_as_the_finding_says(
        double hours, EscalationLevel level, FindingClass @class)
    {
        await _furnace.Mark(MarkCode.Fault, 0, hours);
        await _furnace.Slots(72, 1, 900);

        ExplainedAnswer told = await _furnace.Explain(Budget);

        told.ShouldAgree();
        (told.Finding!.Level, told.Finding.Class).ShouldBe((level, @class));
        told.Answer.Figure("hours used").ShouldBe((Exact)(decimal)hours);
    }

    [Fact]
    public async Task Behind_a_budget_are_its_marks_and_not_the_data()
    {
        await _furnace.Mark(MarkCode.Fault, 0, 48);
        await _furnace.Mark(MarkCode.Drying, 48, 50);
        await _furnace.Slots(72, 3, 900);

        ExplainedAnswer told = await _furnace.Explain(Budget);

        told.Evidence.Select(entry => entry.Says).ShouldBe(["Fault by operator: as it was"]);
    }

    [Fact]
    public async Task Marks_that_came_too_late_are_named_as_without_effect()
    {
        await _furnace.Mark(MarkCode.Fault, 0, 24);
        await _furnace.Slots(72, 1, 900);
        await _furnace.MarkAt(MarkCode.Fault, 24, 48, at: 60);

        (await _furnace.Answer(Budget)).Why.ShouldBe(
            "24 of 60 hours of 启炉、停炉、故障、事故 used in 2026 through 2026-03-13; "
            + "with the marks that have no effect, too late or of a device, 48");
    }

    [Fact]
    public async Task Hours_after_the_newest_day_are_not_used_yet()
    {
        await _furnace.Slots(0, 1, 900);
        await _furnace.Mark(MarkCode.Fault, 0, 48);

        RuleAnswer answer = await _furnace.Answer(Budget);

        (answer.Ground, answer.Figure("hours used")).ShouldBe((AnswerGround.BelowThreshold, 24));
    }

    [Fact]
    public async Task A_clock_that_moves_on_alone_counts_the_days_it_reaches()
    {
        await _furnace.Slots(0, 1, 900);
        await _furnace.MarkAt(MarkCode.Fault, 60, 110, at: 0);
        foreach (int day in (int[])[1, 2, 3, 4, 5])
            await _furnace.Tick(24 * day);

        ExplainedAnswer told = await _furnace.Explain(Budget);

        told.ShouldAgree();
        told.Answer.Why.ShouldBe("50 of 60 hours of 启炉、停炉、故障、事故 used in 2026");
    }

    [Fact]
    public async Task A_furnace_that_nothing_was_told_of_has_no_data()
    {
        await _furnace.Register();

        RuleAnswer answer = await _furnace.Answer(Budget);

        (answer.Ground, answer.Why).ShouldBe((AnswerGround.NoData, "nothing was ever told of the furnace"));
    }

    [Fact]
    public async Task A_year_that_has_not_begun_is_open()
    {
        await _furnace.Slots(0, 1, 900);

        RuleAnswer answer = (await _furnace.Explain(Budget, factor: default, day: 365)).Answer;

        (answer.Ground, answer.WindowStart).ShouldBe((AnswerGround.Open, BeijingTime.Of(2027, 1, 1)));
    }

    [Fact]
    public async Task A_budget_is_about_no_factor()
    {
        await _furnace.Slots(0, 1, 900);

        RuleAnswer answer = (await _furnace.Explain(Budget, So2, day: 0)).Answer;

        (answer.Ground, answer.Why).ShouldBe(
            (AnswerGround.NotConcerned, "furnace.budget.startStop is about the furnace and not about a21026"));
    }

    [Fact]
    public async Task Every_budget_of_the_policy_answers()
    {
        await _furnace.Mark(MarkCode.Drying, 0, 10);
        await _furnace.Slots(24, 1, 900);

        IReadOnlyList<ExplainedAnswer> answers = await _furnace.Ask(
            new RuleQuestion("", default, Day, IsOfHour: false));

        answers.Where(told => told.Answer.Rule.StartsWith("furnace.budget.", StringComparison.Ordinal))
            .Select(told => (told.Answer.Rule, told.Answer.Figure("hours used")))
            .ShouldBe([("furnace.budget.startStop", 0), ("furnace.budget.drying", 10)]);
    }
}
