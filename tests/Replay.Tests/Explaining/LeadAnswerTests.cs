using System.Globalization;
using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Replay.Explaining;
using static Qianliyan.Replay.Tests.Explaining.AskedStack;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>What a stack with an hourly limit of 100 for SO2 is told of its leads, at their thresholds and below.</summary>
public sealed class LeadAnswerTests : IDisposable
{
    static readonly FactorCode Nox = FactorCode.Parse("a21002");
    readonly AskedStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task Three_hours_of_zero_are_one_short()
    {
        await _stack.Start();
        await _stack.Usual(30);
        await _stack.Hours(3, _ => [Value(So2, 0)]);
        await _stack.Usual(60);

        RuleAnswer answer = (await _stack.One("data.zero", At(24))).Answer;

        (answer.Ground, answer.Why, answer.WouldDiffer, answer.PolicyVersion).ShouldBe((
            AnswerGround.BelowThreshold, "at 08:00 3 of 6 hours at 0 or below; 4 are a lead; odd on the day: 06, 07, 08",
            "1 more hour at 0 or below, within 6 hours", "one"));
        Figures(answer).ShouldBe(
            "figure 0; compared with 0; detectors.zero.shareOfRange 0.001; odd hours 3; detectors.zero.windowHours 6; "
            + "detectors.zero.oddHours 4");
        (answer.WindowStart, answer.WindowEnd, answer.ProvisionalUntil.IsSet).ShouldBe((At(24), At(48), false));
        (answer.FirstEntry, answer.LastEntry).ShouldBe((50, 96));
    }

    [Fact]
    public async Task Four_hours_of_zero_are_found_and_the_answer_is_the_finding_in_force()
    {
        await _stack.Start();
        await _stack.Usual(30);
        await _stack.Hours(4, _ => [Value(So2, 0)]);
        await _stack.Usual(60);

        ExplainedAnswer told = await _stack.One("data.zero", At(24));

        Finding lead = told.Finding.ShouldNotBeNull();
        (told.Answer.Ground, told.Answer.WouldDiffer, told.Answer.Why).ShouldBe((
            AnswerGround.Found, "", "4 of 6 hours at 0 or below; 4 are a lead; over: no hour at 0 or below for 3 hours"));
        (told.Answer.WindowStart, told.Answer.WindowEnd).ShouldBe((At(30), At(34)));
        (lead.WindowStart, lead.Standing, lead.State).ShouldBe((At(30), FindingStanding.Final, FindingState.Revised));
        told.Evidence.Select(entry => entry.Says).ShouldBe(Enumerable.Repeat("a21026 Hour 0 N", 4));
    }

    [Theory]
    [InlineData("data.constant", 5, AnswerGround.BelowThreshold, "1 more hour at 85.3")]
    [InlineData("data.constant", 6, AnswerGround.Found, "")]
    [InlineData("data.nearLimit", 27, AnswerGround.BelowThreshold,
        "1 more hour at 95.00 to the limit 100 with none over it between, within 36 hours")]
    [InlineData("data.nearLimit", 28, AnswerGround.Found, "")]
    [InlineData("data.jump", 2, AnswerGround.BelowThreshold, "1 more hour on the far side of 82.1 and 30.1")]
    [InlineData("data.jump", 3, AnswerGround.Found, "")]
    [InlineData("data.missing", 7, AnswerGround.BelowThreshold, "1 more hour without a value, within 24 hours")]
    [InlineData("data.missing", 8, AnswerGround.Found, "")]
    [InlineData("data.overRange", 1, AnswerGround.BelowThreshold, "1 more hour outside ..20000, within 4 hours")]
    [InlineData("data.overRange", 2, AnswerGround.Found, "")]
    [InlineData("data.stopRunning", 4, AnswerGround.BelowThreshold,
        "1 more hour marked stopped and over 24.33, within 6 hours")]
    [InlineData("data.stopRunning", 5, AnswerGround.Found, "")]
    public async Task A_lead_is_found_at_its_threshold_and_one_below_says_what_was_missing(
        string rule, int hours, AnswerGround ground, string otherwise)
    {
        await _stack.Start();
        await _stack.Usual(96);
        await _stack.Hours(hours, i => rule switch
        {
            "data.constant" => [Value(So2, 85.3m)],
            "data.nearLimit" => [Value(So2, 95m + i % 4)],
            "data.jump" => [Value(So2, 30.1m + i)],
            "data.overRange" => [Flagged(So2, 500, DataFlag.OverRange)],
            "data.stopRunning" => [Flagged(So2, 80 + 0.2m * (i % 2), DataFlag.Off)],
            _ => [],
        });
        int last = _stack.Hour - 1;
        await _stack.Usual(60);

        ExplainedAnswer told = await _stack.One(rule, At(last / 24 * 24));

        (told.Answer.Ground, told.Answer.WouldDiffer).ShouldBe((ground, otherwise));
        (told.Finding is null).ShouldBe(ground != AnswerGround.Found);
    }

    [Theory]
    [InlineData(5, AnswerGround.BelowThreshold)]
    [InlineData(6, AnswerGround.Found)]
    public async Task Six_hours_of_less_oxygen_with_the_same_concentration_are_found(int hours, AnswerGround ground)
    {
        await _stack.Start();
        await _stack.Hours(96, i => [Value(So2, UsualAt(i)), Value(Oxygen, 11 + i % 2 * 0.2m)]);
        await _stack.Hours(hours, i => [Value(So2, UsualAt(i)), Value(Oxygen, 7 + i % 2 * 0.2m)]);
        await _stack.Hours(60, i => [Value(So2, UsualAt(i)), Value(Oxygen, 11 + i % 2 * 0.2m)]);

        RuleAnswer answer = (await _stack.One("data.oxygen", At(96))).Answer;

        answer.Ground.ShouldBe(ground);
        answer.Why.ShouldContain($"{hours} of 12 hours with oxygen against concentration");
        if (ground != AnswerGround.Found)
        {
            answer.WouldDiffer.ShouldStartWith("1 more hour with an oxygen deficit changed by more than 0.25 of the usual one");
            answer.Behind.ShouldBe([So2, Oxygen]);
        }
    }

    [Theory]
    [InlineData(1, AnswerGround.BelowThreshold)]
    [InlineData(2, AnswerGround.Found)]
    public async Task Flags_that_know_the_limit_are_found_from_six_hours_on(int hoursOfTheLast, AnswerGround ground)
    {
        await _stack.Start();
        await _stack.Usual(24);
        await _stack.Hours(2, _ => [Flagged(So2, 120, DataFlag.Maintenance)]);
        await _stack.Usual(6);
        await _stack.Hours(2, _ => [Flagged(So2, 120, DataFlag.Calibration)]);
        await _stack.Usual(6);
        await _stack.Hours(hoursOfTheLast, _ => [Flagged(So2, 120, DataFlag.Fault)]);
        await _stack.Usual(60);

        RuleAnswer answer = (await _stack.One("data.marks", At(24))).Answer;

        answer.Ground.ShouldBe(ground);
        answer.Why.ShouldContain($"{4 + hoursOfTheLast} are both: overlap 1");
    }

    [Theory]
    [InlineData("0.55", AnswerGround.Found)]
    [InlineData("0.75", AnswerGround.Complies)]
    public async Task A_ratio_to_the_companion_is_found_when_it_shifts_by_over_three_tenths(
        string times, AnswerGround ground)
    {
        _stack.JudgeBy(yaml => yaml.Replace(
            "companions: [] ", "companions: [{ factor: a21026, with: a21002 }] ", StringComparison.Ordinal));
        await _stack.Start();
        decimal factor = decimal.Parse(times, CultureInfo.InvariantCulture);
        await _stack.Hours(288, i => [Value(So2, UsualAt(i)), Value(Nox, 100 + i % 3)]);
        await _stack.Hours(120, i => [Value(So2, factor * UsualAt(i)), Value(Nox, 100 + i % 3)]);

        RuleAnswer answer = (await _stack.One("data.parameter", At(288 + 48))).Answer;

        answer.Ground.ShouldBe(ground);
        if (ground == AnswerGround.Complies)
            answer.WouldDiffer.ShouldStartWith("40 more hours with a ratio shifted by more than 0.3 of the usual one");
    }

    [Fact]
    public async Task Detectors_that_a_point_gives_nothing_to_see_say_that_they_are_not_concerned()
    {
        await _stack.Start();
        await _stack.Usual(80);
        RuleAnswer peerGap = (await _stack.One("data.peerGap", Day)).Answer;
        (peerGap.Ground, peerGap.Why, peerGap.WouldDiffer).ShouldBe((
            AnswerGround.NotConcerned,
            "no like outlets are registered: no tag of the point begins with like: (detectors.peerGap.tag)",
            "a tag like: that 2 other outlets of its enterprise have too"));
        (await _stack.One("data.parameter", Day)).Answer.Ground.ShouldBe(AnswerGround.NotConcerned);
        (await _stack.One("data.oxygen", Day)).Answer.Ground.ShouldBe(AnswerGround.NoData);
        (await _stack.One("data.zero", Day, "a01901")).Answer.Why.ShouldBe("a01901 is not watched (detectors.factors)");
        (await _stack.One("data.zero", Day, "a21002")).Answer.Ground.ShouldBe(AnswerGround.NoData);
        (await _stack.One("data.jump", Day)).Answer.Why.ShouldEndWith("23 hours are learnt from, 72 are needed");
    }

    [Fact]
    public async Task A_point_without_a_limit_has_none_to_stay_just_below()
    {
        await _stack.Usual(80);
        (await _stack.One("data.nearLimit", Day)).Answer.Ground.ShouldBe(AnswerGround.NoLimit);
        (await _stack.One("data.marks", Day)).Answer.Ground.ShouldBe(AnswerGround.NoLimit);
    }

    [Fact]
    public async Task A_day_before_its_deadline_is_open_and_one_before_the_first_has_no_data()
    {
        await _stack.Start();
        await _stack.Usual(30);

        RuleAnswer open = (await _stack.One("data.zero", Day)).Answer;
        (open.Ground, open.ProvisionalUntil).ShouldBe((AnswerGround.Open, At(36)));
        (await _stack.One("data.zero", At(-24))).Answer.Ground.ShouldBe(AnswerGround.NoData);
    }

    [Fact]
    public async Task An_hour_says_whether_it_was_odd_and_how_many_were()
    {
        await _stack.Start();
        await _stack.Usual(30);
        await _stack.Hours(3, _ => [Value(So2, 0)]);
        await _stack.Usual(60);

        (await _stack.OfHour("data.zero", At(31))).Answer.Why.ShouldBe("2 of 6 hours at 0 or below; 4 are a lead");
        (await _stack.OfHour("data.zero", At(40))).Answer.Ground.ShouldBe(AnswerGround.Complies);
    }

    [Fact]
    public async Task A_lead_that_still_stands_is_found_on_later_days_too()
    {
        await _stack.Start();
        await _stack.Usual(30);
        await _stack.Hours(110, _ => [Value(So2, 0)]);

        ExplainedAnswer told = await _stack.One("data.zero", At(72));
        (told.Answer.Ground, told.Answer.WindowStart).ShouldBe((AnswerGround.Found, At(30)));
        told.Finding.ShouldNotBeNull().Standing.ShouldBe(FindingStanding.Provisional);
    }

    [Fact]
    public async Task A_day_that_is_seen_with_many_later_ones_is_answered_all_the_same()
    {
        await _stack.Start();
        _stack.Ticks = false;
        await _stack.Usual(30);
        await _stack.Hours(3, _ => [Value(So2, 0)]);
        await _stack.Usual(300);
        await _stack.Tick();

        (await _stack.One("data.zero", At(24))).Answer.Why.ShouldBe(
            "at 08:00 3 of 6 hours at 0 or below; 4 are a lead; odd on the day: 06, 07, 08");
    }

    [Fact]
    public async Task All_rules_at_once_answer_for_the_leads_with_an_odd_hour_alone()
    {
        await _stack.Start();
        await _stack.Usual(30);
        await _stack.Hours(3, _ => [Value(So2, 0)]);
        await _stack.Usual(60);

        IReadOnlyList<ExplainedAnswer> answers = await _stack.Ask("", "", At(24), isOfHour: false);

        Leads(answers).Select(told => told.Answer.Rule).ShouldBe(["data.zero"]);
    }

    static string Figures(RuleAnswer answer) =>
        string.Join("; ", answer.Figures.Select(figure => $"{figure.Name} {figure.Value}"));
}
