using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Replay.Explaining;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

public sealed class FurnaceMarkAnswerTests : IDisposable
{
    const string Order = "furnace.mark.order", Contradiction = "furnace.mark.contradiction", Inferred = "furnace.mark.inferred";

    readonly AskedFurnace _furnace = new();

    public void Dispose() => _furnace.Dispose();

    [Fact]
    public async Task Conditions_in_order_comply_and_say_what_may_follow()
    {
        await _furnace.Mark(MarkCode.Stopping, 1, 3);
        await _furnace.Mark(MarkCode.Cooling, 3, 30);
        await _furnace.Slots(8, 1, 900);

        RuleAnswer answer = await _furnace.Answer(Order);

        (answer.Ground, answer.Why, answer.WouldDiffer).ShouldBe((
            AnswerGround.Complies,
            "every change is allowed (furnace.condition.allowed): 01:00 正常运行→停炉; 03:00 停炉→停炉降温",
            "a change outside the order: after 停炉降温 only 停运、烘炉 may follow"));
        (answer.WindowStart, answer.WindowEnd, answer.ProvisionalUntil).ShouldBe(
            (Day, AskedFurnace.At(24), AskedFurnace.At(36)));
        answer.PolicyVersion.ShouldBe("one");
        answer.Figures.ShouldBe(
        [
            new FindingFigure("changes", 2),
            new FindingFigure("changes not allowed", 0),
            new FindingFigure("furnace.condition.allowed", 17),
            new FindingFigure("furnace.condition.minimumStayMinutes", 6, "min"),
        ]);
        (answer.FirstEntry, answer.LastEntry).ShouldBe((1, 2));
    }

    [Fact]
    public async Task A_stop_that_is_broken_off_is_found_as_the_finding_says()
    {
        await _furnace.Mark(MarkCode.Stopping, 1, 3);
        await _furnace.Slots(8, 1, 900);

        ExplainedAnswer told = await _furnace.Explain(Order);

        told.ShouldAgree();
        told.Answer.Figure("changes not allowed").ShouldBe(1);
        told.Evidence.Select(entry => entry.Says).ShouldBe(["Stopping by operator: as it was"]);
    }

    [Theory]
    [InlineData(5, AnswerGround.Complies)]
    [InlineData(6, AnswerGround.Found)]
    public async Task A_gap_of_six_minutes_is_a_condition_of_its_own(int minutes, AnswerGround ground)
    {
        await _furnace.Mark(MarkCode.Stopping, 1, 3);
        await _furnace.Mark(MarkCode.Cooling, 3 + minutes / 60.0, 30);
        await _furnace.Slots(8, 1, 900);

        (await _furnace.Answer(Order)).Ground.ShouldBe(ground);
    }

    [Fact]
    public async Task A_day_without_marks_in_time_has_no_change()
    {
        await _furnace.Slots(8, 1, 900);
        await _furnace.MarkAt(MarkCode.Stopping, 1, 3, at: 36);

        RuleAnswer answer = await _furnace.Answer(Order);

        (answer.Ground, answer.Why).ShouldBe((
            AnswerGround.Complies, "nothing is marked on the day; 1 mark has no effect, too late or of a device"));
    }

    [Theory]
    [InlineData(849.9, AnswerGround.Found)]
    [InlineData(850, AnswerGround.Complies)]
    public async Task Feeding_below_the_minimum_excludes_a_mark_of_drying(double celsius, AnswerGround ground)
    {
        await Process((decimal)celsius, feed: 50, oxygen: null);
        await _furnace.MarkAt(MarkCode.Drying, 0, 1, at: 2);

        ExplainedAnswer told = await _furnace.Explain(Contradiction);

        told.Answer.Ground.ShouldBe(ground);
        told.Answer.Figure("hours marked").ShouldBe(1);
        if (ground == AnswerGround.Found)
        {
            told.ShouldAgree();
            return;
        }

        (told.Answer.Why, told.Answer.WouldDiffer).ShouldBe((
            "the data exclude no mark: 00:00 烘炉 at 850 ℃, feed 50, oxygen unknown",
            "waste fed (I33400 above 0) below 850 ℃ in an hour marked 烘炉"));
    }

    [Theory]
    [InlineData(400, 19, AnswerGround.Found)]
    [InlineData(400, 19.1, AnswerGround.Complies)]
    [InlineData(399.9, 19, AnswerGround.Complies)]
    public async Task Heat_without_the_oxygen_of_air_excludes_a_mark_of_standstill(
        double celsius, double oxygen, AnswerGround ground)
    {
        await Process((decimal)celsius, feed: 0, (decimal)oxygen);
        await _furnace.MarkAt(MarkCode.Idle, 0, 1, at: 2);

        RuleAnswer answer = await _furnace.Answer(Contradiction);

        answer.Ground.ShouldBe(ground);
        answer.WouldDiffer.ShouldBe(ground == AnswerGround.Found
            ? ""
            : "waste fed (I33400 above 0) in an hour marked 停炉, 停炉降温 or 停运; or 400 ℃ or more in an hour marked 停运 "
                + "with oxygen of 19 % or less; or a pollutant over its hourly limit in an hour marked 停运, its oxygen not that of air");
        (answer.Figure("furnace.condition.idleBelowCelsius"), answer.Figure("furnace.condition.idleOverOxygen"))
            .ShouldBe((400, 19));
    }

    [Theory]
    [InlineData(50, AnswerGround.Complies)]
    [InlineData(50.1, AnswerGround.Found)]
    public async Task A_mark_of_a_part_of_an_hour_is_excluded_by_more_than_the_rest_of_it_explains(double feed, AnswerGround ground)
    {
        await _furnace.Slots(0, 12, 600);
        await _furnace.Hours(AskedFurnace.Feed, 0, 1, (decimal)feed);
        await _furnace.MarkAt(MarkCode.Cooling, 1 / 12d, 11 / 12d, at: 2);

        RuleAnswer answer = await _furnace.Answer(Contradiction);

        // 00:05 to 00:55 without ten minutes at either end are 30; the other 30, fed in full, leave 50 in the hour.
        answer.Ground.ShouldBe(ground);
        answer.WouldDiffer.ShouldBe(ground == AnswerGround.Found ? "" : "in the hour of 00:00 I33400 above 50");
        answer.Figure("hours marked in part").ShouldBe(1);
        (answer.Figure("furnace.condition.uncertainMinutes"), answer.Figure("furnace.condition.fullFeed")).ShouldBe((10, 100));
        if (ground == AnswerGround.Complies)
            answer.Why.ShouldBe("the data exclude no mark: 00:00 停炉 or 停炉降温 for 30 min at 600 ℃, feed 50, oxygen unknown");
    }

    [Fact]
    public async Task Marks_without_data_on_feeding_are_held_against_nothing()
    {
        await _furnace.Slots(0, 12, 600);
        await _furnace.MarkAt(MarkCode.Stopping, 0, 1, at: 2);

        RuleAnswer answer = await _furnace.Answer(Contradiction);

        (answer.Ground, answer.Why).ShouldBe(
            (AnswerGround.NoData, "I33400, which shows feeding, was told for no marked hour, of 1"));
    }

    [Fact]
    public async Task Heat_without_data_on_oxygen_accuses_nobody()
    {
        await _furnace.Slots(0, 12, 600);
        await _furnace.MarkAt(MarkCode.Idle, 0, 1, at: 2);

        RuleAnswer answer = await _furnace.Answer(Contradiction);

        (answer.Ground, answer.Why).ShouldBe((
            AnswerGround.NoData,
            "I33400, which shows feeding, was told for no marked hour, of 1, nor a19001 together with a temperature in one marked 停运"));
    }

    [Fact]
    public async Task A_day_without_a_stop_has_nothing_to_contradict()
    {
        await Process(900, feed: 50, oxygen: 8);

        RuleAnswer answer = await _furnace.Answer(Contradiction);

        (answer.Ground, answer.Why).ShouldBe(
            (AnswerGround.Complies, "no hour of the day is marked 烘炉, 停炉, 停炉降温 or 停运, wholly or in a part that is sure"));
    }

    [Theory]
    [InlineData(930, AnswerGround.Complies)]
    [InlineData(931, AnswerGround.Found)]
    public async Task A_furnace_that_burns_out_level_is_stopping_and_one_that_rises_is_not(double celsius, AnswerGround ground)
    {
        await Process(900, feed: 0, oxygen: null);
        await _furnace.Slots(1, 12, (decimal)celsius);
        await _furnace.Hours(AskedFurnace.Feed, 1, 2, 0);
        await _furnace.MarkAt(MarkCode.Stopping, 0, 2, at: 3);

        ExplainedAnswer told = await _furnace.Explain(Inferred);

        told.Answer.Ground.ShouldBe(ground);
        told.Answer.Figure("hours at odds").ShouldBe(ground == AnswerGround.Found ? 1 : 0);
        if (ground == AnswerGround.Found)
        {
            told.ShouldAgree();
            return;
        }

        told.Answer.Why.ShouldBe(
            "hours by the condition that the data show: 1 as marked, 0 at odds, 0 at odds but for a mark that allows it, 23 without any; 0 not marked as a whole");
        told.Answer.WouldDiffer.ShouldStartWith("an hour marked otherwise than its data show: 停运 below 400 ℃ with oxygen above 19 %");
        told.Answer.Figure("furnace.condition.flatCelsius").ShouldBe(30);
    }

    [Fact]
    public async Task A_fault_may_look_like_anything()
    {
        await Process(900, feed: 0, oxygen: null);
        await _furnace.Slots(1, 12, 700);
        await _furnace.Hours(AskedFurnace.Feed, 1, 2, 0);
        (await _furnace.Explain(Inferred)).ShouldAgree();
        await _furnace.MarkAt(MarkCode.Fault, 0, 2, at: 3);

        RuleAnswer answer = await _furnace.Answer(Inferred);

        (answer.Ground, answer.Figure("hours at odds but for a mark that allows it")).ShouldBe((AnswerGround.Exempt, 1));
    }

    [Fact]
    public async Task Data_that_show_no_condition_give_no_verdict()
    {
        await _furnace.Slots(8, 1, 900);
        (await _furnace.Answer(Inferred)).Ground.ShouldBe(AnswerGround.NoData);
        await _furnace.MarkAt(MarkCode.Stopping, 0, 2, at: 9);

        (await _furnace.Answer(Inferred)).Ground.ShouldBe(AnswerGround.NotValid);
    }

    [Theory]
    [InlineData(Order)]
    [InlineData(Contradiction)]
    [InlineData(Inferred)]
    public async Task A_day_without_data_one_to_come_and_a_factor_are_told_apart(string rule)
    {
        await _furnace.Register();
        (await _furnace.Answer(rule)).Ground.ShouldBe(AnswerGround.NoData);
        await _furnace.Slots(0, 1, 900);

        (await _furnace.Explain(rule, factor: default, day: -1)).Answer.Ground.ShouldBe(AnswerGround.NoData);
        (await _furnace.Explain(rule, factor: default, day: 1)).Answer.Ground.ShouldBe(AnswerGround.Open);
        (await _furnace.Explain(rule, So2, day: 0)).Answer.Ground.ShouldBe(AnswerGround.NotConcerned);
    }

    /// <summary>The process data of the first hour.</summary>
    async Task Process(decimal celsius, decimal feed, decimal? oxygen)
    {
        await _furnace.Slots(0, 12, celsius);
        await _furnace.Hours(AskedFurnace.Feed, 0, 1, feed);
        if (oxygen is { } known)
            await _furnace.Hours(AskedFurnace.Oxygen, 0, 1, known);
    }
}
