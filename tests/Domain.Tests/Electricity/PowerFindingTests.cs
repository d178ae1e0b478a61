using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Regions.Teller;

namespace Qianliyan.Domain.Tests.Electricity;

/// <summary>The windows, standings and figures of findings on the use of electricity. 20 July is the day.</summary>
public sealed class PowerFindingTests
{
    static readonly FactorCode Press = FactorCode.Parse("d20401");
    static readonly FactorCode Filter = FactorCode.Parse("d30401");

    readonly Teller _meter = new(TwinName.Of(new PointId("MN1", "44")));
    readonly FoldHost<EnterpriseState> _enterprise =
        new(new EnterpriseFold(), TwinName.Of(EnterpriseId.Parse("E1")), PolicyFile.National);

    public PowerFindingTests() => Register("MN1-44:d20401>MN1-44:d30401");

    [Fact]
    public void A_lag_that_goes_on_is_as_long_as_it_takes_to_be_found()
    {
        Minutes(Press, 8, on: 60, known: 60);
        Minutes(Filter, 8, on: 0, known: 60);

        Finding lag = Last();
        (lag.WindowStart, lag.WindowEnd, lag.HasEnded).ShouldBe((At(8), At(8, 11), false));
        (lag.Value, lag.Limit).ShouldBe((Exact.None, (Exact)10m));
        Figures(lag).ShouldBe(
            ["electricity.lag.allowedMinutes 10 min", "electricity.onAbove 0.1", "electricity.holdMinutes 15 min"]);
    }

    [Fact]
    public void A_lag_that_is_over_says_no_more_than_its_whole_length()
    {
        Minutes(Press, 8, on: 31, known: 60);
        Minutes(Filter, 8, on: 0, known: 60);

        Finding lag = Last();
        (lag.WindowStart, lag.WindowEnd, lag.HasEnded).ShouldBe((At(8), At(8, 31), true));
        (lag.Value, lag.Limit).ShouldBe(((Exact)31m, (Exact)10m));
        Figures(lag).ShouldBe(
            ["electricity.lag.allowedMinutes 10 min", "electricity.onAbove 0.1", "electricity.holdMinutes 15 min"]);
    }

    [Fact]
    public void A_lag_over_midnight_that_goes_on_says_how_long_it_lasted_before()
    {
        Minutes(Press, 23, on: 60, known: 60);
        Minutes(Filter, 23, on: 0, known: 60);
        Minutes(Press, 24, on: 60, known: 60);
        Minutes(Filter, 24, on: 0, known: 60);

        Figures(Last()).ShouldBe(
        [
            "minutes before midnight 60 min", "electricity.lag.allowedMinutes 10 min", "electricity.onAbove 0.1",
            "electricity.holdMinutes 15 min",
        ]);
    }

    [Fact]
    public void Idling_that_goes_on_is_told_with_its_first_hour()
    {
        Teach();
        Hours(8, 2, press: 100, filter: 10);

        Finding idling = Last();
        (idling.WindowStart, idling.WindowEnd, idling.HasEnded).ShouldBe((At(8), At(9), false));
        idling.Reason.ShouldBe("MN1-44:d30401 hour mean 10 < 0.3 x baseline 50 while MN1-44:d20401 is on");
        Figures(idling).ShouldBe(
        [
            "baseline 50", "electricity.idling.share 0.3", "electricity.baseline.days 14 d", "electricity.baseline.reachDays 61 d", "electricity.onAbove 0.1",
        ]);
    }

    [Fact]
    public void Idling_that_is_over_is_told_with_all_its_hours()
    {
        Register("MN1-44:d20401>MN1-44:d30401>>0.5");
        Teach();
        Hours(8, 3, press: 100, filter: 10);
        Hours(11, 1, press: 100, filter: 50);

        Finding idling = Last();
        (idling.WindowStart, idling.WindowEnd, idling.HasEnded).ShouldBe((At(8), At(11), true));
        idling.Reason.ShouldBe(
            "MN1-44:d30401 hour mean 10 < 0.5 x baseline 50 while MN1-44:d20401 is on; over after 3 hours");
        Figures(idling)[1].ShouldBe("share of the relation 0.5");
    }

    [Fact]
    public void Idling_to_midnight_is_over_with_the_day()
    {
        Teach();
        Hours(22, 2, press: 100, filter: 10);

        Finding idling = Last();
        (idling.WindowStart, idling.WindowEnd, idling.HasEnded).ShouldBe((At(22), At(24), true));
    }

    [Fact]
    public void Idling_ends_where_either_has_no_mean()
    {
        Teach();
        Hours(8, 1, press: 100, filter: 10);
        Hours(10, 1, press: 100, filter: 10);

        _enterprise.State.OwnAtHand.InForce
            .Select(finding => (finding.WindowStart, finding.WindowEnd, finding.HasEnded))
            .ShouldBe([(At(8), At(9), true), (At(10), At(11), false)]);
    }

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    public void A_night_is_over_with_its_last_hour(int hours, bool hasEnded)
    {
        for (int hour = 0; hour < hours; hour++)
            Feed(_meter.Hour(Press, At(hour), hour is >= 22 or < 6 ? 40 : 10));

        Finding night = Last();
        (night.WindowStart, night.WindowEnd, night.HasEnded).ShouldBe((At(0), At(24), hasEnded));
        Figures(night).ShouldBe(
        [
            "night 320", "day 160", "electricity.night.ratio 1.5", "electricity.night.fromHour 22 h",
            "electricity.night.toHour 6 h", "electricity.night.coverage 0.75",
        ]);
    }

    [Fact]
    public void An_order_of_three_days_is_judged_on_each_of_them_by_itself()
    {
        Teach();
        Feed(new Ordered(new EmergencyOrder { Number = "7", From = At(18), To = At(54), Cut = 0.5m }));
        for (int hour = 12; hour < 60; hour++)
            Feed(_meter.Hour(Press, At(hour), 90));

        // 90 > 100 x (1 - 0.5 + 0.05) = 55 from 18:00 on 20 July to 06:00 on 22 July: 6, 24 and 6 hours.
        Finding[] broken = [.. _enterprise.State.OwnAtHand.InForce];
        broken.Select(finding => (finding.WindowStart, finding.WindowEnd, finding.HasEnded)).ShouldBe(
        [
            (At(18), At(24), true),
            (At(24), At(48), true),
            (At(48), At(54), true),
        ]);
        broken.Select(finding => Figures(finding)[3]).ShouldBe(["hours 6 h", "hours 24 h", "hours 6 h"]);
        Figures(broken[0]).ShouldBe(
            ["observed 90", "baseline 100", "cut 0.5", "hours 6 h", "electricity.order.tolerance 0.05"]);
    }

    [Theory]
    [InlineData(93, true)]
    [InlineData(94, false)]
    public void An_order_is_kept_until_ninety_three_days_after_its_end(int newest, bool isKept)
    {
        Feed(new Ordered(new EmergencyOrder { Number = "7", From = At(-20), To = At(6), Cut = 0.5m }));
        Feed(_meter.Hour(Press, At(24 * newest), 90));
        Feed(new Ordered(new EmergencyOrder { Number = "8", From = At(24 * newest), To = At(24 * newest + 6), Cut = 0.5m }));

        _enterprise.State.Orders.All.Select(order => order.Number).ShouldBe(isKept ? new[] { "7", "8" } : ["8"]);
    }

    [Fact]
    public void Each_rule_says_why_it_takes_back_what_it_found()
    {
        Teach();
        Feed(new Ordered(new EmergencyOrder { Number = "7", From = At(0), To = At(24), Cut = 0.5m }));
        for (int hour = 0; hour < 24; hour++)
            Hours(hour, 1, press: hour is >= 22 or < 6 ? 400 : 100, filter: 10);
        Minutes(Press, 8, on: 60, known: 60);
        Minutes(Filter, 8, on: 0, known: 60);
        for (int hour = 0; hour < 24; hour++)
            Hours(hour, 1, press: 40, filter: 50);
        Minutes(Filter, 8, on: 60, known: 60);

        _enterprise.Findings.Where(finding => finding.State == FindingState.Withdrawn)
            .Select(finding => finding.Reason).Distinct().ShouldBe(
            [
                "d30401 does not idle after later data",
                "d20401 does not use more by night after later data",
                "the order is kept, or was taken back",
                "d30401 not off too long beside production after later data",
            ],
            ignoreOrder: true);
    }

    void Register(string relation) => Feed(new Registered(new EnterpriseRecord
    {
        Id = EnterpriseId.Parse("E1"),
        Name = "钢铁一厂",
        Industry = "C31",
        Region = County,
        Relations = [DeviceRelation.Parse(relation)],
    }));

    /// <summary>Five days of four hours each: 100 for the press, 50 for the filter.</summary>
    void Teach()
    {
        for (int day = 5; day >= 1; day--)
            Hours(-24 * day, 4, press: 100, filter: 50);
    }

    void Hours(int hour, int count, decimal press, decimal filter)
    {
        for (int i = 0; i < count; i++)
        {
            Feed(_meter.Hour(Press, At(hour + i), press));
            Feed(_meter.Hour(Filter, At(hour + i), filter));
        }
    }

    /// <summary>On in the first minutes of an hour, off in the others that are known.</summary>
    void Minutes(FactorCode device, int hour, int on, int known) => Feed(_meter.Tells(new PowerTold(
        device, At(hour), new MinuteStates((1UL << known) - 1, (1UL << on) - 1))));

    void Feed(EntryBody body) => _enterprise.Feed(body, At(12));

    Finding Last() => _enterprise.State.OwnAtHand.InForce.Last();

    static string[] Figures(Finding finding) =>
        [.. finding.Figures.Select(figure => $"{figure.Name} {figure.Value} {figure.Unit}".TrimEnd())];
}
