using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

public sealed class LevelTests
{
    /// <summary>Levels that fall at once.</summary>
    public static readonly Policy WithoutHolding = PolicyFile.National with
    {
        Levels = PolicyFile.National.Levels with
        {
            CleanHours = new CleanHours { Notice = 0, Warning = 0, Exceeded = 0 },
        },
    };

    /// <summary>Those, of days that are judged by what the device reports for them.</summary>
    public static readonly Policy ByReportedDays = WithoutHolding with
    {
        Means = WithoutHolding.Means with { Day = DayMean.Reported },
    };

    [Fact]
    public void A_point_is_unknown_then_online_then_silent_then_online()
    {
        var point = new PointHost();
        point.State.Link.ShouldBe(LinkState.Unknown);

        point.Instant(At(8), Value(So2, 10));
        (point.State.Link, point.State.LinkSince).ShouldBe((LinkState.Online, At(8)));

        // 3,600 s without a frame is still on time.
        point.Tick(At(9));
        point.State.Link.ShouldBe(LinkState.Online);

        point.Tick(At(9, 0, 1));
        (point.State.Link, point.State.LinkSince).ShouldBe((LinkState.Silent, At(8)));
        Status(point).ShouldBe((EscalationLevel.Notice, "no data"));

        point.Instant(At(10), Value(So2, 10));
        (point.State.Link, point.State.LinkSince).ShouldBe((LinkState.Online, At(10)));
        Status(point).ShouldBe((EscalationLevel.Normal, ""));
    }

    [Fact]
    public void The_level_climbs_from_instant_to_hour_to_day_and_falls_when_they_are_past()
    {
        var point = new PointHost(ByReportedDays);
        point.Register(Record(Upper(So2, LimitPeriod.Hour, 100), Upper(So2, LimitPeriod.Day, 80)), At(0));

        point.Instant(At(8), Value(So2, 101));
        Status(point).ShouldBe((EscalationLevel.Notice, "a21026 over its hourly limit at an instant of this hour"));

        point.Instant(At(8, 1), Value(So2, 100));
        Status(point).Level.ShouldBe(EscalationLevel.Notice);
        point.Instant(At(9, 0), Value(So2, 100));
        Status(point).ShouldBe((EscalationLevel.Normal, ""));

        point.Hour(8, Value(So2, 101));
        Status(point).ShouldBe((EscalationLevel.Warning, "a21026 hourly mean over its limit today"));

        point.TakeAt(At(24, 5), Upload(ObservationKind.Day, Day, Value(So2, 81)));
        Status(point).ShouldBe((EscalationLevel.Exceeded, "a21026 daily mean over its limit"));

        point.Instant(At(24, 6), Value(So2, 5));
        point.Instant(At(47, 59), Value(So2, 5));
        Status(point).Level.ShouldBe(EscalationLevel.Exceeded);

        point.Instant(At(48), Value(So2, 5));
        Status(point).ShouldBe((EscalationLevel.Normal, ""));
    }

    [Fact]
    public void An_hour_over_counts_for_its_day_only()
    {
        var point = new PointHost(WithoutHolding);
        point.Register(Record(Upper(So2, LimitPeriod.Hour, 100)), At(0));
        point.Hour(8, Value(So2, 101));
        point.Hour(9, Value(So2, 101));
        point.Of(So2).HoursOverToday.ShouldBe((byte)2);

        point.Instant(At(24), Value(So2, 5));
        point.Of(So2).HoursOverToday.ShouldBe((byte)0);

        point.TakeAt(At(24, 1), Upload(ObservationKind.Hour, At(10), Value(So2, 101)));
        point.Of(So2).HoursOverToday.ShouldBe((byte)0);
        Status(point).Level.ShouldBe(EscalationLevel.Normal);

        point.TakeAt(At(25, 1), Upload(ObservationKind.Hour, At(24), Value(So2, 101)));
        point.Of(So2).HoursOverToday.ShouldBe((byte)1);

        point.TakeAt(At(25, 2), Upload(ObservationKind.Hour, At(24), Value(So2, 99)));
        point.Of(So2).HoursOverToday.ShouldBe((byte)0);
    }

    [Fact]
    public void A_factor_that_is_sent_no_more_does_not_hold_the_level_up()
    {
        var point = new PointHost(WithoutHolding);
        point.Register(Record(Upper(So2, LimitPeriod.Hour, 100)), At(0));
        point.Instant(At(8, 59), Value(So2, 101));

        point.Instant(At(9), Value(O2, 9));

        Status(point).Level.ShouldBe(EscalationLevel.Normal);
    }

    [Fact]
    public void The_status_is_told_only_when_it_changes()
    {
        var point = new PointHost(WithoutHolding);
        point.Register(Record(Upper(So2, LimitPeriod.Hour, 100)) with { Enterprise = EnterpriseId.Parse("E1") }, At(0));
        point.Instant(At(8), Value(So2, 5));
        int told = Lines(point);

        for (int minute = 1; minute < 60; minute++)
            point.Instant(At(8, minute), Value(So2, 5 + minute));
        Lines(point).ShouldBe(told);

        point.Instant(At(9), Value(So2, 101));
        point.Instant(At(9, 1), Value(So2, 102));

        Lines(point).ShouldBe(told + 2);
        point.Host.Told.Where(effect => effect.Body is StatusChanged).TakeLast(2).Select(
            effect => effect.Target.ToString())
            .ShouldBe(["regions/130109", "enterprises/E1"]);
    }

    [Fact]
    public void A_clock_does_not_close_the_hours_of_a_device_that_lags_behind_it()
    {
        var point = new PointHost();
        point.TakeAt(At(30), Upload(ObservationKind.RealTime, At(7, 1), Value(So2, 5)));

        point.Host.Feed(new Ticked(At(31)), At(31));
        point.TakeAt(At(31), Upload(ObservationKind.RealTime, At(7, 2), Value(So2, 6)));

        point.State.OpenHour.ShouldBe(At(7));
        point.State.Late.ShouldBe(0);
    }

    [Fact]
    public void A_point_that_is_not_registered_tells_nobody()
    {
        var point = new PointHost();

        point.Instant(At(7), Value(So2, 5));

        point.Host.Told.ShouldBeEmpty();
    }

    [Fact]
    public void A_point_that_moves_leaves_the_rosters_it_was_in()
    {
        var point = new PointHost();
        point.Instant(At(7), Value(So2, 5));
        point.Register(Record() with { Enterprise = EnterpriseId.Parse("E1") }, At(8));

        point.Register(
            Record() with { Enterprise = EnterpriseId.Parse("E2"), Region = RegionCode.Parse("130108") }, At(9));

        point.Host.Told.Where(effect => effect.Body is LeftRoster).Select(effect => effect.Target.ToString())
            .ShouldBe(["regions/130109", "enterprises/E1"]);
    }

    [Fact]
    public void Devices_keep_their_newest_state_and_run_time()
    {
        var point = new PointHost();
        point.TakeAt(At(9), Upload(ObservationKind.DeviceState, At(8, 2), Value(Fan, 1)));
        point.TakeAt(At(9), Upload(ObservationKind.DeviceState, At(8, 1), Value(Fan, 0)));
        point.TakeAt(At(9), Upload(ObservationKind.DeviceRunTime, At(-24), Value(Fan, 23.5m)));
        point.TakeAt(At(9), Upload(ObservationKind.PowerOn, At(6)));
        point.TakeAt(At(9), Upload(ObservationKind.PowerOn, At(5)));

        point.State.Devices.ShouldBe([new DeviceState(Fan, At(8, 2), 1m, At(-24), 23.5m)]);
        point.State.LastPowerOn.ShouldBe(At(6));
    }

    static (EscalationLevel Level, string Reason) Status(PointHost point)
    {
        PointStatus status = PointStatus.Of(point.State);
        return (status.Level, status.LevelReason);
    }

    static int Lines(PointHost point) => point.Host.Told.Count(effect => effect.Body is StatusChanged);
}
