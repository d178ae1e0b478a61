using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Incinerators;

public sealed class TemperatureTests
{
    readonly FurnaceHost _furnace = new();

    [Fact]
    public void Five_slots_below_850_are_tolerated_with_a_warning()
    {
        _furnace.Slots(0, 5, 849.9m);

        _furnace.Findings.ShouldBeEmpty();
        _furnace.Status.LowSlots.ShouldBe(5);
        _furnace.Status.Level.ShouldBe(EscalationLevel.Warning);
        _furnace.Status.LevelReason.ShouldBe("5 five-minute means below 850 on 2026-07-20, 5 tolerated");
    }

    [Theory]
    [InlineData(2, EscalationLevel.Normal)]
    [InlineData(3, EscalationLevel.Notice)]
    [InlineData(4, EscalationLevel.Notice)]
    [InlineData(5, EscalationLevel.Warning)]
    [InlineData(6, EscalationLevel.Exceeded)]
    public void The_level_climbs_with_the_low_slots(int low, EscalationLevel level)
    {
        _furnace.Slots(100, low, 800);

        _furnace.Status.Level.ShouldBe(level);
    }

    [Fact]
    public void Sixth_slot_below_850_is_a_violation()
    {
        _furnace.Feed(new Registered(FurnaceHost.Registration));
        _furnace.Slots(0, 5, 849);
        _furnace.Slots(5, 200, 900);
        _furnace.Slot(287, 849.99m);

        Finding finding = _furnace.Findings.ShouldHaveSingleItem();
        finding.Id.ShouldBe($"incinerators/P-1:furnace.temperature:a01901:{Teller.Day.UnixSeconds}");
        finding.State.ShouldBe(FindingState.Raised);
        finding.Level.ShouldBe(EscalationLevel.Exceeded);
        (finding.Value, finding.Limit).ShouldBe(((Exact)6m, (Exact)5m));
        finding.Reason.ShouldBe("6 five-minute means of a01901 below 850 on 2026-07-20, more than the 5 tolerated");
        finding.WindowEnd.ShouldBe(BeijingTime.Of(2026, 7, 21));
        (finding.FirstEntry, finding.LastEntry, finding.DecidedBy).ShouldBe((2L, 207L, 207L));
        _furnace.Host.Told.Where(effect => effect.Body is FindingTold { Finding.Class: FindingClass.After }).Select(effect => effect.Target).ShouldBe(
            [TwinName.Of(EnterpriseId.Parse("E1")), TwinName.Of(Teller.County)]);
        _furnace.Status.TemperatureDaysInMonth.ShouldBe(1);
        _furnace.Status.SlotsReceived.ShouldBe(206);
    }

    [Fact]
    public void Exactly_850_is_not_low()
    {
        _furnace.Slots(0, 288, 850);

        _furnace.Status.LowSlots.ShouldBe(0);
        _furnace.Status.SlotsReceived.ShouldBe(288);
        _furnace.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Every_further_low_slot_revises_the_violation_and_raises_no_other()
    {
        _furnace.Slots(0, 8, 840);

        _furnace.Findings.Select(finding => (finding.State, finding.Value)).ShouldBe(
            [(FindingState.Raised, (Exact)6m), (FindingState.Revised, (Exact)7m), (FindingState.Revised, (Exact)8m)]);
        _furnace.Findings.Select(finding => finding.Id).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void A_corrected_slot_withdraws_the_violation()
    {
        _furnace.Slots(0, 6, 840);
        _furnace.Slot(3, 851);

        _furnace.Findings.Select(finding => finding.State).ShouldBe([FindingState.Raised, FindingState.Withdrawn]);
        _furnace.Findings[1].Reason.ShouldBe(
            "5 five-minute means of a01901 below 850 on 2026-07-20, within the 5 tolerated");
        _furnace.Status.Level.ShouldBe(EscalationLevel.Warning);
        _furnace.Status.TemperatureDaysInMonth.ShouldBe(0);
    }

    [Fact]
    public void A_correction_a_month_later_withdraws_it_from_storage()
    {
        _furnace.Slots(0, 6, 840);
        _furnace.Slots(0, 10, 900, day: 35);
        _furnace.Host.EvictAll();
        _furnace.Slot(0, 900);

        _furnace.Findings[^1].State.ShouldBe(FindingState.Withdrawn);
        _furnace.Findings[^1].WindowStart.ShouldBe(Teller.Day);
        _furnace.Status.Day.ShouldBe(Teller.At(24 * 35));
    }

    [Fact]
    public void A_slot_with_a_void_flag_is_neither_received_nor_low()
    {
        _furnace.Slots(0, 5, 840);
        _furnace.Slot(5, 100, flag: DataFlag.Fault);

        _furnace.Findings.ShouldBeEmpty();
        (_furnace.Status.SlotsReceived, _furnace.Status.SlotsVoid, _furnace.Status.LowSlots).ShouldBe((5, 1, 5));
    }

    [Fact]
    public void Low_slots_on_both_sides_of_midnight_count_for_their_own_days()
    {
        _furnace.Slots(285, 3, 840);
        _furnace.Slots(0, 3, 840, day: 1);

        _furnace.Findings.ShouldBeEmpty();
        _furnace.Status.LowSlots.ShouldBe(3);
    }

    [Fact]
    public void Told_twice_counts_once()
    {
        var signals = Enumerable.Range(0, 6).Select(slot => FurnaceHost.Mean(_furnace.Point, slot, 840)).ToArray();
        foreach (Signalled signal in signals)
            _furnace.Feed(signal).ShouldBeTrue();
        string hash = _furnace.Host.StateHash();
        foreach (Signalled signal in signals)
            _furnace.Feed(signal).ShouldBeFalse();

        _furnace.Findings.Count.ShouldBe(1);
        _furnace.Host.StateHash().ShouldBe(hash);
    }

    [Fact]
    public void A_violation_holds_the_level_through_the_next_day_and_its_clean_period()
    {
        LowOnTheFirstDay();
        Tick(Teller.At(24 + 13)).ShouldBeTrue();
        _furnace.Status.Level.ShouldBe(EscalationLevel.Exceeded);
        Tick(Teller.At(24 + 20)).ShouldBeFalse();
        Tick(Teller.At(48)).ShouldBeTrue();
        Tick(Teller.At(71, 59)).ShouldBeFalse();
        _furnace.Status.Level.ShouldBe(EscalationLevel.Exceeded);
        Tick(Teller.At(72)).ShouldBeTrue();

        _furnace.Status.Level.ShouldBe(EscalationLevel.Normal);
    }

    [Fact]
    public void A_violation_is_past_after_a_day_without_data()
    {
        LowOnTheFirstDay();
        _furnace.Host.Feed(FurnaceHost.Mean(_furnace.Point, 0, 900, day: 2), Teller.At(48, 5));

        (_furnace.Status.Level, _furnace.Status.LevelReason).ShouldBe((
            EscalationLevel.Exceeded,
            "more low five-minute means than are tolerated on 2026-07-20; past, kept for its clean period"));
    }

    [Fact]
    public void The_point_registered_for_the_temperature_counts()
    {
        Teller other = Teller.Point("AA");
        for (int slot = 0; slot < 6; slot++)
            _furnace.Feed(FurnaceHost.Mean(other, slot, 100));
        _furnace.Slots(0, 6, 900);
        _furnace.Status.LowSlots.ShouldBe(6);

        _furnace.Feed(new Registered(FurnaceHost.Registration));

        _furnace.Status.LowSlots.ShouldBe(0);
        _furnace.Findings[^1].State.ShouldBe(FindingState.Withdrawn);
    }

    [Fact]
    public void Other_factors_of_five_minutes_are_no_furnace_temperature()
    {
        _furnace.Feed(_furnace.Point.Tells(new MeanTold(
            Observations.ObservationKind.FurnaceTemperature, Teller.So2, Teller.Day, 1m, DataFlag.Normal,
            IsReported: true)));

        _furnace.Status.SlotsReceived.ShouldBe(0);
    }

    [Fact]
    public void A_violation_that_stands_is_told_again_when_its_day_is_over_and_not_slot_by_slot()
    {
        var furnace = new FurnaceHost();

        furnace.Slots(0, 6, 849);
        furnace.Slots(6, 200, 900);
        furnace.Slots(0, 1, 900, day: 1);

        furnace.Findings.Where(finding => finding.Rule == "furnace.temperature")
            .Select(finding => (finding.State, Missing(finding)))
            .ShouldBe([(FindingState.Raised, null), (FindingState.Revised, 288 - 206)]);
    }

    static decimal? Missing(Finding finding) =>
        finding.Figures.SingleOrDefault(figure => figure.Name == "slots missing")?.Value.Value;

    void LowOnTheFirstDay()
    {
        for (int slot = 0; slot < 6; slot++)
            _furnace.Host.Feed(FurnaceHost.Mean(_furnace.Point, slot, 840), Teller.At(1));
    }

    bool Tick(BeijingTime now) => _furnace.Host.Feed(new Ticked(now), now);
}
