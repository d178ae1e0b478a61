using System.Globalization;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Tests.Incinerators.Rules;

public sealed class SlotAndMonthCases
{
    static TemperatureSlots Slots(int low, decimal celsius = 849.9m)
    {
        var slots = new TemperatureSlots();
        for (int slot = 0; slot < 288; slot++)
            slots.Set(slot, RuleInputs.Mean(slot < low ? celsius : 900));
        return slots;
    }

    static SlotCount Count(TemperatureSlots slots, Mark[]? marks = null, SlotMarkPolicy? temp = null) =>
        TemperatureRule.Count(
            slots, RuleInputs.Day, marks ?? [], isOver: true,
            RuleInputs.Furnace with { Temp = temp ?? RuleInputs.Furnace.Temp });

    [Theory]
    [InlineData(5, "849.9", 5, false)]
    [InlineData(6, "849.9", 6, true)]
    [InlineData(6, "850", 0, false)]
    public void The_sixth_slot_below_850_is_the_violation(int slots, string celsius, int low, bool isViolated) =>
        Count(Slots(slots, decimal.Parse(celsius, CultureInfo.InvariantCulture))).ShouldBe(new SlotCount(low, 0, 0, isViolated));

    [Theory]
    [InlineData(MarkCode.Starting, 0)]
    [InlineData(MarkCode.Fault, 0)]
    [InlineData(MarkCode.TemperatureAnomaly, 0)]
    [InlineData(MarkCode.ThermocoupleFault, 0)]
    [InlineData(MarkCode.CemsMaintenance, 12)]
    [InlineData(MarkCode.Normal, 12)]
    public void Marks_that_end_the_duty_leave_their_slots_out(MarkCode code, int low)
    {
        SlotCount count = Count(Slots(12), [RuleInputs.Mark(code, RuleInputs.Day, RuleInputs.At(1))]);

        (count.Low, count.Exempt).ShouldBe((low, 12 - low));
    }

    [Theory]
    [InlineData(Coverage.Any, 6)]
    [InlineData(Coverage.Full, 7)]
    public void A_partly_marked_slot_counts_as_marked_or_not(Coverage cover, int low) =>
        // Marked to 00:28: slots 0 to 4 in full, slot 5 (00:25 to 00:30) in part, of 12 low ones.
        Count(
            Slots(12), [RuleInputs.Mark(MarkCode.Fault, RuleInputs.Day, RuleInputs.At(0, 28))],
            RuleInputs.Furnace.Temp with { SlotCover = cover }).Low.ShouldBe(low);

    [Theory]
    [InlineData(MissingSlots.Ignored, 5, false)]
    [InlineData(MissingSlots.Low, 6, true)]
    public void A_missing_slot_is_nothing_or_low(MissingSlots missing, int low, bool isViolated)
    {
        TemperatureSlots slots = Slots(5);
        slots.Set(100, default);

        Count(slots, temp: RuleInputs.Furnace.Temp with { Missing = missing })
            .ShouldBe(new SlotCount(low, 0, 1, isViolated));
    }

    [Fact]
    public void What_is_missing_while_the_day_runs_is_not_low() =>
        TemperatureRule.Count(
            new TemperatureSlots(), RuleInputs.Day, [], isOver: false,
            RuleInputs.Furnace with { Temp = RuleInputs.Furnace.Temp with { Missing = MissingSlots.Low } })
            .ShouldBe(new SlotCount(0, 0, 288, false));

    [Theory]
    [InlineData(1, 1, 1, true, 2, false)]
    [InlineData(2, 1, 2, true, 3, true)]
    [InlineData(2, 1, 2, false, 2, false)]
    [InlineData(3, 0, 3, true, 3, true)]
    public void Three_violations_in_a_month_cancel_the_subsidy(
        int emission, int temperature, int either, bool apart, int violations, bool isCancelled)
    {
        SubsidyPolicy policy = RuleInputs.Furnace.Subsidy with { KindsCountApart = apart };

        SubsidyRule.Violations(new ViolationCounts(emission, emission, temperature, either), policy).ShouldBe(violations);
        SubsidyRule.IsCancelled(violations, policy).ShouldBe(isCancelled);
    }

    [Theory]
    [InlineData(true, false, 3)]
    [InlineData(false, false, 2)]
    [InlineData(true, true, 5)]
    [InlineData(false, true, 4)]
    public void Kinds_and_pollutants_of_one_day_count_apart_or_as_one(bool kinds, bool pollutants, int violations)
    {
        // Three pollutants over on one day, low temperatures on it and on another: 1 + 2, 1 + 1, 3 + 2, 3 + 1.
        SubsidyPolicy policy =
            RuleInputs.Furnace.Subsidy with { KindsCountApart = kinds, PollutantsCountApart = pollutants };

        SubsidyRule.Violations(new ViolationCounts(1, 3, 2, 2), policy).ShouldBe(violations);
    }

    [Fact]
    public void Thirty_clean_days_after_the_last_violation_restore_it_at_the_earliest() =>
        // Violated on 30 January 2028: the 30 days are 31 January to 29 February, restored from 1 March.
        SuspensionRule.RestoredFrom(
            new CleanRun { First = BeijingTime.Of(2028, 1, 31) }, BeijingTime.Of(2028, 1, 29).DayNumber,
            RuleInputs.Furnace.Subsidy).ShouldBe(BeijingTime.Of(2028, 3, 1));

    [Theory]
    [InlineData(5, 200, 19, PaceLevel.Free)]
    [InlineData(6, 100, 18, PaceLevel.Free)]
    [InlineData(12, 120, 12, PaceLevel.Hardly)]
    [InlineData(12, 160, 12, PaceLevel.Hardly)]
    [InlineData(12, 161, 12, PaceLevel.NoLonger)]
    [InlineData(24, 100, 0, PaceLevel.Free)]
    public void The_pace_of_the_day_against_a_limit_of_80(int hours, int mean, int left, PaceLevel level) =>
        // 12 h of 120: room 24 x 80 - 1440 = 480, 40 an hour, below half of 120; of 160: none; of 161: less than none.
        DayPace.Of(hours * (decimal)mean, hours, left, 80, RuleInputs.Furnace.Prewarning).Level.ShouldBe(level);
}
