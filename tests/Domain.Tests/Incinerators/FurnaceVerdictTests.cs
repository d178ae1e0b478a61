using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Incinerators;

public sealed class FurnaceVerdictTests
{
    const string DayLimit = "furnace.day.limit";

    readonly FurnaceHost _furnace = new();

    static BeijingTime Noon(int day) => Teller.At(24 * day + 12);

    void Hours(decimal value, int day = 0, FactorCode? factor = null, int from = 0, int to = 24)
    {
        for (int hour = from; hour < to; hour++)
        {
            _furnace.Host.Feed(
                _furnace.Point.Hour(factor ?? Teller.So2, Teller.At(24 * day + hour), value), Teller.At(24 * day + hour + 1));
        }
    }

    void DayMean(decimal value, int day = 0, int arrivesAtHour = 25) =>
        _furnace.Host.Feed(
            _furnace.Point.DayMean(Teller.So2, Teller.At(24 * day), value), Teller.At(24 * day + arrivesAtHour));

    bool Mark(
        MarkCode code, int fromHour, int toHour, BeijingTime at, string id = "m", int revision = 1,
        bool isDeleted = false) =>
        _furnace.Host.Feed(
            new Marked(new Mark
            {
                Id = id,
                Code = code,
                Start = Teller.At(fromHour),
                End = toHour == 0 ? default : Teller.At(toHour),
                Source = MarkSource.Enterprise,
                Author = "plant",
                Revision = revision,
                IsDeleted = isDeleted,
            }),
            at);

    bool Tick(BeijingTime now) => _furnace.Host.Feed(new Ticked(now), now);

    [Fact]
    public void A_day_over_its_limit_is_provisional_until_the_deadline_and_then_final()
    {
        Hours(81);
        DayMean(81);
        Finding raised = _furnace.InForce(DayLimit).ShouldHaveSingleItem();
        (raised.State, raised.Standing, raised.Class, raised.Value, raised.Limit)
            .ShouldBe((FindingState.Raised, FindingStanding.Provisional, FindingClass.After, (Exact)81m, (Exact)80m));
        raised.Reason.ShouldBe("mean of 24 hours 81 > limit 80, 0.0125 times over");
        raised.LegalBasis.ShouldBe("Air Law (大气污染防治法) art. 99(2)");

        Tick(Noon(1).AddSeconds(-1)).ShouldBeTrue();
        _furnace.InForce(DayLimit).Single().Standing.ShouldBe(FindingStanding.Provisional);
        Tick(Noon(1)).ShouldBeTrue();
        Finding final = _furnace.InForce(DayLimit).Single();
        (final.State, final.Standing, final.Figures).ShouldBe((FindingState.Revised, FindingStanding.Final, raised.Figures));
        Tick(Noon(1).AddSeconds(1)).ShouldBeFalse();
    }

    [Fact]
    public void A_mark_in_time_withdraws_the_day_and_one_at_noon_does_not()
    {
        Hours(200, to: 4);
        Hours(70, from: 4);
        DayMean(91.7m);
        _furnace.InForce(DayLimit).Count.ShouldBe(1);
        Mark(MarkCode.Fault, 0, 4, Noon(1)).ShouldBeTrue();
        _furnace.InForce(DayLimit).Count.ShouldBe(1);
        Mark(MarkCode.Fault, 0, 4, Noon(1).AddSeconds(-1), id: "in time").ShouldBeTrue();

        _furnace.InForce(DayLimit).ShouldBeEmpty();
        Finding withdrawn = _furnace.Findings.Last(finding => finding.Rule == DayLimit);
        (withdrawn.State, withdrawn.Value, withdrawn.Reason)
            .ShouldBe((FindingState.Withdrawn, (Exact)70m, "mean of the 20 hours left 70 ≤ limit 80"));
        _furnace.Status.EmissionDaysInMonth.ShouldBe(0);
    }

    [Fact]
    public void A_mark_that_is_deleted_in_time_raises_the_day_again()
    {
        Mark(MarkCode.Fault, 0, 4, Teller.At(5));
        // (4 x 190 + 20 x 70) / 24 = 90
        Hours(190, to: 4);
        Hours(70, from: 4);
        DayMean(90);
        _furnace.InForce(DayLimit).ShouldBeEmpty();
        Mark(MarkCode.Fault, 0, 4, Teller.At(30), revision: 2, isDeleted: true);

        _furnace.InForce(DayLimit).Single().Value.ShouldBe((Exact)90m);
        Mark(MarkCode.Fault, 0, 4, Teller.At(30), revision: 2).ShouldBeFalse();
    }

    [Fact]
    public void A_mark_for_an_earlier_day_takes_the_budget_from_a_later_one()
    {
        // 57 h of the year are used in January; the marks of both days together do not fit into 60.
        var january = BeijingTime.Of(2026, 1, 10);
        _furnace.Host.Feed(
            new Marked(new Mark
            {
                Id = "january",
                Code = MarkCode.Fault,
                Start = january,
                End = january.AddSeconds(57 * 3600),
                Source = MarkSource.Bureau,
                Author = "bureau",
            }),
            january);
        Mark(MarkCode.Fault, 24, 27, Teller.At(30), id: "second");
        Hours(80);
        Hours(500, day: 1, to: 3);
        Hours(70, day: 1, from: 3);
        Tick(Teller.At(48));
        _furnace.InForce(DayLimit).ShouldBeEmpty();
        _furnace.Host.EvictAll();
        _furnace.Host.RestoreFromSnapshot();

        // One hour of the first day, marked before its deadline: only two of the three hours are left for the second.
        Mark(MarkCode.Fault, 3, 4, Noon(1).AddSeconds(-1), id: "first");
        Finding finding = _furnace.InForce(DayLimit).ShouldHaveSingleItem();
        finding.WindowStart.ShouldBe(Teller.At(24));
        // (500 + 21 x 70) / 22 = 1970 / 22
        finding.Value.ShouldBe(Exact.From(1970m / 22));
        finding.Figures.Single(figure => figure.Name == "hours beyond budget").Value.ShouldBe(1m);
        _furnace.InForce("furnace.budget.startStop").Single().Class.ShouldBe(FindingClass.During);
    }

    [Fact]
    public void A_restricted_budget_warns_before_it_is_used_up()
    {
        _furnace.Slot(0, 900, day: 3);
        Mark(MarkCode.Fault, 0, 48, Teller.At(5));
        Finding notice = _furnace.InForce("furnace.budget.startStop").ShouldHaveSingleItem();
        (notice.Class, notice.Level, notice.Value, notice.Limit)
            .ShouldBe((FindingClass.Before, EscalationLevel.Notice, (Exact)48m, (Exact)60m));
        Mark(MarkCode.Fault, 48, 60, Teller.At(6), id: "more");
        _furnace.InForce("furnace.budget.startStop").Single().Level.ShouldBe(EscalationLevel.Warning);
    }

    [Theory]
    [InlineData(30, 0)]
    [InlineData(31, 1)]
    public void More_than_30_hours_of_maintenance_in_a_quarter_are_an_offence(int hours, int findings)
    {
        _furnace.Slot(0, 900, day: 3);
        Mark(MarkCode.CemsMaintenance, 0, hours, Teller.At(1));

        _furnace.InForce("furnace.cems.maintenance").Count.ShouldBe(findings);
        if (findings == 0)
            return;
        Finding finding = _furnace.InForce("furnace.cems.maintenance").Single();
        (finding.Value, finding.Limit, finding.WindowStart, finding.WindowEnd).ShouldBe(
            ((Exact)31m, (Exact)30m, BeijingTime.Of(2026, 7, 1), BeijingTime.Of(2026, 10, 1)));
        finding.LegalBasis.ShouldNotBeNull();
    }

    [Fact]
    public void Low_slots_under_a_mark_are_no_violation()
    {
        for (int slot = 0; slot < 12; slot++)
            _furnace.Host.Feed(FurnaceHost.Mean(_furnace.Point, slot, 700), Teller.At(1));
        _furnace.InForce("furnace.temperature").Count.ShouldBe(1);
        Mark(MarkCode.Stopping, 0, 1, Teller.At(2));

        _furnace.InForce("furnace.temperature").ShouldBeEmpty();
        _furnace.Status.LowSlots.ShouldBe(0);
        _furnace.InForce("furnace.slots.near").ShouldBeEmpty();
    }

    [Fact]
    public void Feeding_below_850_while_drying_is_marked_calls_the_plant()
    {
        FactorCode feed = RuleFeed;
        Mark(MarkCode.Drying, 0, 6, Teller.At(0));
        for (int slot = 0; slot < 12; slot++)
            _furnace.Host.Feed(FurnaceHost.Mean(_furnace.Point, slot, 600), Teller.At(1));
        _furnace.Host.Feed(_furnace.Point.Hour(feed, Teller.At(0), 50m), Teller.At(1));

        Finding finding = _furnace.InForce("furnace.mark.contradiction").ShouldHaveSingleItem();
        (finding.Class, finding.Reason).ShouldBe((FindingClass.During, "00:00 fedWhileDrying at 600 ℃"));
        _furnace.InForce("furnace.mark.order").Single().Reason.ShouldBe("00:00 正常运行→烘炉");
    }

    [Fact]
    public void The_pace_of_a_day_warns_before_it_is_over_and_stays_a_warning()
    {
        Hours(120, to: 12);
        Finding warning = _furnace.InForce("furnace.day.pace").ShouldHaveSingleItem();
        (warning.Class, warning.Level, warning.Reason).ShouldBe((
            FindingClass.Before, EscalationLevel.Notice,
            "mean of 12 hours 120; to stay within 80 the 12 hours left may have at most 40"));
        Hours(170, from: 12, to: 16);

        _furnace.InForce("furnace.day.pace").Single().Level.ShouldBe(EscalationLevel.Warning);
        _furnace.InForce(DayLimit).ShouldBeEmpty();
    }

    [Fact]
    public void A_third_violation_of_the_month_tells_of_the_subsidy()
    {
        DayMean(81);
        DayMean(81, day: 1);
        _furnace.InForce("furnace.subsidy").ShouldBeEmpty();
        for (int slot = 0; slot < 6; slot++)
            _furnace.Host.Feed(FurnaceHost.Mean(_furnace.Point, slot, 800, day: 1), Teller.At(30));

        Finding finding = _furnace.InForce("furnace.subsidy").ShouldHaveSingleItem();
        (finding.Value, finding.Limit, finding.Standing).ShouldBe(((Exact)3m, (Exact)3m, FindingStanding.Provisional));
        finding.Reason.ShouldContain("restored from 2026-08-21 at the earliest");
        Tick(Noon(2));
        _furnace.InForce("furnace.subsidy").Single().Standing.ShouldBe(FindingStanding.Final);
    }

    [Fact]
    public void A_stricter_limit_of_the_point_prevails()
    {
        _furnace.Feed(new Registered(FurnaceHost.Registration));
        DayMean(70);
        _furnace.InForce(DayLimit).ShouldBeEmpty();
        Outlet(new FactorLimit(Teller.So2, LimitPeriod.Day, 50m, default, "permit", "table 1"));

        Finding found = _furnace.InForce(DayLimit).ShouldHaveSingleItem();
        (found.Limit, found.Clause).ShouldBe(((Exact)50m, "table 1"));
    }

    [Fact]
    public void The_stricter_limit_goes_with_the_point_that_leaves()
    {
        _furnace.Feed(new Registered(FurnaceHost.Registration));
        Outlet(new FactorLimit(Teller.So2, LimitPeriod.Day, 50m, default, "permit", Clause: null));
        _furnace.Feed(_furnace.Point.Tells(new LeftRoster()));
        DayMean(70);

        _furnace.InForce(DayLimit).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a21026", LimitPeriod.Hour)]
    [InlineData("a21002", LimitPeriod.Day)]
    public void A_stricter_limit_of_an_hour_or_of_another_pollutant_does_not(string factor, LimitPeriod period)
    {
        _furnace.Feed(new Registered(FurnaceHost.Registration));
        Outlet(new FactorLimit(FactorCode.Parse(factor), period, 50m, default, "permit", Clause: null));
        DayMean(70);

        _furnace.InForce(DayLimit).ShouldBeEmpty();
    }

    [Fact]
    public void The_outlet_is_told_each_verdict_once_and_when_it_changes()
    {
        _furnace.Feed(new Registered(FurnaceHost.Registration));
        DayMean(81);
        DayMean(82);
        DayMean(80);

        _furnace.Host.Told.Where(effect => effect.Body is DayVerdictTold).ShouldBe(
        [
            new Effect(_furnace.Point.Name, new DayVerdictTold(Teller.So2, Teller.Day, VerdictKind.Over)),
            new Effect(_furnace.Point.Name, new DayVerdictTold(Teller.So2, Teller.Day, VerdictKind.Within)),
        ]);
    }

    [Fact]
    public void Another_outlet_is_told_the_verdicts_of_the_newest_day_and_the_former_that_its_days_are_its_own()
    {
        var other = new PointId("MN2", "31");
        _furnace.Feed(new Registered(FurnaceHost.Registration));
        DayMean(81);
        int before = _furnace.Host.Told.Count;
        _furnace.Feed(new Registered(FurnaceHost.Registration with { EmissionPoint = other }));

        Effect[] told = [.. _furnace.Host.Told.Skip(before).Where(effect => effect.Target.Kind == TwinKind.Point)];
        told.ShouldBe(
        [
            new Effect(_furnace.Point.Name, new OutletClaimed(new PointId("MN1", "31"), IsClaimed: false)),
            new Effect(TwinName.Of(other), new OutletClaimed(other, IsClaimed: true)),
            new Effect(TwinName.Of(other), new DayVerdictTold(Teller.So2, Teller.Day, VerdictKind.Over)),
        ]);
    }

    [Fact]
    public void An_outlet_is_told_the_conditions_marked_and_another_all_of_them()
    {
        var other = new PointId("MN2", "31");
        _furnace.Feed(new Registered(FurnaceHost.Registration));
        Mark idle = ConditionOf("a", MarkCode.Idle);
        _furnace.Feed(new Marked(idle));
        _furnace.Feed(new Marked(idle));
        _furnace.Feed(new Marked(ConditionOf("b", MarkCode.CemsMaintenance)));
        _furnace.Feed(new Marked(idle with { Revision = 2, IsDeleted = true }));
        _furnace.Feed(new Registered(FurnaceHost.Registration with { EmissionPoint = other }));

        _furnace.Host.Told.Where(effect => effect.Body is MarkTold).ShouldBe(
        [
            new Effect(_furnace.Point.Name, new MarkTold(idle, FurnaceHost.Now)),
            new Effect(_furnace.Point.Name, new MarkTold(idle with { Revision = 2, IsDeleted = true }, FurnaceHost.Now)),
            new Effect(TwinName.Of(other), new MarkTold(idle, FurnaceHost.Now)),
            new Effect(TwinName.Of(other), new MarkTold(idle with { Revision = 2, IsDeleted = true }, FurnaceHost.Now)),
        ]);
    }

    static Mark ConditionOf(string id, MarkCode code) => new()
    {
        Id = id,
        Code = code,
        Start = Teller.At(8),
        End = Teller.At(9),
        Source = MarkSource.Enterprise,
        Author = "plant",
    };

    void Outlet(FactorLimit limit) => _furnace.Host.Feed(
        _furnace.Point.Tells(new OutletTold(new PointRecord
        {
            Id = new PointId("MN1", "31"),
            Name = "outlet",
            Kind = PointKind.IncineratorFlueGas,
            Region = Teller.County,
            Limits = [limit],
            MinuteInterval = 10,
        })),
        Teller.At(26));

    [Fact]
    public void A_condition_word_of_a_device_makes_a_mark_that_exempts_nothing_by_default()
    {
        FactorCode condition = FactorCode.Parse("p99101");
        void Says(string word, int hour) => _furnace.Host.Feed(
            _furnace.Point.Tells(new ConditionTold(condition, FactorCode.Parse(word), Teller.At(hour))), Teller.At(hour));

        Says("St", 2);
        Says("St", 3);
        Says("??", 4);
        Says("N", 6);
        Hours(200, to: 6);
        Hours(70, from: 6);
        Tick(Teller.At(24));

        Mark mark = _furnace.Host.State.Marks.Set.Current.ShouldHaveSingleItem();
        (mark.Code, mark.Source, mark.Start, mark.End, mark.Revision, mark.Author).ShouldBe(
            (MarkCode.Stopping, MarkSource.Device, Teller.At(2), Teller.At(6), 2, "points/MN1-31"));
        _furnace.InForce(DayLimit).Count.ShouldBe(1);
    }

    static FactorCode RuleFeed => PolicyFile.National.Furnace.Condition.FeedFactor;
}
