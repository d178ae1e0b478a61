using System.Globalization;
using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Incinerators.Rules;

public sealed class ExemptHourCases
{
    const long Hour = 3600;
    static readonly ToldMean[] Clean = RuleInputs.Hours(10);

    static HourStanding[] Of(
        Mark[] marks, long startStop = 0, long drying = 0, ToldMean[]? pm = null, ExemptPolicy? exempt = null) =>
        ExemptHours.Of(
            RuleInputs.Day, marks, marks, [startStop, drying], pm ?? Clean,
            RuleInputs.WithoutEvents with { Exempt = exempt ?? RuleInputs.Furnace.Exempt });

    static int Count(HourStanding[] standings, HourStanding standing = HourStanding.Exempt) =>
        standings.Count(one => one == standing);

    static Mark Marked(MarkCode code, int from, int to, int fromMinute = 0, int toMinute = 0) =>
        RuleInputs.Mark(code, RuleInputs.At(from, fromMinute), RuleInputs.At(to, toMinute));

    [Theory]
    [InlineData(MarkCode.Starting, 4)]
    [InlineData(MarkCode.Stopping, 4)]
    [InlineData(MarkCode.Fault, 4)]
    [InlineData(MarkCode.Accident, 4)]
    [InlineData(MarkCode.Drying, 4)]
    [InlineData(MarkCode.Cooling, 4)]
    [InlineData(MarkCode.Idle, 4)]
    [InlineData(MarkCode.Normal, 0)]
    [InlineData(MarkCode.ManualMonitoring, 0)]
    public void Conditions_other_than_normal_exempt_their_hours(MarkCode code, int hours)
    {
        HourStanding[] standings = Of([Marked(code, 8, 12)]);

        Count(standings).ShouldBe(hours);
        standings[7].ShouldBe(HourStanding.Counts);
        standings[12].ShouldBe(HourStanding.Counts);
    }

    [Theory]
    [InlineData(Coverage.Any, 5)]
    [InlineData(Coverage.Full, 3)]
    public void A_partly_marked_hour_is_exempt_by_any_touch_or_only_in_full(Coverage overlap, int hours) =>
        // 8:30 to 12:01 touches the hours 8 to 12 and covers 9, 10 and 11.
        Count(Of(
            [Marked(MarkCode.Fault, 8, 12, fromMinute: 30, toMinute: 1)],
            exempt: RuleInputs.Furnace.Exempt with { HourOverlap = overlap })).ShouldBe(hours);

    [Fact]
    public void Two_marks_cover_an_hour_together() =>
        Count(Of(
            [Marked(MarkCode.Stopping, 8, 8, toMinute: 30), Marked(MarkCode.Idle, 8, 9, fromMinute: 30)],
            exempt: RuleInputs.Furnace.Exempt with { HourOverlap = Coverage.Full })).ShouldBe(1);

    [Theory]
    [InlineData(56 * Hour, 4, 0)]
    [InlineData(56 * Hour + 360, 3, 1)]
    [InlineData(59 * Hour, 1, 3)]
    [InlineData(60 * Hour, 0, 4)]
    [InlineData(59 * Hour + 3240, 0, 4)]
    public void Hours_beyond_60_a_year_lose_their_exemption(long used, int exempt, int beyond)
    {
        // Four marked hours: 56.0 + 4 = 60.0 h hold, 56.1 + 4 = 60.1 h lose the last one.
        HourStanding[] standings = Of([Marked(MarkCode.Starting, 8, 12)], startStop: used);

        (Count(standings), Count(standings, HourStanding.BudgetUsedUp)).ShouldBe((exempt, beyond));
        standings.AsSpan(8, exempt).ToArray().ShouldAllBe(standing => standing == HourStanding.Exempt);
    }

    [Theory]
    [InlineData(696 * Hour, 4)]
    [InlineData(696 * Hour + 1, 3)]
    public void Hours_beyond_700_of_drying_and_cooling_lose_theirs(long used, int exempt) =>
        Count(Of([Marked(MarkCode.Drying, 8, 12)], drying: used)).ShouldBe(exempt);

    [Fact]
    public void The_budgets_are_apart_and_out_of_operation_needs_none()
    {
        Count(Of([Marked(MarkCode.Drying, 8, 12)], startStop: 100 * Hour)).ShouldBe(4);
        Count(Of([Marked(MarkCode.Idle, 0, 24)], startStop: 100 * Hour, drying: 800 * Hour)).ShouldBe(24);
    }

    [Fact]
    public void One_marked_minute_costs_a_minute_of_the_budget_and_frees_its_hour() =>
        // 59 h 59 min used: the marked minute makes it 60.0.
        Count(Of([Marked(MarkCode.Fault, 8, 8, toMinute: 1)], startStop: 60 * Hour - 60)).ShouldBe(1);

    [Theory]
    [InlineData("150", 4, 0)]
    [InlineData("150.1", 3, 1)]
    public void Particulates_over_150_cost_start_and_stop_that_hour(string pm, int exempt, int over)
    {
        ToldMean[] hours = [.. Clean];
        hours[9] = RuleInputs.Mean(decimal.Parse(pm, CultureInfo.InvariantCulture));
        HourStanding[] standings = Of([Marked(MarkCode.Starting, 8, 12)], pm: hours);

        (Count(standings), Count(standings, HourStanding.ParticulatesOver)).ShouldBe((exempt, over));
        if (over == 1)
            standings[9].ShouldBe(HourStanding.ParticulatesOver);
    }

    [Fact]
    public void Or_the_whole_event()
    {
        ToldMean[] hours = [.. Clean];
        hours[9] = RuleInputs.Mean(151);

        Count(Of(
            [Marked(MarkCode.Stopping, 8, 12)], pm: hours,
            exempt: RuleInputs.Furnace.Exempt with { PmScope = PmScope.Event })).ShouldBe(0);
    }

    [Theory]
    [InlineData(PmMissing.Keeps, 4)]
    [InlineData(PmMissing.Loses, 3)]
    public void Missing_particulates_keep_or_lose_the_hour(PmMissing missing, int exempt)
    {
        ToldMean[] hours = [.. Clean];
        hours[9] = RuleInputs.Mean(500, DataFlag.Fault);

        Count(Of(
            [Marked(MarkCode.Starting, 8, 12)], pm: hours,
            exempt: RuleInputs.Furnace.Exempt with { PmMissing = missing })).ShouldBe(exempt);
    }

    [Fact]
    public void Particulates_do_not_matter_to_a_fault_or_to_drying()
    {
        Count(Of([Marked(MarkCode.Fault, 8, 12)], pm: RuleInputs.Hours(400))).ShouldBe(4);
        Count(Of([Marked(MarkCode.Drying, 8, 12)], pm: RuleInputs.Hours(400))).ShouldBe(4);
    }

    [Theory]
    [InlineData(56 * Hour, 24)]
    [InlineData(56 * Hour + 360, 0)]
    public void By_the_other_mode_the_whole_day_is_free_while_the_budget_lasts_to_its_end(long used, int exempt) =>
        Count(Of(
            [Marked(MarkCode.Starting, 8, 12)], startStop: used,
            exempt: RuleInputs.Furnace.Exempt with { Mode = ExemptMode.Day })).ShouldBe(exempt);

    [Fact]
    public void In_an_hour_under_maintenance_that_was_sampled_by_hand_the_sample_counts()
    {
        FactorCode so2 = FactorCode.Parse("a21026");
        Mark mark = Marked(MarkCode.CemsMaintenance, 8, 10) with { Factor = so2 };

        HourStanding[] standings = ExemptHours.For(
            so2, RuleInputs.Day, [mark], new HourStanding[24], sampled: 1u << 9, RuleInputs.Furnace.Exempt);

        (standings[8], standings[9]).ShouldBe((HourStanding.Void, HourStanding.VoidSampled));
    }

    [Fact]
    public void Maintenance_voids_the_hours_of_its_pollutant()
    {
        FactorCode so2 = FactorCode.Parse("a21026"), co = FactorCode.Parse("a21005");
        Mark mark = Marked(MarkCode.CemsMaintenance, 8, 10) with { Factor = so2 };
        HourStanding[] none = new HourStanding[24];
        ExemptPolicy policy = RuleInputs.Furnace.Exempt;

        Count(ExemptHours.For(so2, RuleInputs.Day, [mark], none, sampled: 0, policy), HourStanding.Void).ShouldBe(2);
        Count(ExemptHours.For(co, RuleInputs.Day, [mark], none, sampled: 0, policy), HourStanding.Void).ShouldBe(0);
        Count(ExemptHours.For(co, RuleInputs.Day, [mark with { Factor = default }], none, sampled: 0, policy), HourStanding.Void)
            .ShouldBe(2);
    }
}
