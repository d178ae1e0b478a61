using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Regions.Teller;

namespace Qianliyan.Domain.Tests.Electricity;

/// <summary>
/// The days that an enterprise reads before it judges what a meter told: the one told of, the one before it, and as many
/// of those behind it as the data reach and have come. 20 July is day 0.
/// </summary>
public sealed class PowerPagesTests
{
    static readonly FactorCode Press = FactorCode.Parse("d20401");
    static readonly FactorCode Filter = FactorCode.Parse("d30401");

    static readonly EnterpriseRecord WithFilter = new()
    {
        Id = EnterpriseId.Parse("E1"),
        Name = "钢铁一厂",
        Industry = "C31",
        Region = County,
        Relations = [DeviceRelation.Parse("MN1-44:d20401>MN1-44:d30401")],
    };

    readonly Teller _meter = new(TwinName.Of(new PointId("MN1", "44")));
    readonly EnterpriseFold _fold = new();
    readonly FoldHost<EnterpriseState> _enterprise =
        new(new EnterpriseFold(), TwinName.Of(EnterpriseId.Parse("E1")), PolicyFile.National);

    [Fact]
    public void Minutes_reach_one_day_on()
    {
        Reach(day: 5);

        Days(Minutes(day: 0)).ShouldBe([-1, 0, 1]);
        Days(Minutes(day: 4)).ShouldBe([3, 4, 5]);
        Days(Minutes(day: 5)).ShouldBe([4, 5]);
        Days(Minutes(day: 6)).ShouldBe([5, 6]);
    }

    [Fact]
    public void A_mean_reaches_thirty_one_days_on()
    {
        Reach(day: 40);

        Days(_meter.Hour(Press, At(8), 5m)).ShouldBe(Enumerable.Range(-1, 33));
        Days(_meter.Hour(Press, At(24 * 9 + 8), 5m)).ShouldBe(Enumerable.Range(8, 33));
        Days(_meter.Hour(Press, At(24 * 10 + 8), 5m)).ShouldBe(Enumerable.Range(9, 32));
    }

    [Fact]
    public void An_order_reaches_as_long_as_the_longest_and_to_the_days_of_the_one_that_it_replaces()
    {
        Reach(day: 20);
        Ordered first = Order(day: 0);
        // 0 to 14 with the day before them, and the 61 days that a baseline may be learnt from.
        Days(first).Order().ShouldBe(Enumerable.Range(-61, 76));
        _enterprise.Feed(first, At(24 * 20));

        // Then 10 to 20 of the new one; what both need is named once.
        Days(Order(day: 10)).Order().ShouldBe(Enumerable.Range(-61, 82));
    }

    [Fact]
    public void A_tick_reads_the_days_that_are_over_and_open()
    {
        _enterprise.Feed(Minutes(day: 0), At(9));
        _enterprise.Feed(Minutes(day: 1), At(33));
        _enterprise.Feed(Minutes(day: 2), At(57));

        Days(new Ticked(At(47))).ShouldBe([-1, 0]);
        Days(new Ticked(At(48))).ShouldBe([-1, 0, 1]);
    }

    [Fact]
    public void A_tick_settles_thirty_one_days_and_the_next_one_the_rest()
    {
        for (int day = 0; day < 33; day++)
            _enterprise.Feed(Minutes(day), At(24 * 40));
        BeijingTime now = At(24 * 40);

        Days(new Ticked(now)).ShouldBe(Enumerable.Range(-1, 32));
        _enterprise.Feed(new Ticked(now), now).ShouldBeTrue();
        _enterprise.State.Power.OpenDays.ShouldBe([At(24 * 31).DayNumber, At(24 * 32).DayNumber]);
        _enterprise.EvictAll();
        _enterprise.Feed(new Ticked(now), now).ShouldBeTrue();
        _enterprise.State.Power.OpenDays.ShouldBeEmpty();
        _enterprise.Feed(new Ticked(now), now).ShouldBeFalse();
    }

    [Fact]
    public void A_day_that_was_settled_is_not_opened_again_by_what_comes_late()
    {
        _enterprise.Feed(Minutes(day: 0), At(9));
        _enterprise.Feed(new Ticked(At(36)), At(36));
        _enterprise.State.Power.OpenDays.ShouldBeEmpty();

        _enterprise.Feed(_meter.Hour(Press, At(8), 5m), At(37));

        _enterprise.State.Power.OpenDays.ShouldBeEmpty();
    }

    [Fact]
    public void What_a_device_tells_anew_of_a_day_that_was_written_is_written_again()
    {
        _enterprise.Feed(Minutes(day: 0), At(9));
        _enterprise.EvictAll();
        _enterprise.Feed(_meter.Tells(new PowerTold(Press, At(8), new MinuteStates(3, 3))), At(9));
        _enterprise.EvictAll();
        _enterprise.Feed(_meter.Hour(Press, At(8), 5m), At(9));
        _enterprise.RestoreFromSnapshot();
        _enterprise.Load(PageId.Day(Day));

        var page = (EnterpriseDay)_enterprise.State.Pages.Find(PageId.Day(Day))!;
        DeviceDay day = page.FindDevice(DeviceId.Parse("MN1-44:d20401"))!;
        (day.Minutes[8], day.Means[8]).ShouldBe((new MinuteStates(3, 3), (Exact)5m));
    }

    [Fact]
    public void What_the_eve_changes_on_a_day_that_was_written_is_written_again()
    {
        _enterprise.Feed(new Registered(WithFilter), At(0));
        MinuteStates off = new((1UL << 60) - 1, 0), on = new((1UL << 60) - 1, (1UL << 60) - 1);
        Signalled Told(FactorCode device, int hour, MinuteStates minutes) =>
            _meter.Tells(new PowerTold(device, At(hour), minutes));
        _enterprise.Feed(Told(Press, 23, on), At(24));
        _enterprise.Feed(Told(Filter, 23, off), At(24));
        _enterprise.Feed(Told(Press, 24, new MinuteStates((1UL << 60) - 1, 0b1_1111)), At(25));
        _enterprise.Feed(Told(Filter, 24, off), At(25));
        _enterprise.RestoreFromSnapshot();

        // The filter was on before midnight: 5 minutes are left of 21 July, and 5 > 10 does not hold.
        _enterprise.Feed(Told(Filter, 23, on), At(26));
        _enterprise.RestoreFromSnapshot();
        _enterprise.Load(PageId.Day(At(24)));

        ((EnterpriseDay)_enterprise.State.Pages.Find(PageId.Day(At(24)))!).Own.Count.ShouldBe(0);
    }

    /// <summary>The newest day that a meter told of; its page is all there is.</summary>
    void Reach(int day) => _enterprise.Feed(Minutes(day), At(24 * day + 9));

    Signalled Minutes(int day) => _meter.Tells(new PowerTold(Press, At(24 * day + 8), new MinuteStates(1, 1)));

    static Ordered Order(int day) => new(new EmergencyOrder
    {
        Number = "7",
        From = At(24 * day + 6),
        To = At(24 * day + 20),
        Cut = 0.3m,
    });

    /// <summary>The days of the pages that an entry names, counted from 20 July.</summary>
    int[] Days(EntryBody body)
    {
        var pages = new List<PageId>();
        _fold.PagesFor(_enterprise.State, body, pages);
        return [.. pages.Where(page => page.Kind == PageKind.Day).Select(page => page.Start.DayNumber - Day.DayNumber)];
    }
}
