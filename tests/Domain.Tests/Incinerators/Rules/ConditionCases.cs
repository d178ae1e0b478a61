using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Incinerators.Rules;

public sealed class ConditionCases
{
    static readonly ConditionPolicy Policy = RuleInputs.Furnace.Condition;

    static string[] Anomalies(params (MarkCode Code, int From, int To)[] marks) =>
    [
        .. ConditionOrderRule.Anomalies(
            marks.Select((mark, i) =>
                RuleInputs.Mark(mark.Code, RuleInputs.At(mark.From), RuleInputs.At(mark.To), $"m{i}")),
            RuleInputs.Day, RuleInputs.At(24), Policy).Select(change => change.Step.ToString()),
    ];

    [Fact]
    public void A_stop_and_start_in_order_has_no_anomaly() =>
        Anomalies(
            (MarkCode.Stopping, 1, 3), (MarkCode.Cooling, 3, 8), (MarkCode.Idle, 8, 12), (MarkCode.Drying, 12, 18),
            (MarkCode.Starting, 18, 21)).ShouldBeEmpty();

    [Theory]
    [InlineData(MarkCode.Fault)]
    [InlineData(MarkCode.Accident)]
    [InlineData(MarkCode.Idle)]
    public void From_normal_and_back(MarkCode code) => Anomalies((code, 8, 12)).ShouldBeEmpty();

    [Fact]
    public void An_aborted_stop_is_a_lead() => Anomalies((MarkCode.Stopping, 8, 10)).ShouldBe(["停炉→正常运行"]);

    [Fact]
    public void A_stop_straight_into_a_start_is_a_lead() =>
        Anomalies((MarkCode.Stopping, 8, 10), (MarkCode.Starting, 10, 12)).ShouldBe(["停炉→启炉"]);

    [Fact]
    public void A_start_out_of_normal_operation_is_a_lead() =>
        Anomalies((MarkCode.Starting, 8, 10)).ShouldBe(["正常运行→启炉"]);

    [Fact]
    public void A_fault_out_of_standstill_is_a_lead() =>
        Anomalies((MarkCode.Idle, 6, 8), (MarkCode.Fault, 8, 10)).ShouldBe(["停运→故障"]);

    [Theory]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    public void A_gap_below_six_minutes_is_no_condition(int minutes, int anomalies)
    {
        Mark[] marks =
        [
            RuleInputs.Mark(MarkCode.Stopping, RuleInputs.At(1), RuleInputs.At(3), "a"),
            RuleInputs.Mark(MarkCode.Cooling, RuleInputs.At(3, minutes), RuleInputs.At(30), "b"),
        ];

        // With the gap the furnace was back in normal operation, which neither 停炉 leads to nor 停炉降温 follows.
        ConditionOrderRule.Anomalies(marks, RuleInputs.Day, RuleInputs.At(24), Policy).Count.ShouldBe(anomalies * 2);
    }

    [Fact]
    public void Changes_of_other_days_are_not_of_this_one() =>
        Anomalies((MarkCode.Starting, -2, 30)).ShouldBeEmpty();

    static ProcessHour Hour(
        MarkCode? marked, decimal? celsius, decimal? rise = 0, decimal? feed = 0, decimal? oxygen = 8) =>
        new(RuleInputs.Day, marked, celsius, rise, feed, oxygen);

    [Theory]
    [InlineData(399, 19.1, 0, 0, MarkCode.Idle)]
    [InlineData(900, 8, 0, 60, MarkCode.Normal)]
    [InlineData(900, 8, 0, 0, MarkCode.Stopping)]
    [InlineData(900, 8, 30, 0, MarkCode.Stopping)]
    [InlineData(900, 8, -31, 0, MarkCode.Cooling)]
    [InlineData(600, 15, -60, 0, MarkCode.Cooling)]
    [InlineData(600, 15, 60, 0, MarkCode.Drying)]
    public void The_process_data_show_the_condition(
        double celsius, double oxygen, double rise, double feed, MarkCode condition) =>
        Infer((decimal)celsius, (decimal)oxygen, (decimal)rise, (decimal)feed).ShouldBe(condition);

    [Theory]
    [InlineData(400, 19.1, 0, 0)]
    [InlineData(399, 19, 0, 0)]
    [InlineData(850, 8, 0, 60)]
    [InlineData(850, 8, 0, 0)]
    public void They_are_silent_on_the_boundary(double celsius, double oxygen, double rise, double feed) =>
        Infer((decimal)celsius, (decimal)oxygen, (decimal)rise, (decimal)feed).ShouldBeNull();

    [Fact]
    public void Without_temperature_feed_or_rise_they_are_silent()
    {
        ConditionInference.Of(Hour(null, null), 850, Policy).ShouldBeNull();
        ConditionInference.Of(Hour(null, 900, feed: null), 850, Policy).ShouldBeNull();
        ConditionInference.Of(Hour(null, 900, rise: null), 850, Policy).ShouldBeNull();
    }

    [Fact]
    public void A_fed_hour_needs_no_hour_before_it() =>
        ConditionInference.Of(Hour(null, 900, rise: null, feed: 60), 850, Policy).ShouldBe(MarkCode.Normal);

    [Theory]
    [InlineData(MarkCode.Normal, MarkCode.Normal, false)]
    [InlineData(MarkCode.Normal, MarkCode.Stopping, true)]
    [InlineData(MarkCode.Starting, MarkCode.Normal, false)]
    [InlineData(MarkCode.Starting, MarkCode.Cooling, true)]
    [InlineData(MarkCode.Fault, MarkCode.Idle, false)]
    [InlineData(MarkCode.Idle, MarkCode.Normal, true)]
    public void Marks_and_data_are_at_odds_or_not(MarkCode marked, MarkCode inferred, bool isAtOdds) =>
        ConditionInference.IsAtOdds(marked, inferred).ShouldBe(isAtOdds);

    [Theory]
    [InlineData(MarkCode.Drying, 849.9, 8, 1, Contradiction.FedWhileDrying)]
    [InlineData(MarkCode.Drying, 850, 8, 1, Contradiction.None)]
    [InlineData(MarkCode.Drying, 500, 8, 0, Contradiction.None)]
    [InlineData(MarkCode.Stopping, 900, 8, 1, Contradiction.FedWhileStopped)]
    [InlineData(MarkCode.Cooling, 600, 8, 1, Contradiction.FedWhileStopped)]
    [InlineData(MarkCode.Idle, 900, 8, 1, Contradiction.FedWhileStopped)]
    [InlineData(MarkCode.Stopping, 900, 8, 0, Contradiction.None)]
    [InlineData(MarkCode.Idle, 400, 19, 0, Contradiction.RunningWhileIdle)]
    [InlineData(MarkCode.Idle, 399, 8, 0, Contradiction.None)]
    [InlineData(MarkCode.Idle, 400, 19.1, 0, Contradiction.None)]
    [InlineData(MarkCode.Normal, 600, 8, 1, Contradiction.None)]
    public void A_mark_that_the_data_exclude_is_named(
        MarkCode marked, double celsius, double oxygen, double feed, Contradiction contradiction) =>
        MarkContradictionRule.Of(
            Hour(marked, (decimal)celsius, 0, (decimal)feed, (decimal)oxygen), 850, Policy).ShouldBe(contradiction);

    [Fact]
    public void Data_that_did_not_come_exclude_no_mark()
    {
        MarkContradictionRule.Of(Hour(MarkCode.Idle, 600, oxygen: null), 850, Policy).ShouldBe(Contradiction.None);
        MarkContradictionRule.Of(Hour(MarkCode.Idle, null, oxygen: 8), 850, Policy).ShouldBe(Contradiction.None);
        MarkContradictionRule.Of(Hour(MarkCode.Stopping, 900, feed: null), 850, Policy).ShouldBe(Contradiction.None);
        MarkContradictionRule.Of(Hour(MarkCode.Drying, null, feed: 1), 850, Policy).ShouldBe(Contradiction.None);
    }

    static MarkCode? Infer(decimal celsius, decimal oxygen, decimal rise, decimal feed) =>
        ConditionInference.Of(Hour(null, celsius, rise, feed, oxygen), 850, Policy);
}
