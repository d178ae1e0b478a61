using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

/// <summary>Each detector as a point lives it: raised at its threshold, not one below.</summary>
public sealed class LeadWatchTests
{
    [Theory]
    [InlineData(6, true)]
    [InlineData(5, false)]
    public void Six_equal_hours_of_a_value_that_moves_by_twenty_steps_are_a_lead(int hours, bool isLead) =>
        Rules(new WatchedPoint().Usual(30).Hours(hours, static _ => [Value(So2, 85.3m)]))
            .ShouldBe(isLead ? ["data.constant"] : []);

    [Theory]
    [InlineData(4, true)]
    [InlineData(3, false)]
    public void Four_hours_of_zero_are_a_lead(int hours, bool isLead) =>
        Rules(new WatchedPoint().Usual(30).Hours(hours, static _ => [Value(So2, 0m)]))
            .ShouldBe(isLead ? ["data.zero"] : []);

    [Theory]
    [InlineData(28, true)]
    [InlineData(27, false)]
    public void Twenty_eight_of_thirty_six_hours_just_below_the_limit_are_a_lead(int hours, bool isLead) =>
        Rules(new WatchedPoint().Usual(30).Hours(hours, static i => [Value(So2, 95m + i % 4)]))
            .ShouldBe(isLead ? ["data.nearLimit"] : []);

    [Theory]
    [InlineData(3, true)]
    [InlineData(2, false)]
    public void A_jump_that_holds_for_three_hours_is_a_lead(int hours, bool isLead) =>
        Rules(new WatchedPoint().Usual(80).Hours(hours, static i => [Value(So2, 30.1m + i)]))
            .ShouldBe(isLead ? ["data.jump"] : []);

    [Theory]
    [InlineData(8, true)]
    [InlineData(7, false)]
    public void Eight_hours_lost_of_a_day_are_a_lead(int hours, bool isLead) =>
        Rules(new WatchedPoint().Usual(30).Lost(hours)).ShouldBe(isLead ? ["data.missing"] : []);

    [Fact]
    public void Hours_with_a_flag_are_not_lost() =>
        Rules(new WatchedPoint().Usual(30).Hours(12, static _ => [Value(So2, 0, DataFlag.Fault)])).ShouldBeEmpty();

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void Two_hours_over_the_measuring_range_by_their_flag_are_a_lead(int hours, bool isLead) =>
        Rules(new WatchedPoint().Usual(30).Flagged(hours, DataFlag.OverRange, 500))
            .ShouldBe(isLead ? ["data.overRange"] : []);

    [Theory]
    [InlineData(20001, true)]
    [InlineData(20000, false)]
    public void Hours_above_the_largest_plausible_value_are_a_lead(int value, bool isLead) =>
        Rules(new WatchedPoint().Usual(30).Hours(2, i => [Value(So2, value + i * (value % 2))]))
            .ShouldBe(isLead ? ["data.overRange"] : []);

    [Theory]
    [InlineData(5, true)]
    [InlineData(4, false)]
    public void Three_stopped_hours_at_running_level_after_two_of_grace_are_a_lead(int hours, bool isLead) =>
        Rules(new WatchedPoint().Usual(84).Flagged(hours, DataFlag.Off, 80))
            .ShouldBe(isLead ? ["data.stopRunning"] : []);

    [Theory]
    [InlineData("25", true)]
    [InlineData("24", false)]
    public void A_stopped_plant_may_show_three_tenths_of_its_running_level(string value, bool isLead) =>
        Rules(new WatchedPoint().Usual(84).Flagged(
            8, DataFlag.Off, decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)))
            .ShouldBe(isLead ? ["data.stopRunning"] : []);

    [Theory]
    [InlineData(6, true)]
    [InlineData(5, false)]
    public void Six_hours_of_less_oxygen_with_the_same_concentration_are_a_lead(int hours, bool isLead)
    {
        var point = new WatchedPoint();
        point.Hours(96, i => [Value(So2, WatchedPoint.UsualAt(i)), Value(O2, 11 + i % 2 * 0.2m)]);
        point.Hours(hours, i => [Value(So2, WatchedPoint.UsualAt(i)), Value(O2, 7 + i % 2 * 0.2m)]);
        point.Hours(48, i => [Value(So2, WatchedPoint.UsualAt(i)), Value(O2, 11 + i % 2 * 0.2m)]);
        Rules(point).Where(rule => rule == "data.oxygen").Any().ShouldBe(isLead);
    }

    [Fact]
    public void Without_oxygen_nothing_is_said_of_it()
    {
        var point = new WatchedPoint();
        point.Usual(96).Hours(24, static i => [Value(So2, 40.1m + i % 2)]);
        Rules(point).ShouldNotContain("data.oxygen");
    }

    [Theory]
    [InlineData("0.55", true)]
    [InlineData("0.75", false)]
    public void A_ratio_to_the_companion_that_shifts_by_over_three_tenths_is_a_lead(string times, bool isLead)
    {
        decimal factor = decimal.Parse(times, System.Globalization.CultureInfo.InvariantCulture);
        Rules(Shifted(WithCompanion, factor)).Contains("data.parameter").ShouldBe(isLead);
        Rules(Shifted(PolicyFile.National, factor)).ShouldNotContain("data.parameter");
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void Maintenance_that_knows_the_limit_is_a_lead_from_six_hours_on(int hoursOfTheLast, bool isLead)
    {
        var point = new WatchedPoint();
        point.Usual(24).Flagged(2, DataFlag.Maintenance, 120).Usual(10);
        point.Flagged(2, DataFlag.Calibration, 120).Usual(10).Flagged(hoursOfTheLast, DataFlag.Fault, 120);
        Rules(point).ShouldBe(isLead ? ["data.marks"] : []);
    }

    [Fact]
    public void Minute_records_show_a_stop_in_which_the_plant_runs()
    {
        var point = new WatchedPoint();
        point.Usual(84);
        for (int hour = point.Next; hour < 90; hour++)
        {
            for (int minute = 0; minute < 60; minute += 10)
                point.Point.Take(Minute(At(hour, minute), 10, Value(So2, 79 + minute / 10, DataFlag.Off)));
        }

        point.Lost(6);
        Rules(point).ShouldBe(["data.stopRunning"]);
    }

    [Fact]
    public void A_day_is_looked_at_when_its_marking_deadline_is_past()
    {
        WatchedPoint point = new WatchedPoint().Usual(8).Hours(4, static _ => [Value(So2, 0m)]).Usual(23);
        point.Point.Tick(At(36, 9));
        point.Leads.ShouldBeEmpty();
        point.Point.Host.EvictAll();

        point.Point.Tick(At(36, 10)).ShouldBeTrue();
        Finding[] leads = [.. point.Leads];
        leads.Select(lead => (lead.Rule, lead.State, lead.Standing)).ShouldBe(
            [
                ("data.zero", FindingState.Raised, FindingStanding.Provisional),
                ("data.zero", FindingState.Revised, FindingStanding.Final),
            ]);
        (leads[1].WindowStart, leads[1].WindowEnd).ShouldBe((At(8), At(12)));
        point.Point.Tick(At(36, 11)).ShouldBeFalse();
    }

    [Fact]
    public void A_lead_is_told_and_raises_no_level()
    {
        var point = new PointHost();
        point.Register(Record() with { Enterprise = EnterpriseId.Parse("E1") }, At(0));
        for (int hour = 0; hour < 60; hour++)
        {
            point.Hour(hour, Value(So2, hour is >= 8 and < 14 ? 0 : WatchedPoint.UsualAt(hour)));
            point.Tick(At(hour + 1, 15));
            point.State.Level.ShouldBe(EscalationLevel.Normal);
        }

        Finding lead = point.Findings.First(finding => finding.Rule == "data.zero");
        (lead.Class, lead.Level, lead.LegalBasis).ShouldBe((FindingClass.Lead, EscalationLevel.Notice, (string?)null));
        point.Host.Told.Where(effect => effect.Body is FindingTold told && told.Finding == lead)
            .Select(effect => effect.Target.Id).ShouldBe(["E1", County.ToString()]);
    }

    [Fact]
    public void Hours_that_come_three_days_late_take_the_lead_back()
    {
        WatchedPoint point = new WatchedPoint().Usual(30).Lost(10).Usual(60);
        point.Leads.Single(lead => lead.State == FindingState.Raised).Rule.ShouldBe("data.missing");

        for (int hour = 30; hour < 40; hour++)
            point.Point.TakeAt(At(point.Next), Upload(ObservationKind.Hour, At(hour), Value(So2, WatchedPoint.UsualAt(hour))));
        point.Point.Host.EvictAll();
        point.Point.Tick(At(point.Next, 20));

        point.Leads.Last().State.ShouldBe(FindingState.Withdrawn);
        point.Leads.Last().Reason.ShouldStartWith("not by what came late: a21026: ");
    }

    [Fact]
    public void Hours_that_come_later_leave_the_lead_as_it_is()
    {
        WatchedPoint point = new WatchedPoint().Usual(30).Lost(10).Usual(110);
        int told = point.Leads.Count();
        told.ShouldBe(2);

        for (int hour = 30; hour < 40; hour++)
            point.Point.TakeAt(At(point.Next), Upload(ObservationKind.Hour, At(hour), Value(So2, WatchedPoint.UsualAt(hour))));
        point.Point.Tick(At(point.Next, 20));

        point.Seen().Length.ShouldBe(told);
    }

    [Fact]
    public void A_point_that_sends_nothing_watched_has_no_page_for_it()
    {
        var point = new WatchedPoint();
        point.Hours(60, static i => [Value(Fan, i)]);
        point.Point.State.Watched.First.ShouldBe(0);
        point.Point.Host.Pages().Keys.ShouldNotContain(page => page[0] == 'l');
    }

    static Policy WithCompanion => PolicyFile.National with
    {
        Detectors = PolicyFile.National.Detectors with
        {
            Companions = [new FactorPair { Factor = So2, With = Nox }],
        },
    };

    /// <summary>Twelve days as usual, twelve with the ratio of SO2 to NOx changed.</summary>
    static WatchedPoint Shifted(Policy policy, decimal times)
    {
        var point = new WatchedPoint(policy);
        point.Hours(288, static i => [Value(So2, WatchedPoint.UsualAt(i)), Value(Nox, 100 + i % 3)]);
        return point.Hours(288, i => [Value(So2, times * WatchedPoint.UsualAt(i)), Value(Nox, 100 + i % 3)]);
    }

    static string[] Rules(WatchedPoint point) => [.. point.Seen().Select(lead => lead.Rule).Distinct()];
}
