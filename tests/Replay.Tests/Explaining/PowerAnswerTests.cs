using System.Globalization;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Explaining;
using static Qianliyan.Replay.Tests.Explaining.AskedPower;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>An enterprise whose press (d20401) must not run without its filter (d30401).</summary>
public sealed class PowerAnswerTests : IDisposable
{
    readonly AskedPower _plant = new();

    public void Dispose() => _plant.Dispose();

    [Fact]
    public async Task A_filter_above_its_idle_share_says_so()
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Means(24 * 12, (device, hour) => hour == 24 * 11 + 8 && device == Filter ? 4 : 10);

        ExplainedAnswer told = await _plant.One("electricity.idling", At(24 * 11 + 8), isOfHour: true);

        (told.Answer.Ground, told.Answer.Why, told.Answer.WouldDiffer).ShouldBe((
            AnswerGround.Complies, "MN1-44:d30401 hour mean 4, not below 0.3 x baseline 10 = 3",
            "an hour mean below 3, it was 4"));
        told.Answer.Clause.ShouldBe("Draft guide on electricity monitoring of polluters; Xuzhou patterns (空转)");
        Figures(told.Answer).ShouldBe(
            "production 10; treatment 4; baseline 10; electricity.idling.share 0.3; electricity.onAbove 0.1; "
            + "electricity.baseline.days 14; electricity.baseline.reachDays 61");
        told.Evidence.Select(entry => $"{entry.Sequence} {entry.Says}").ShouldBe(
            ["546 d20401 Hour 10 N", "547 d30401 Hour 4 N"]);
    }

    [Fact]
    public async Task What_idled_before_teaches_nothing_and_is_named()
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Means(24 * 12, (device, hour) => hour >= 24 * 9 && device == Filter ? hour < 24 * 11 + 8 ? 2 : 4 : 10);

        ExplainedAnswer found = await _plant.One("electricity.idling", At(24 * 10), isOfHour: true);
        found.Answer.Why.ShouldBe(
            "MN1-44:d30401 hour mean 2 < 0.3 x baseline 10 while MN1-44:d20401 is on"
            + "; the baseline is learnt without 2026-03-19 (it idled)");
        found.Finding.ShouldNotBeNull().Reason.ShouldEndWith("; the baseline is learnt without 2026-03-19 (it idled)");
        (await _plant.One("electricity.idling", At(24 * 11 + 8), isOfHour: true)).Answer.Why.ShouldBe(
            "MN1-44:d30401 hour mean 4, not below 0.3 x baseline 10 = 3"
            + "; the baseline is learnt without 2026-03-19 to 2026-03-20 (it idled)");
    }

    [Fact]
    public async Task Days_under_an_order_before_are_named_with_it()
    {
        await _plant.Teach();
        await _plant.Order(cut: 0.5m);
        await _plant.Means(24 * 12, (_, _) => 5, from: 24 * 11);
        var next = new EmergencyOrder { Number = "8", From = At(24 * 12), To = At(24 * 13), Cut = 0.5m };
        await _plant.Append((new Ordered(next), At(24 * 12)));
        await _plant.Means(24 * 13, (_, _) => 5, from: 24 * 12);

        (await _plant.One("electricity.order", At(24 * 12))).Answer.Why.ShouldBe(
            "order 8 to cut 0.5: production draws 5 <= 5.5 = 10 x (1 - 0.5 + 0.05), 24 hours"
            + "; the baseline is learnt without 2026-03-21 (order 7)");
    }

    [Fact]
    public async Task An_hour_whose_baseline_is_kept_no_more_is_out_of_reach_and_a_finding_on_it_is_found_still()
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Means(24 * 12, (device, hour) => hour == 24 * 11 + 8 && device == Filter ? 2 : 10);
        await _plant.Means(24 * 110, (_, _) => 10, from: 24 * 110 - 1);

        (await _plant.One("electricity.idling", At(24 * 11 + 7), isOfHour: true)).Answer.Ground.ShouldBe(AnswerGround.OutOfReach);
        ExplainedAnswer found = await _plant.One("electricity.idling", At(24 * 11 + 8), isOfHour: true);
        (found.Answer.Ground, found.Answer.Why).ShouldBe((AnswerGround.Found, found.Finding.ShouldNotBeNull().Reason));
        found.Answer.Why.ShouldStartWith("MN1-44:d30401 hour mean 2 < 0.3 x baseline 10");
    }

    [Fact]
    public async Task Ten_minutes_of_production_alone_are_one_short()
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Minutes(Press, 8, 0, 60);
        await _plant.Minutes(Filter, 8, 10, 60, knownFrom: 0);
        await _plant.Minutes(Press, 32, 0, 60);

        ExplainedAnswer told = await _plant.One("electricity.lag", Day);
        RuleAnswer answer = told.Answer;

        (answer.Ground, answer.WouldDiffer, answer.PolicyVersion).ShouldBe(
            (AnswerGround.BelowThreshold, "1 more minute in a row", "one"));
        answer.Why.ShouldBe(
            "MN1-44:d30401 off for 10 minutes from 2026-03-10 08:00 on while MN1-44:d20401 is on; 10 allowed; no stretch is longer");
        answer.Clause.ShouldBe("Draft guide on electricity monitoring of polluters; local platforms (治污设施未同步开启)");
        Figures(answer).ShouldBe(
            "longest stretch 10; production on 60; production on and treatment unknown 0; "
            + "electricity.lag.allowedMinutes 10; electricity.onAbove 0.1; electricity.holdMinutes 15");
        (told.Finding is null, answer.Subject).ShouldBe((true, "MN1-44:d30401 beside MN1-44:d20401"));
        told.Evidence.Select(entry => entry.Says).ShouldBe(
            ["d20401 on in 60 of 60 minutes seen", "d30401 on in 50 of 60 minutes seen"]);
    }

    [Fact]
    public async Task Eleven_minutes_are_found_and_the_answer_is_the_finding_in_force()
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Minutes(Press, 8, 0, 60);
        await _plant.Minutes(Filter, 8, 11, 60, knownFrom: 0);

        ExplainedAnswer told = await _plant.One("electricity.lag", Day);

        Finding finding = told.Finding.ShouldNotBeNull();
        (told.Answer.Ground, told.Answer.WouldDiffer, told.Answer.Why).ShouldBe((AnswerGround.Found, "", finding.Reason));
        (told.Answer.WindowStart, told.Answer.WindowEnd).ShouldBe((At(8), At(8).AddSeconds(660)));
        (finding.WindowStart, finding.State).ShouldBe((At(8), FindingState.Raised));
        (await _plant.One("electricity.lag", At(9), isOfHour: true)).Answer.Ground.ShouldBe(AnswerGround.Open);
    }

    [Fact]
    public async Task Minutes_that_a_relation_allows_are_named_as_its_own()
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401>30");
        await _plant.Minutes(Press, 8, 0, 60);
        await _plant.Minutes(Filter, 8, 11, 60, knownFrom: 0);
        await _plant.Minutes(Press, 32, 0, 60);

        RuleAnswer answer = (await _plant.One("electricity.lag", Day)).Answer;

        (answer.Ground, answer.WouldDiffer).ShouldBe((AnswerGround.BelowThreshold, "20 more minutes in a row"));
        Figures(answer).ShouldContain("allowed by the relation 30");
    }

    [Fact]
    public async Task Two_presses_beside_one_filter_are_both_found()
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401", "MN1-44:d20402>MN1-44:d30401>5");
        await _plant.Minutes(Press, 8, 0, 60);
        await _plant.Minutes(FactorCode.Parse("d20402"), 8, 0, 60);
        await _plant.Minutes(Filter, 8, 11, 60, knownFrom: 0);

        IReadOnlyList<ExplainedAnswer> told = await _plant.Ask("electricity.lag", Day, isOfHour: false);

        told.Select(one => (one.Answer.Subject, one.Answer.Ground, one.Finding is null)).ShouldBe(
        [
            ("MN1-44:d30401 beside MN1-44:d20401", AnswerGround.Found, false),
            ("MN1-44:d30401 beside MN1-44:d20402", AnswerGround.Found, false),
        ]);
        told.Select(one => one.Finding!.Subject).ShouldBe(told.Select(one => one.Answer.Subject));
        FindingStory story = await _plant.Story("electricity.lag");
        story.Versions.Select(version => version.Finding.Id).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_stretch_over_midnight_is_found_from_both_days()
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Minutes(Press, 23, 54, 60, knownFrom: 0);
        await _plant.Minutes(Filter, 23, 0, 54, knownTo: 60);
        await _plant.Minutes(Press, 24, 0, 5, knownTo: 60);
        await _plant.Minutes(Filter, 24, 5, 60, knownFrom: 0);

        foreach (BeijingTime day in (BeijingTime[])[Day, At(24)])
        {
            ExplainedAnswer told = await _plant.One("electricity.lag", day);
            (told.Answer.Ground, told.Answer.WindowStart).ShouldBe((AnswerGround.Found, At(23).AddSeconds(3240)));
            told.Finding.ShouldNotBeNull().Value.ShouldBe((Exact)11m);
        }
    }

    [Fact]
    public async Task Production_that_is_off_and_devices_that_are_unknown_say_so()
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Minutes(Press, 8, 0, 0, knownTo: 60);
        await _plant.Minutes(Filter, 8, 0, 60);
        await _plant.Minutes(Press, 10, 0, 60);
        await _plant.Minutes(Press, 32, 0, 60);

        (await _plant.One("electricity.lag", At(8), isOfHour: true)).Answer.Why.ShouldBe("MN1-44:d20401 was never on");
        RuleAnswer unknown = (await _plant.One("electricity.lag", At(10), isOfHour: true)).Answer;
        (unknown.Ground, unknown.Why).ShouldBe((AnswerGround.NoData, "nothing is known of MN1-44:d30401"));
        (await _plant.One("electricity.lag", At(-24))).Answer.Ground.ShouldBe(AnswerGround.NoData);
    }

    [Fact]
    public async Task A_plant_without_relations_is_not_concerned()
    {
        await _plant.Register();
        await _plant.Minutes(Press, 8, 0, 60);

        foreach (string rule in (string[])["electricity.lag", "electricity.night", "electricity.order"])
            (await _plant.One(rule, Day)).Answer.Ground.ShouldBe(AnswerGround.NotConcerned, rule);
    }

    [Theory]
    [InlineData("15", AnswerGround.Complies)]
    [InlineData("15.1", AnswerGround.Found)]
    public async Task A_night_of_more_than_one_and_a_half_times_the_day_is_found(string night, AnswerGround ground)
    {
        // 8 hours of the night against 16 of the day: 8 x 30 = 240 = 1.5 x 16 x 10.
        decimal use = 2 * decimal.Parse(night, CultureInfo.InvariantCulture);
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Means(25, (_, hour) => hour is >= 22 or < 6 ? use : 10);

        ExplainedAnswer told = await _plant.One("electricity.night", Day);

        told.Answer.Ground.ShouldBe(ground);
        if (ground == AnswerGround.Found)
        {
            told.Finding.ShouldNotBeNull().Reason.ShouldBe(told.Answer.Why);
            (told.Finding.WindowStart, told.Answer.WouldDiffer).ShouldBe((Day, ""));
            return;
        }

        (told.Answer.Why, told.Answer.WouldDiffer).ShouldBe((
            "MN1-44:d20401 by night 240 <= 240 = 1.5 x 160 by day", "a use by night above 240, it was 240"));
        Figures(told.Answer).ShouldBe(
            "night 240; day 160; hours of the night 8; hours of the day 16; electricity.night.ratio 1.5; "
            + "electricity.night.fromHour 22; electricity.night.toHour 6; electricity.night.coverage 0.75");
        told.Finding.ShouldBeNull();
    }

    [Theory]
    [InlineData(5, AnswerGround.NotValid)]
    [InlineData(6, AnswerGround.Found)]
    public async Task Three_quarters_of_the_night_must_have_a_mean(int hours, AnswerGround ground)
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Means(25, (_, hour) => hour >= 22 || hour < hours - 2 ? 40 : hour < 6 ? null : 10);

        ExplainedAnswer told = await _plant.One("electricity.night", Day);

        told.Answer.Ground.ShouldBe(ground);
    }

    [Fact]
    public async Task A_day_that_is_not_over_is_open_and_one_without_means_has_no_data()
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Means(20, (_, _) => 10);

        (await _plant.One("electricity.night", Day)).Answer.Ground.ShouldBe(AnswerGround.Open);
        (await _plant.One("electricity.night", At(-24))).Answer.Ground.ShouldBe(AnswerGround.NoData);
    }

    [Theory]
    [InlineData("7.5", AnswerGround.Complies)]
    [InlineData("7.6", AnswerGround.Found)]
    public async Task What_an_order_leaves_with_the_tolerance_complies(string mean, AnswerGround ground)
    {
        await _plant.Teach();
        await _plant.Order(cut: 0.3m);
        decimal value = decimal.Parse(mean, CultureInfo.InvariantCulture);
        await _plant.Means(24 * 11 + 21, (_, _) => value, from: 24 * 11 + 6);

        ExplainedAnswer told = await _plant.One("electricity.order", At(24 * 11));

        (told.Answer.Ground, told.Answer.Subject).ShouldBe((ground, "order 7"));
        (told.Answer.WindowStart, told.Answer.WindowEnd).ShouldBe((At(24 * 11 + 6), At(24 * 11 + 20)));
        if (ground == AnswerGround.Found)
        {
            told.Answer.Why.ShouldBe(told.Finding.ShouldNotBeNull().Reason);
            return;
        }

        (told.Answer.Why, told.Answer.WouldDiffer).ShouldBe((
            "order 7 to cut 0.3: production draws 7.5 <= 7.5 = 10 x (1 - 0.3 + 0.05), 14 hours",
            "a mean above 7.5, it was 7.5"));
        Figures(told.Answer).ShouldBe(
            "observed 7.5; baseline 10; allowed 7.5; hours 14; cut 0.3; electricity.order.tolerance 0.05; "
            + "electricity.order.fewestHours 1; electricity.baseline.days 14; electricity.baseline.reachDays 61");
        told.Finding.ShouldBeNull();
    }

    [Fact]
    public async Task An_order_taken_back_and_a_day_without_one_concern_nobody()
    {
        await _plant.Teach();
        await _plant.Order(cut: 0.3m);
        await _plant.Order(cut: 0.3m, isLifted: true);

        (await _plant.One("electricity.order", At(24 * 11))).Answer.Why.ShouldBe("order 7 was taken back");
        (await _plant.One("electricity.order", At(24 * 10))).Answer.Why.ShouldBe("no emergency order is given for this day");
    }

    [Fact]
    public async Task An_order_without_means_or_baseline_is_not_judged()
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Order(cut: 0.3m);
        (await _plant.One("electricity.order", At(24 * 11))).Answer.Ground.ShouldBe(AnswerGround.Open);
        await _plant.Minutes(Press, 24 * 12, 0, 60);
        (await _plant.One("electricity.order", At(24 * 11))).Answer.Ground.ShouldBe(AnswerGround.NoData);

        await _plant.Means(24 * 11 + 21, (_, _) => 10, from: 24 * 11 + 6);
        RuleAnswer unlearned = (await _plant.One("electricity.order", At(24 * 11))).Answer;
        (unlearned.Ground, unlearned.Why).ShouldBe((
            AnswerGround.NotValid,
            "MN1-44:d20401 has no baseline: fewer than 5 of the 14 days before the order have 4 hours on"));
    }

    static string Figures(RuleAnswer answer) =>
        string.Join("; ", answer.Figures.Select(figure => $"{figure.Name} {figure.Value}"));

    [Fact]
    public async Task What_an_order_that_is_kept_no_more_found_is_found_still()
    {
        await _plant.Teach();
        await _plant.Order(0.5m);
        await _plant.Means(24 * 12, (_, _) => 10, from: 24 * 11);
        await _plant.Means(24 * 110, (_, _) => 10, from: 24 * 110 - 1);
        await _plant.Append((new Ordered(new EmergencyOrder
        {
            Number = "8",
            From = At(24 * 109),
            To = At(24 * 110),
            Cut = 0.5m,
        }), At(24 * 110)));
        await _plant.Means(24 * 12, (_, _) => 1, from: 24 * 12 - 1);

        ExplainedAnswer told = await _plant.One("electricity.order", At(24 * 11));

        (told.Answer.Ground, told.Answer.Subject).ShouldBe((AnswerGround.Found, "order 7"));
        told.Answer.Why.ShouldBe(told.Finding.ShouldNotBeNull().Reason);
    }
}
