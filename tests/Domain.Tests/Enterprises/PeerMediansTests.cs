using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Enterprises;

/// <summary>What an enterprise tells outlets of the others like them. The day is 20 July.</summary>
public sealed class PeerMediansTests
{
    static readonly BeijingTime Day = Teller.Day;
    static readonly FactorCode So2 = Teller.So2;

    readonly FoldHost<EnterpriseState> _enterprise =
        new(new EnterpriseFold(), TwinName.Of(EnterpriseId.Parse("E1")), PolicyFile.National);
    readonly Dictionary<string, Teller> _outlets = new(StringComparer.Ordinal);

    [Fact]
    public void Each_is_told_the_others_by_the_first_tick_of_the_second_day_after()
    {
        Tell("MN1", 80, 81);
        Tell("MN2", 90, 91);
        Tell("MN3", 100);

        Tick(47, 59).ShouldBeFalse();
        Told().ShouldBeEmpty();
        Tick(48, 0).ShouldBeTrue();

        // MN1: 90 and 100. In the second hour it has 91 alone, and MN3 has 81 and 91.
        Told().ShouldBe(["MN1 a21026 100", "MN2 a21026 100", "MN3 a21026 90 91"]);
    }

    [Fact]
    public void A_tick_that_has_nothing_to_tell_is_repeated()
    {
        Tell("MN1", 80);
        Tell("MN2", 90);
        Tell("MN3", 100);
        Tick(48, 0);
        Told();

        Tick(48, 5).ShouldBeFalse();
        Tick(72, 0).ShouldBeTrue();
        Told().ShouldBeEmpty();
    }

    [Fact]
    public void A_late_hour_is_told_by_the_next_tick_to_those_whose_medians_it_changes()
    {
        Tell("MN1", 80);
        Tell("MN2", 90);
        Tell("MN3", 100);
        Tell("MN4", 110);
        Tick(48, 0);
        // The middle of three: MN1 of 90, 100 and 110; MN2 of 80, 100 and 110; MN3 of 80, 90 and 110; MN4 of 80, 90 and 100.
        Told().ShouldBe(["MN1 a21026 100", "MN2 a21026 100", "MN3 a21026 90", "MN4 a21026 90"]);

        Tell("MN2", 105);
        Told().ShouldBeEmpty();
        Tick(50, 0).ShouldBeTrue();

        // MN1 of 100, 105 and 110; MN3 of 80, 105 and 110; MN4 of 80, 100 and 105. MN2 has others beside it alone.
        Told().ShouldBe(["MN1 a21026 105", "MN3 a21026 105", "MN4 a21026 100"]);
    }

    [Fact]
    public void What_is_told_again_as_it_was_changes_nothing()
    {
        Tell("MN1", 80);
        Tell("MN2", 90);
        Tell("MN3", 100);
        Tick(48, 0);
        Told();

        Tell("MN2", 90);
        Tick(50, 0).ShouldBeFalse();
    }

    [Fact]
    public void Two_outlets_have_no_median_and_are_told_nothing()
    {
        Tell("MN1", 80);
        Tell("MN2", 90);
        Tick(48, 0);
        Told().ShouldBeEmpty();
    }

    [Fact]
    public void An_outlet_that_the_others_lose_leaves_them_without_a_median()
    {
        Tell("MN1", 80);
        Tell("MN2", 90);
        Tell("MN3", 100);
        Tick(48, 0);
        Told();

        Tell("MN3");
        Tick(50, 0);
        Told().ShouldBe(["MN1", "MN2", "MN3"]);
    }

    [Fact]
    public void Groups_do_not_mix()
    {
        Tell("MN1", 80);
        Tell("MN2", 90);
        Tell("MN3", 100);
        TellAs("like:kilns", "MN4", 10);
        TellAs("like:kilns", "MN5", 20);
        Tick(48, 0);
        Told().ShouldBe(["MN1 a21026 100", "MN2 a21026 100", "MN3 a21026 90"]);
    }

    [Fact]
    public void An_outlet_that_tells_the_same_hours_of_another_group_leaves_the_one_it_was_of()
    {
        Tell("MN1", 80);
        Tell("MN2", 90);
        Tell("MN3", 100);
        Tell("MN4", 110);
        Tick(48, 0);
        Told();

        TellAs("like:kilns", "MN4", 110);
        Tick(50, 0);

        // Of the two that are left beside each the upper: MN1 of 90 and 100, as before; MN2 of 80 and 100, as before; MN3
        // of 80 and 90, as before. MN4 is alone.
        Told().ShouldBe(["MN4"]);
    }

    [Fact]
    public void What_was_told_is_known_again_from_the_page()
    {
        Tell("MN1", 80);
        Tell("MN2", 90);
        Tell("MN3", 100);
        Tick(48, 0);
        Told();
        _enterprise.EvictAll();
        _enterprise.RestoreFromSnapshot();

        Tell("MN3", 105);
        _enterprise.EvictAll();
        _enterprise.RestoreFromSnapshot();
        Tick(50, 0);

        // MN1 and MN2 have 105 as the upper of two now; MN3 has 90 beside it as before.
        Told().ShouldBe(["MN1 a21026 105", "MN2 a21026 105"]);
    }

    [Fact]
    public void The_median_of_a_factor_is_told_to_those_that_measure_it_alone()
    {
        Tell("MN1", 80);
        OfTwo("MN2", so2: 90, nox: 200);
        OfTwo("MN3", so2: 100, nox: 210);
        OfTwo("MN4", so2: 110, nox: 220);
        Tick(48, 0);

        Told().ShouldBe(
        [
            "MN1 a21026 100",
            "MN2 a21026 100 a21002 220",
            "MN3 a21026 90 a21002 220",
            "MN4 a21026 90 a21002 210",
        ]);
    }

    [Fact]
    public void A_tick_that_tells_no_new_median_leaves_the_page_as_it_is()
    {
        Tell("MN1", 80);
        Tell("MN2", 90);
        _enterprise.EvictAll();
        Tick(48, 0);

        _enterprise.State.Pages.All.Single(page => page.Id == PageId.Day(Day)).IsDirty.ShouldBeFalse();
    }

    [Fact]
    public void More_days_than_a_tick_takes_wait_for_the_next()
    {
        for (int day = 0; day < 50; day++)
        {
            foreach (string mn in (string[])["MN1", "MN2", "MN3"])
                Of(mn, "like:boilers", Day.AddSeconds(day * 86_400L), 80);
        }

        BeijingTime now = Day.AddSeconds(60 * 86_400L);
        _enterprise.Feed(new Ticked(now), now);
        Told().Length.ShouldBe(3 * 40);
        _enterprise.EvictAll();
        _enterprise.Feed(new Ticked(now), now).ShouldBeTrue();
        Told().Length.ShouldBe(3 * 10);
        _enterprise.Feed(new Ticked(now), now).ShouldBeFalse();
    }

    [Fact]
    public void The_pages_of_days_that_were_told_leave_memory()
    {
        Tell("MN1", 80);
        Tell("MN2", 90);
        Tell("MN3", 100);
        Tick(48, 0);
        Tick(72, 0);
        _enterprise.EvictAll();
        _enterprise.State.Pages.All.ShouldBeEmpty();
    }

    void Tell(string mn, params decimal[] hours) => TellAs("like:boilers", mn, hours);

    void TellAs(string group, string mn, params decimal[] hours) => Of(mn, group, Day, hours);

    void Of(string mn, string group, BeijingTime day, params decimal[] hours)
    {
        if (!_outlets.TryGetValue(mn, out Teller? outlet))
            _outlets[mn] = outlet = Teller.Point(mn);
        var values = new Exact[FactorHours.InDay];
        for (int hour = 0; hour < hours.Length; hour++)
            values[hour] = hours[hour];
        ValueList<FactorHours> factors = hours.Length == 0 ? [] : [new FactorHours(So2, [.. values])];
        _enterprise.Feed(outlet.Tells(new HoursTold(group, day, factors)), day.AddSeconds(36 * 3600));
    }

    void OfTwo(string mn, decimal so2, decimal nox)
    {
        _outlets[mn] = Teller.Point(mn);
        ValueList<FactorHours> factors = [FirstHour(So2, so2), FirstHour(Teller.Nox, nox)];
        _enterprise.Feed(
            _outlets[mn].Tells(new HoursTold("like:boilers", Day, factors)), Day.AddSeconds(36 * 3600));
    }

    static FactorHours FirstHour(FactorCode factor, decimal value) =>
        new(factor, [value, .. Enumerable.Repeat(Exact.None, FactorHours.InDay - 1)]);

    bool Tick(int hour, int minute) => _enterprise.Feed(new Ticked(Teller.At(hour, minute)), Teller.At(hour, minute));

    /// <summary>What was told since, up to the last hour with a median.</summary>
    string[] Told()
    {
        string[] told =
        [
            .. from effect in _enterprise.Told
               let peers = effect.Body as PeersTold
               where peers is not null
               select string.Join(' ', peers.Factors.Select(Words).Prepend(effect.Target.Id.Split('-')[0])),
        ];
        _enterprise.Told.Clear();
        return told;
    }

    static string Words(FactorHours factor) =>
        $"{factor.Factor} {string.Join(' ', factor.Hours.Select(hour => hour.HasValue ? $"{hour}" : "-"))}".TrimEnd(' ', '-');
}
