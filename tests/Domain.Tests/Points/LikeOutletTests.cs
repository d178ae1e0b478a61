using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

/// <summary>What a point tells of its hours for others like it, and what it makes of theirs.</summary>
public sealed class LikeOutletTests
{
    static readonly TwinName Plant = TwinName.Of(EnterpriseId.Parse("E1"));

    readonly PointHost _point = new();
    readonly Teller _enterprise = new(Plant);
    int _hour;

    [Fact]
    public void The_hours_of_a_day_are_told_once_when_the_day_is_looked_at()
    {
        Register("like:boilers");
        Usual(35);
        HoursTold().ShouldBeEmpty();
        Usual(40);

        (string group, BeijingTime day, ValueList<FactorHours> factors) = HoursTold()[0];
        (group, day).ShouldBe(("like:boilers", Day));
        FactorHours hours = factors.ShouldHaveSingleItem();
        hours.Factor.ShouldBe(So2);
        hours.Hours.ShouldBe(Enumerable.Range(0, 24).Select(hour => (Exact)WatchedPoint.UsualAt(hour)));
        HoursTold().Select(told => told.Day).ShouldBe([Day, At(24)]);
    }

    [Theory]
    [InlineData()]
    [InlineData("焚烧")]
    [InlineData("alike:boilers")]
    public void A_point_without_such_a_tag_tells_nothing_and_keeps_nothing(params string[] tags)
    {
        Register(tags);
        Usual(80);
        HoursTold().ShouldBeEmpty();
        _point.State.Seen.ShouldBeNull();
    }

    [Fact]
    public void The_first_such_tag_names_the_group()
    {
        Register("焚烧", "like:kilns", "like:boilers");
        Usual(40);
        HoursTold().ShouldHaveSingleItem().Group.ShouldBe("like:kilns");
    }

    [Fact]
    public void Hours_that_do_not_stand_for_the_plant_are_left_out()
    {
        Register("like:boilers");
        Report(80, DataFlag.Normal);
        Report(80, DataFlag.Off);
        Report(80, DataFlag.Maintenance);
        Report(80, DataFlag.OverRange);
        Report(80, DataFlag.Normal);
        Usual(40);

        HoursTold()[0].Factors[0].Hours.Take(6).Select(hour => hour.HasValue)
            .ShouldBe([true, false, false, false, true, true]);
    }

    [Fact]
    public void Late_hours_and_marks_are_told_and_nothing_else_is_told_again()
    {
        Register("like:boilers");
        Usual(40);
        _point.TakeAt(At(_hour, 1), Upload(Observations.ObservationKind.Hour, At(3), Value(So2, 50)));
        Usual(3);
        HoursTold().Select(told => told.Factors[0].Hours[3].Value).ShouldBe([82.1m, 50]);

        _point.TakeAt(At(_hour, 1), Upload(Observations.ObservationKind.Hour, At(3), Value(So2, 50)));
        Usual(3);
        HoursTold().Count.ShouldBe(2);
    }

    [Fact]
    public void A_day_keeps_the_group_that_it_was_told_with()
    {
        Register("like:boilers");
        Usual(40);
        Register("like:kilns");
        _point.TakeAt(At(_hour, 1), Upload(Observations.ObservationKind.Hour, At(3), Value(So2, 50)));
        Usual(30);

        HoursTold().Select(told => (told.Day, told.Group)).ShouldBe(
            [(Day, "like:boilers"), (Day, "like:boilers"), (At(24), "like:kilns")]);
    }

    [Fact]
    public void What_is_told_of_its_like_lets_the_detectors_see_the_day_again()
    {
        Register("like:boilers");
        UsualWithPeers(days: 4);
        for (int i = 0; i < 24; i++)
            Report(WatchedPoint.UsualAt(_hour) / 3, DataFlag.Normal);
        Usual(24);
        Gaps().ShouldBeEmpty();
        TellPeers(4, 80);
        Usual(1);

        // 26.7 to 80 is a third of the usual 80.1 to 80.
        Finding gap = Gaps().ShouldHaveSingleItem();
        (gap.State, gap.WindowStart, gap.Standing).ShouldBe((FindingState.Raised, At(96), FindingStanding.Provisional));
        (gap.Value, gap.Limit).ShouldBe((Exact.From(WatchedPoint.UsualAt(115) / 3), 80m));

        TellPeers(4, 30);
        Usual(1);
        // 26.7 to 30: a ratio of 0.89.
        Gaps()[^1].State.ShouldBe(FindingState.Withdrawn);
    }

    [Fact]
    public void What_was_seen_of_the_enterprise_is_dropped()
    {
        Register("like:boilers");
        Usual(50);
        var first = _enterprise.Tells(new PeersTold(Day, Constant(80)));
        var second = _enterprise.Tells(new PeersTold(Day, Constant(90)));
        _point.Host.Feed(first, At(50)).ShouldBeTrue();
        _point.Host.Feed(second, At(50)).ShouldBeTrue();
        _point.Host.RestoreFromSnapshot();
        _point.Host.Feed(first, At(50)).ShouldBeFalse();
        _point.DayOf(Day).Peers.ShouldBe(Constant(90));
    }

    [Fact]
    public void A_day_without_an_hour_that_runs_tells_nothing()
    {
        Register("like:boilers");
        for (int hour = 0; hour < 40; hour++)
            Report(80, DataFlag.Off);
        HoursTold().ShouldBeEmpty();
    }

    [Fact]
    public void What_is_told_again_as_it_was_sends_the_detectors_nowhere()
    {
        Register("like:boilers");
        Usual(50);
        _point.Host.EvictAll();
        _point.Host.Feed(_enterprise.Tells(new PeersTold(Day, Constant(80))), At(_hour));
        _point.State.Watched.Again.ShouldBe(Day.DayNumber);
        _point.Host.EvictAll();
        Usual(1);
        _point.State.Watched.Again.ShouldBe(0);

        _point.Host.Feed(_enterprise.Tells(new PeersTold(Day, Constant(80))), At(_hour));
        _point.State.Watched.Again.ShouldBe(0);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void A_day_further_back_than_the_late_days_is_not_seen_again(int daysBack, bool isSeen)
    {
        Register("like:boilers");
        Usual(24 * 8 + 14);
        int seenTo = _point.State.Watched.SeenTo;
        seenTo.ShouldBe(At(24 * 8).DayNumber);

        var day = BeijingTime.StartOf(seenTo - daysBack);
        _point.Host.Feed(_enterprise.Tells(new PeersTold(day, Constant(80))), At(_hour));

        _point.State.Watched.Again.ShouldBe(isSeen ? day.DayNumber : 0);
    }

    void Register(params string[] tags) => _point.Register(
        Record() with { Enterprise = EnterpriseId.Parse("E1"), Tags = [.. tags] }, At(_hour));

    void Report(decimal value, DataFlag flag)
    {
        _point.Hour(_hour, Value(So2, value, flag));
        _point.Tick(At(++_hour, 15));
    }

    void Usual(int hours)
    {
        for (int i = 0; i < hours; i++)
            Report(WatchedPoint.UsualAt(_hour), DataFlag.Normal);
    }

    /// <summary>Whole days beside others at 80, which are told two days later; all that were reported are told.</summary>
    void UsualWithPeers(int days)
    {
        for (int day = 0; day < days; day++)
        {
            Usual(24);
            TellPeers(day, 80);
        }
    }

    void TellPeers(int day, decimal value) => _point.Host.Feed(
        _enterprise.Tells(new PeersTold(At(24 * day), Constant(value))), At(_hour, 16));

    static ValueList<FactorHours> Constant(decimal value) =>
        [new FactorHours(So2, [.. Enumerable.Repeat((Exact)value, FactorHours.InDay)])];

    List<HoursTold> HoursTold() =>
        [.. _point.Host.Told.Where(effect => effect.Target == Plant).Select(effect => effect.Body).OfType<HoursTold>()];

    List<Finding> Gaps() => [.. _point.Findings.Where(finding => finding.Rule == "data.peerGap")];
}
