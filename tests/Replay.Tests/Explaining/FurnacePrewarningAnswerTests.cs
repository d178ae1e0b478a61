using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;
using Qianliyan.Replay.Explaining;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

public sealed class FurnacePrewarningAnswerTests : IDisposable
{
    const string Near = "furnace.slots.near", Pace = "furnace.day.pace";

    readonly AskedFurnace _furnace = new();

    public void Dispose() => _furnace.Dispose();

    [Fact]
    public async Task Two_low_slots_are_one_below_the_notice()
    {
        await _furnace.Slots(0, 2, 849.9m);
        await _furnace.Slots(1, 12, 850);

        RuleAnswer answer = await _furnace.Answer(Near);

        (answer.Ground, answer.Why, answer.WouldDiffer).ShouldBe((
            AnswerGround.BelowThreshold,
            "so far 2 five-minute means below 850 ℃, 3 lead to a notice; 0 more under marks, 274 missing",
            "1 more mean below 850 ℃ that no mark covers"));
        (answer.Factor, answer.Clause, answer.PolicyVersion, answer.ProvisionalUntil).ShouldBe((
            AskedFurnace.Temperature, "MEE Order 10 (2019), art. 11; GB 18485-2014", "one", AskedFurnace.At(36)));
        answer.Figures.ShouldBe(
        [
            new FindingFigure("slots low", 2),
            new FindingFigure("slots low up to those tolerated", 2),
            new FindingFigure("slots low under marks", 0),
            new FindingFigure("slots missing", 274),
            new FindingFigure("slots valid", 14),
            new FindingFigure("furnace.minimumCelsius", 850, "℃"),
            new FindingFigure("furnace.noticeLowSlots", 3),
            new FindingFigure("furnace.warningLowSlots", 5),
            new FindingFigure("furnace.toleratedLowSlots", 5),
        ]);
        (answer.FirstEntry, answer.LastEntry).ShouldBe((1, 14));
    }

    [Theory]
    [InlineData(3, EscalationLevel.Notice)]
    [InlineData(5, EscalationLevel.Warning)]
    [InlineData(7, EscalationLevel.Warning)]
    public async Task Three_low_slots_are_found_as_the_finding_says(int slots, EscalationLevel level)
    {
        await _furnace.Slots(0, slots, 849.9m);

        ExplainedAnswer told = await _furnace.Explain(Near);

        told.ShouldAgree();
        told.Finding!.Level.ShouldBe(level);
        told.Answer.Figure("slots low").ShouldBe(slots);
    }

    [Fact]
    public async Task Low_slots_under_a_mark_are_exempt()
    {
        await _furnace.Slots(0, 3, 800);
        await _furnace.MarkAt(MarkCode.Stopping, 0, 1, at: 2);

        RuleAnswer answer = await _furnace.Answer(Near);

        (answer.Ground, answer.Figure("slots low under marks")).ShouldBe((AnswerGround.Exempt, 3));
    }

    [Fact]
    public async Task A_day_without_temperatures_one_to_come_and_another_factor_are_told_apart()
    {
        await _furnace.Register();
        (await _furnace.Answer(Near)).Ground.ShouldBe(AnswerGround.NoData);
        await _furnace.Hours(So2, 0, 1, 60);

        (await _furnace.Answer(Near)).Why.ShouldBe("no furnace temperature was told on this day");
        (await _furnace.Explain(Near, factor: default, day: 1)).Answer.Ground.ShouldBe(AnswerGround.Open);
        RuleAnswer other = (await _furnace.Explain(Near, So2, day: 0)).Answer;
        (other.Ground, other.Why).ShouldBe((
            AnswerGround.NotConcerned, "a21026 is not the furnace temperature, which is a01901 (furnace.temperatureFactor)"));
    }

    [Fact]
    public async Task A_day_that_can_stay_within_its_limit_says_from_which_mean_on_it_hardly_could()
    {
        // 80 x 24 / (12 + 0.5 x 12) = 106.666667
        await _furnace.Hours(So2, 0, 12, 106.6m);

        RuleAnswer answer = (await _furnace.Explain(Pace, So2, day: 0)).Answer;

        (answer.Ground, answer.Why, answer.WouldDiffer).ShouldBe((
            AnswerGround.Complies,
            "mean of 12 hours 106.6; to stay within 80 the 12 hours left may have at most 53.4, not below 0.50 of that mean",
            "a mean of the 12 hours above 106.666667, it was 106.6"));
        (answer.Clause, answer.PolicyVersion, answer.ProvisionalUntil).ShouldBe(
            ("GB 18485-2014 table 4", "one", AskedFurnace.At(24)));
        answer.Figures.ShouldBe(
        [
            new FindingFigure("mean so far", 106.6m, "mg/m3"),
            new FindingFigure("hours counted", 12, "h"),
            new FindingFigure("hours left", 12, "h"),
            new FindingFigure("most that the hours left may have", 53.4m, "mg/m3"),
            new FindingFigure("hours exempt", 0, "h"),
            new FindingFigure("hours void", 0, "h"),
            new FindingFigure("limit", 80, "mg/m3"),
            new FindingFigure("furnace.prewarning.paceShare", 0.50m),
            new FindingFigure("furnace.prewarning.paceHours", 6, "h"),
        ]);
    }

    [Theory]
    [InlineData(106.7, EscalationLevel.Notice)]
    [InlineData(160, EscalationLevel.Notice)]
    [InlineData(160.1, EscalationLevel.Warning)]
    public async Task A_day_that_hardly_can_is_found_as_the_finding_says(double mean, EscalationLevel level)
    {
        await _furnace.Hours(So2, 0, 12, (decimal)mean);

        ExplainedAnswer told = await _furnace.Explain(Pace, So2, day: 0);

        told.ShouldAgree();
        told.Finding!.Level.ShouldBe(level);
        told.Answer.Figure("hours left").ShouldBe(12);
    }

    [Fact]
    public async Task A_warning_that_stands_after_the_day_is_of_its_last_hour_and_open_to_marks_until_noon()
    {
        await _furnace.Hours(So2, 0, 12, 120);
        await _furnace.Tick(24);

        ExplainedAnswer told = await _furnace.Explain(Pace, So2, day: 0);

        told.ShouldAgree();
        (told.Answer.Figure("mean so far"), told.Answer.Figure("hours left")).ShouldBe((120, 12));
        told.Answer.ProvisionalUntil.ShouldBe(told.Answer.WindowEnd.AddSeconds(12 * BeijingTime.SecondsPerHour));
    }

    [Theory]
    [InlineData(5, AnswerGround.Open)]
    [InlineData(6, AnswerGround.Found)]
    public async Task The_pace_is_looked_at_from_six_hours_on(int hours, AnswerGround ground)
    {
        await _furnace.Hours(So2, 0, hours, 400);

        RuleAnswer answer = (await _furnace.Explain(Pace, So2, day: 0)).Answer;

        answer.Ground.ShouldBe(ground);
        if (ground == AnswerGround.Open)
            answer.Why.ShouldBe("5 hours count so far, the pace is looked at from 6 on");
    }

    [Fact]
    public async Task Hours_that_marks_take_away_exempt_the_pace()
    {
        await _furnace.Hours(So2, 0, 4, 400);
        await _furnace.Hours(So2, 4, 12, 60);
        (await _furnace.Explain(Pace, So2, day: 0)).ShouldAgree();
        await _furnace.MarkAt(MarkCode.Fault, 0, 4, at: 12);

        RuleAnswer answer = (await _furnace.Explain(Pace, So2, day: 0)).Answer;

        answer.Ground.ShouldBe(AnswerGround.Exempt);
        answer.Why.ShouldEndWith("not below 0.50 of that mean; without the marks it would be");
        (answer.Figure("hours exempt"), answer.Figure("hours counted"), answer.Figure("mean so far")).ShouldBe((4, 8, (Exact)60m));
    }

    [Fact]
    public async Task A_pace_that_time_alone_has_made_hard_waits_for_the_next_mean()
    {
        await _furnace.Hours(So2, 0, 12, 106.6m);
        await _furnace.MarkAt(MarkCode.Fault, 30, 31, at: 14);

        (await _furnace.Explain(Pace, So2, day: 0)).Answer.Ground.ShouldBe(AnswerGround.Open);
    }

    [Fact]
    public async Task A_day_that_is_over_is_judged_by_its_limit()
    {
        await _furnace.Hours(So2, 0, 24, 60);
        await _furnace.Tick(24);

        RuleAnswer answer = (await _furnace.Explain(Pace, So2, day: 0)).Answer;

        (answer.Ground, answer.Why).ShouldBe((
            AnswerGround.Complies,
            "the day is over, and no warning stood at its end; furnace.day.limit judges its mean 60 against 80"));
    }

    [Fact]
    public async Task A_factor_without_a_limit_one_without_data_and_a_day_to_come_are_told_apart()
    {
        await _furnace.Hours(So2, 0, 1, 60);

        (await _furnace.Explain(Pace, AskedFurnace.Oxygen, day: 0)).Answer.Ground.ShouldBe(AnswerGround.NoLimit);
        (await _furnace.Explain(Pace, FactorCode.Parse("a21002"), day: 0)).Answer.Ground.ShouldBe(AnswerGround.NoData);
        (await _furnace.Explain(Pace, So2, day: 1)).Answer.Ground.ShouldBe(AnswerGround.Open);
    }
}
