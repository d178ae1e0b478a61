using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

public sealed class FindingTests
{
    [Theory]
    [InlineData("100", 0)]
    [InlineData("100.00", 0)]
    [InlineData("100.0001", 1)]
    public void Only_strictly_over_the_limit_is_over(string value, int findings)
    {
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Hour, 100)), At(7));

        point.Hour(8, Value(So2, decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)));

        point.Findings.Count.ShouldBe(findings);
    }

    [Theory]
    [InlineData(850, 0)]
    [InlineData(849.9, 1)]
    [InlineData(1300, 0)]
    public void A_lower_limit_is_broken_below_it(decimal value, int findings)
    {
        var point = new PointHost();
        point.Register(Record(Lower(Furnace, LimitPeriod.Hour, 850)), At(7));

        point.Hour(8, Value(Furnace, value));

        point.Findings.Count.ShouldBe(findings);
    }

    [Fact]
    public void A_finding_is_raised_revised_and_withdrawn_once_each_under_one_id()
    {
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Hour, 100)), At(7));

        foreach (int value in new[] { 120, 120, 130, 130, 90, 90 })
            point.Hour(8, Value(So2, value));

        point.Findings.Select(finding => finding.State)
            .ShouldBe([FindingState.Raised, FindingState.Revised, FindingState.Withdrawn]);
        point.Findings.Select(finding => finding.Id).Distinct()
            .ShouldBe([$"points/MN1-31:limit.hour:a21026:{At(8).UnixSeconds}"]);
        // (120 - 100) / 100 = 0.2
        point.Findings[0].Reason.ShouldBe("a21026 hour mean 120 as measured > 100, 0.2 times over");
        point.Findings[1].Reason.ShouldBe("a21026 hour mean 130 as measured > 100, 0.3 times over");
        point.Findings[2].Reason.ShouldBe("a21026 hour mean 90 as measured complies with 100 after all");
        point.Findings[0].Clause.ShouldBe("table 4");
        point.Findings[0].PolicyVersion.ShouldBe("national-2026.1");
        (point.Findings[0].WindowStart, point.Findings[0].WindowEnd).ShouldBe((At(8), At(9)));
        point.Findings[1].DecidedBy.ShouldBe(3);
    }

    [Fact]
    public void The_reason_of_a_lower_limit_reads_the_other_way_round()
    {
        var point = new PointHost();
        point.Register(Record(Lower(Furnace, LimitPeriod.Hour, 850)), At(7));

        point.Hour(8, Value(Furnace, 765));
        point.Hour(8, Value(Furnace, 900));

        // (850 - 765) / 850 = 0.1
        point.Findings[0].Reason.ShouldBe("a01901 hour mean 765 as measured < 850, 0.1 times under");
        point.Findings[0].Clause.ShouldBe("5.1");
        point.Findings[1].Reason.ShouldBe("a01901 hour mean 900 as measured complies with 850 after all");
    }

    [Fact]
    public void A_mean_that_counts_no_more_withdraws_its_finding()
    {
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Hour, 100)), At(7));
        point.Hour(8, Value(So2, 120));

        point.Hour(8, Value(So2, 120, DataFlag.Calibration));

        point.Findings[^1].State.ShouldBe(FindingState.Withdrawn);
        point.Findings[^1].Reason.ShouldBe("a21026 hour mean does not count any more (flag C)");
    }

    [Fact]
    public void The_converted_value_is_judged_and_said_so()
    {
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Hour, 100)), At(7));

        point.Hour(8, Value(So2, 80) with { Converted = 110m });

        point.Findings.Single().Reason.ShouldBe("a21026 hour mean 110 at reference oxygen > 100, 0.1 times over");
    }

    [Fact]
    public void A_day_is_judged_at_its_end_and_again_when_it_changes()
    {
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Day, 80)), At(0));
        for (int hour = 0; hour < 22; hour++)
            point.Hour(hour, Value(So2, 81));
        point.Findings.ShouldBeEmpty();

        point.Tick(At(24, 10));
        point.Findings.Single().State.ShouldBe(FindingState.Raised);
        point.Of(So2).DaysOver.Contains(Day.DayNumber).ShouldBeTrue();

        // (22 x 81 + 2 x 69) / 24 = 80: complies.
        point.Host.EvictAll();
        point.TakeAt(At(25), Upload(ObservationKind.Hour, At(22), Value(So2, 69)));
        point.TakeAt(At(25), Upload(ObservationKind.Hour, At(23), Value(So2, 69)));

        point.Findings.Select(finding => finding.State)
            .ShouldBe([FindingState.Raised, FindingState.Revised, FindingState.Withdrawn]);
        point.Of(So2).DaysOver.Contains(Day.DayNumber).ShouldBeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void New_limits_hold_for_the_hours_of_the_current_day_evicted_or_not(bool evict)
    {
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Hour, 100), Upper(So2, LimitPeriod.Day, 100)), At(-1));
        for (int hour = -24; hour < 22; hour++)
            point.Hour(hour, Value(So2, 90));
        if (evict)
            point.Host.EvictAll();

        point.Register(Record(Upper(So2, LimitPeriod.Hour, 80), Upper(So2, LimitPeriod.Day, 80)), At(23));

        // Hours 0 to 21 of today: the day itself is not over, and yesterday keeps what was found on it.
        point.Findings.Count.ShouldBe(22);
        point.Findings.ShouldAllBe(finding => finding.Rule == "limit.hour" && finding.WindowStart >= Day);
        point.Of(So2).HoursOverToday.ShouldBe((byte)22);
    }

    [Fact]
    public void Without_any_limit_left_a_finding_is_withdrawn()
    {
        var point = new PointHost();
        point.Register(Record(Upper(So2, LimitPeriod.Hour, 100)), At(7));
        point.Hour(8, Value(So2, 120));

        point.Register(Record(), At(10));

        point.Findings[^1].Reason.ShouldBe("a21026 hour mean 120 as measured has no limit any more");
        point.Of(So2).HoursOverToday.ShouldBe((byte)0);
    }

    [Fact]
    public void A_finding_goes_to_enterprise_furnace_and_region()
    {
        var point = new PointHost();
        point.Register(
            Record(Upper(So2, LimitPeriod.Hour, 100)) with
            {
                Enterprise = EnterpriseId.Parse("E1"),
                Incinerator = new IncineratorId("P", "1"),
            },
            At(7));

        point.Hour(8, Value(So2, 120));

        point.Host.Told.Where(effect => effect.Body is FindingTold).Select(effect => effect.Target.ToString())
            .ShouldBe(["enterprises/E1", "incinerators/P-1", "regions/130109"]);
    }

    [Fact]
    public void A_mean_is_told_only_when_it_changes()
    {
        var point = new PointHost();
        point.Register(Record() with { Incinerator = new IncineratorId("P", "1") }, At(0));
        for (int hour = 0; hour < 24; hour++)
            point.Minutes(hour, 0, 60, Value(So2, 100));

        point.Tick(At(24, 10));
        point.Instant(At(24, 20), Value(Nox, 5));
        Means(point, ObservationKind.Hour).ShouldBe(24);
        Means(point, ObservationKind.Day).ShouldBe(1);

        point.TakeAt(At(24, 21), Upload(ObservationKind.RealTime, At(8, 30), Value(Nox, 5)));
        point.TakeAt(At(24, 21), Minute(At(8, 30), 1, Value(So2, 160)));

        // The late instant makes a (void) hour and day of its own factor; the corrected minute changes So2's.
        Means(point, ObservationKind.Hour).ShouldBe(24 + 1 + 1);
        Means(point, ObservationKind.Day).ShouldBe(1 + 1 + 1);
    }

    static int Means(PointHost point, ObservationKind period) =>
        point.Host.Told.Count(effect => effect.Body is MeanTold told && told.Period == period);
}
