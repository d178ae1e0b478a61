using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Time;
using Qianliyan.Replay.Explaining;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

public sealed class FurnaceMaintenanceAnswerTests : IDisposable
{
    const string Maintenance = "furnace.cems.maintenance";

    readonly AskedFurnace _furnace = new();

    public void Dispose() => _furnace.Dispose();

    [Fact]
    public async Task Thirty_hours_of_a_quarter_comply()
    {
        await _furnace.Mark(MarkCode.CemsMaintenance, 0, 30);
        await _furnace.Slots(48, 1, 900);

        RuleAnswer answer = await _furnace.Answer(Maintenance);

        (answer.Ground, answer.Why, answer.WouldDiffer).ShouldBe((
            AnswerGround.BelowThreshold,
            "through 2026-03-12 30 hours of CEMS维护 in the quarter from 2026-01-01, 30 allowed "
            + "(furnace.budget.cemsGrain=furnace, furnace.budget.overlap=union)",
            "more than 0 more hours of CEMS维护 marked in time: 30 comply, more do not"));
        (answer.WindowStart, answer.WindowEnd, answer.ProvisionalUntil).ShouldBe(
            (BeijingTime.Of(2026, 1, 1), BeijingTime.Of(2026, 4, 1), BeijingTime.Of(2026, 4, 1, 12)));
        answer.Clause.ShouldBe("MEE Order 10 (2019), art. 3");
        answer.Figures.ShouldBe(
        [
            new FindingFigure("hours marked", 30m, "h"),
            new FindingFigure("furnace.budget.cemsHours", 30m, "h"),
        ]);
    }

    [Fact]
    public async Task A_tenth_of_an_hour_more_is_found_as_the_finding_says()
    {
        await _furnace.Mark(MarkCode.CemsMaintenance, 0, 30.1);
        await _furnace.Slots(48, 1, 900);

        ExplainedAnswer told = await _furnace.Explain(Maintenance);

        told.ShouldAgree();
        told.Answer.Figure("hours marked").ShouldBe(30.1m);
        told.Evidence.Select(entry => entry.Says).ShouldBe(["CemsMaintenance by operator: as it was"]);
    }

    [Fact]
    public async Task Hours_of_the_next_quarter_do_not_add_up()
    {
        await _furnace.Mark(MarkCode.CemsMaintenance, 21 * 24, 22 * 24 + 20);
        await _furnace.Slots(23 * 24, 1, 900);

        (await _furnace.Answer(Maintenance)).Figure("hours marked").ShouldBe(24);
        (await _furnace.Explain(Maintenance, factor: default, day: 22)).Answer.Figure("hours marked").ShouldBe(20);
    }

    [Fact]
    public async Task A_furnace_whose_plant_has_one_budget_is_not_concerned()
    {
        using var furnace = new AskedFurnace(
            yaml => yaml.Replace("cemsGrain: furnace", "cemsGrain: plant", StringComparison.Ordinal));
        await furnace.Mark(MarkCode.CemsMaintenance, 0, 40);
        await furnace.Slots(48, 1, 900);

        (await furnace.Answer(Maintenance)).Ground.ShouldBe(AnswerGround.NotConcerned);
    }

    [Fact]
    public async Task A_furnace_that_nothing_was_told_of_has_no_data_and_a_quarter_to_come_is_open()
    {
        await _furnace.Register();
        (await _furnace.Answer(Maintenance)).Ground.ShouldBe(AnswerGround.NoData);
        await _furnace.Slots(0, 1, 900);

        (await _furnace.Answer(Maintenance)).Ground.ShouldBe(AnswerGround.BelowThreshold);
        (await _furnace.Explain(Maintenance, factor: default, day: 30)).Answer.Ground.ShouldBe(AnswerGround.Open);
    }

    [Fact]
    public async Task Maintenance_is_about_no_factor()
    {
        await _furnace.Slots(0, 1, 900);

        (await _furnace.Explain(Maintenance, So2, day: 0)).Answer.Ground.ShouldBe(AnswerGround.NotConcerned);
    }
}
