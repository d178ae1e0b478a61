using CsCheck;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Regions.Teller;

namespace Qianliyan.Domain.Tests.Electricity;

/// <summary>An enterprise whose press (d20401) must not run without its filter (d30401).</summary>
public sealed class PowerFoldTests
{
    static readonly FactorCode Press = FactorCode.Parse("d20401");
    static readonly FactorCode Filter = FactorCode.Parse("d30401");

    static readonly EnterpriseRecord Registration = new()
    {
        Id = EnterpriseId.Parse("E1"),
        Name = "钢铁一厂",
        Industry = "C31",
        Region = County,
        Relations = [DeviceRelation.Parse("MN1-44:d20401>MN1-44:d30401")],
    };

    readonly FoldHost<EnterpriseState> _enterprise = Host();
    readonly Teller _meter = Meter();

    public PowerFoldTests() => Feed(new Registered(Registration));

    EnterpriseStatus Status => (EnterpriseStatus)new EnterpriseFold().Describe(_enterprise.State);

    List<Finding> Findings => _enterprise.Findings;

    [Theory]
    [InlineData(10, 0)]
    [InlineData(11, 1)]
    public void A_filter_that_starts_eleven_minutes_late_is_found(int minutes, int findings)
    {
        Feed(Minutes(Press, 8, from: 0, to: 60));
        Feed(Minutes(Filter, 8, from: minutes, to: 60, knownFrom: 0));

        Finding[] last = [.. InForce()];
        last.Length.ShouldBe(findings);
        if (findings == 0)
            return;
        (last[0].Rule, last[0].HasEnded, last[0].Class, last[0].Level).ShouldBe(
            ("electricity.lag", true, FindingClass.During, EscalationLevel.Warning));
        (last[0].WindowStart, last[0].WindowEnd, last[0].Value).ShouldBe((At(8), At(8, 11), (Exact)11m));
        last[0].Reason.ShouldBe("MN1-44:d30401 off for 11 minutes while MN1-44:d20401 is on; 10 allowed");
    }

    [Fact]
    public void While_it_goes_on_it_is_told_once_and_lifts_the_level_which_falls_after_its_clean_period()
    {
        Feed(Minutes(Filter, 8, from: 60, to: 60, knownFrom: 0, knownTo: 31));
        Feed(Minutes(Press, 8, from: 0, to: 16));
        Feed(Minutes(Press, 8, from: 0, to: 31));
        Findings.ShouldHaveSingleItem().Reason.ShouldBe(
            "MN1-44:d30401 off for more than 10 minutes while MN1-44:d20401 is on");
        (Status.Level, Status.LevelReason).ShouldBe((EscalationLevel.Warning, Findings[0].Reason));
        Feed(Minutes(Press, 8, from: 0, to: 31, knownTo: 60));

        Findings.Count.ShouldBe(2);
        (Findings[1].State, Findings[1].HasEnded, Findings[1].Value).ShouldBe(
            (FindingState.Revised, true, (Exact)31m));
        // It was known at 12:00 that it was over; a warning is kept for 6 hours.
        Status.LevelReason.ShouldBe($"{Findings[1].Reason}; past, kept for its clean period");
        _enterprise.Feed(new Ticked(At(17, 59)), At(17, 59)).ShouldBeFalse();
        _enterprise.Feed(new Ticked(At(18)), At(18)).ShouldBeTrue();
        (Status.Level, Status.LevelReason).ShouldBe((EscalationLevel.Normal, ""));
        _enterprise.State.OwnHold.ShouldBeNull();
        _enterprise.Told.Count(effect => effect.Body is FindingTold && effect.Target == TwinName.Of(County)).ShouldBe(2);
    }

    [Fact]
    public void Two_presses_beside_one_filter_are_told_once_each_and_taken_note_of_by_their_own_ids()
    {
        Feed(new Registered(Registration with
        {
            Relations = [.. Registration.Relations, DeviceRelation.Parse("MN1-44:d20402>MN1-44:d30401")],
        }));
        Feed(Minutes(Press, 8, from: 0, to: 60));
        Feed(Minutes(FactorCode.Parse("d20402"), 8, from: 0, to: 60));
        Feed(Minutes(Filter, 8, from: 11, to: 60, knownFrom: 0));
        Feed(Minutes(Press, 10, from: 0, to: 60));
        _enterprise.RestoreFromSnapshot();
        Feed(Minutes(Filter, 10, from: 0, to: 60));

        string window = $"enterprises/E1:electricity.lag:d30401:{At(8).UnixSeconds}:MN1-44:d30401 beside ";
        Findings.Select(finding => (finding.Id, finding.State)).ShouldBe(
            [($"{window}MN1-44:d20401", FindingState.Raised), ($"{window}MN1-44:d20402", FindingState.Raised)]);
        Feed(new Acknowledged("li", At(12), Findings[1].Id)).ShouldBeTrue();
        Feed(new Acknowledged("li", At(12), Findings[0].Id)).ShouldBeTrue();
    }

    [Fact]
    public void Late_minutes_that_show_the_filter_on_take_it_back()
    {
        Feed(Minutes(Press, 8, from: 0, to: 60));
        Feed(Minutes(Filter, 8, from: 60, to: 60, knownFrom: 0));
        _enterprise.EvictAll();
        Feed(Minutes(Filter, 8, from: 0, to: 60));

        Findings.Select(finding => finding.State).ShouldBe([FindingState.Raised, FindingState.Withdrawn]);
        Status.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_relation_may_allow_more()
    {
        Feed(new Registered(Registration with
        {
            Relations = [DeviceRelation.Parse("MN1-44:d20401>MN1-44:d30401>30")],
        }));
        Feed(Minutes(Press, 8, from: 0, to: 60));
        Feed(Minutes(Filter, 8, from: 30, to: 60, knownFrom: 0));
        Findings.ShouldBeEmpty();
        Feed(Minutes(Filter, 8, from: 31, to: 60, knownFrom: 0));

        Findings.ShouldHaveSingleItem().Figures.ShouldContain(new FindingFigure("allowed by the relation", 30m, "min"));
    }

    [Fact]
    public void Midnight_cuts_no_stretch_short()
    {
        // 23:54 to 00:05 are 11 minutes, 6 before midnight and 5 behind it.
        Feed(Minutes(Press, 23, from: 54, to: 60, knownFrom: 0));
        Feed(Minutes(Filter, 23, from: 0, to: 54, knownTo: 60));
        Feed(Minutes(Press, 24, from: 0, to: 5, knownTo: 60));
        Feed(Minutes(Filter, 24, from: 5, to: 60, knownFrom: 0));

        Finding finding = InForce().ShouldHaveSingleItem();
        (finding.WindowStart, finding.WindowEnd, finding.Value).ShouldBe((At(23, 54), At(24, 5), (Exact)11m));
    }

    [Fact]
    public void What_was_too_long_before_midnight_is_found_on_both_days_and_behind_it_with_its_whole_length()
    {
        Feed(Minutes(Press, 23, from: 40, to: 60, knownFrom: 0));
        Feed(Minutes(Filter, 23, from: 0, to: 40, knownTo: 60));
        Feed(Minutes(Press, 24, from: 0, to: 5, knownTo: 60));
        Feed(Minutes(Filter, 24, from: 5, to: 60, knownFrom: 0));

        InForce().Select(finding => (finding.WindowStart, finding.Value)).ShouldBe(
            [(At(23, 40), (Exact)20m), (At(24), (Exact)25m)]);
        Finding second = InForce().Last();
        second.Reason.ShouldBe(
            "MN1-44:d30401 off for 25 minutes from 2026-07-20 23:40 on while MN1-44:d20401 is on, 5 of them behind midnight; "
            + "10 allowed");
        (second.WindowEnd, second.HasEnded).ShouldBe((At(24, 5), true));
        second.Figures.Select(figure => (figure.Name, figure.Value)).Take(2).ShouldBe(
            [("minutes before midnight", (Exact)20m), ("minutes on the day", (Exact)5m)]);
    }

    [Fact]
    public void What_goes_on_over_midnight_is_told_once_on_the_second_day_and_lifts_the_level()
    {
        Feed(Minutes(Press, 23, from: 40, to: 60, knownFrom: 0));
        Feed(Minutes(Filter, 23, from: 0, to: 40, knownTo: 60));
        Feed(Minutes(Press, 24, from: 0, to: 10));
        Feed(Minutes(Filter, 24, from: 60, to: 60, knownFrom: 0, knownTo: 20));
        Feed(Minutes(Press, 24, from: 0, to: 20));

        Finding second = Findings.Where(finding => finding.WindowStart == At(24)).ShouldHaveSingleItem();
        (second.HasEnded, second.Value).ShouldBe((false, Exact.None));
        second.Reason.ShouldBe(
            "MN1-44:d30401 off over midnight, 20 minutes before it and on, while MN1-44:d20401 is on; 10 allowed");
        (Status.Level, Status.LevelReason).ShouldBe((EscalationLevel.Warning, second.Reason));
    }

    [Fact]
    public void A_stretch_of_three_days_says_on_the_third_that_it_lasts_for_two_days_and_more()
    {
        for (int hour = 10; hour < 58; hour++)
        {
            Feed(Minutes(Press, hour, from: 0, to: 60));
            Feed(Minutes(Filter, hour, from: 60, to: 60, knownFrom: 0));
        }

        Feed(Minutes(Press, 58, from: 60, to: 60, knownFrom: 0));

        InForce().Select(finding => (finding.WindowStart, finding.Value)).ShouldBe(
            [(At(10), (Exact)840m), (At(24), (Exact)2280m), (At(48), (Exact)2040m)]);
        InForce().Last().Reason.ShouldBe(
            "MN1-44:d30401 off for 2040 minutes and more, from 2026-07-21 00:00 on or before, while MN1-44:d20401 is on, "
            + "600 of them behind midnight; 10 allowed");
    }

    [Theory]
    [InlineData(15, 0)]
    [InlineData(14.9, 1)]
    public void A_filter_below_three_tenths_of_its_baseline_idles(double mean, int findings)
    {
        Teach(press: 100, filter: 50);

        // 0.3 x 50 = 15.
        Feed(_meter.Hour(Press, At(8), 100));
        Feed(_meter.Hour(Filter, At(8), (decimal)mean));

        InForce().Count(finding => finding.Rule == "electricity.idling").ShouldBe(findings);
        if (findings > 0)
        {
            InForce().Single().Reason.ShouldBe(
                "MN1-44:d30401 hour mean 14.9 < 0.3 x baseline 50 while MN1-44:d20401 is on");
        }
    }

    [Fact]
    public void Idling_hours_in_a_row_are_one_finding()
    {
        Teach(press: 100, filter: 50);
        for (int hour = 8; hour < 12; hour++)
        {
            Feed(_meter.Hour(Press, At(hour), 100));
            Feed(_meter.Hour(Filter, At(hour), hour < 11 ? 10 : 50));
        }

        Findings.Select(finding => finding.State).ShouldBe([FindingState.Raised, FindingState.Revised]);
        (Findings[1].WindowStart, Findings[1].WindowEnd, Findings[1].HasEnded).ShouldBe(
            (At(8), At(11), true));
    }

    [Fact]
    public void A_baseline_that_late_data_lower_takes_the_finding_back()
    {
        Teach(press: 100, filter: 50);
        Feed(_meter.Hour(Press, At(8), 100));
        Feed(_meter.Hour(Filter, At(8), 14));
        _enterprise.EvictAll();
        for (int day = 1; day <= 3; day++)
        {
            for (int hour = 0; hour < 4; hour++)
                Feed(_meter.Hour(Filter, At(hour - 24 * day), 20));
        }

        // Three of five days are 20 now, so the median is; 0.3 x 20 = 6.
        Findings.Select(finding => finding.State).ShouldContain(FindingState.Withdrawn);
        InForce().ShouldBeEmpty();
    }

    [Fact]
    public void A_night_of_twice_the_day_is_a_lead()
    {
        for (int hour = 0; hour < 24; hour++)
            Feed(_meter.Hour(Press, At(hour), hour is >= 22 or < 6 ? 40 : 10));

        // 8 x 40 = 320 > 1.5 x (16 x 10) = 240.
        Finding finding = InForce().ShouldHaveSingleItem();
        (finding.Rule, finding.Class, finding.HasEnded, finding.Value, finding.Limit).ShouldBe(
            ("electricity.night", FindingClass.Lead, true, (Exact)320m, (Exact)240m));
        finding.Reason.ShouldBe("MN1-44:d20401 by night 320 > 1.5 x 160 by day");
    }

    [Theory]
    [InlineData(75, 0)]
    [InlineData(75.1, 1)]
    public void A_cut_of_three_tenths_leaves_three_quarters_with_the_tolerance(double mean, int findings)
    {
        Teach(press: 100, filter: 50);
        Feed(Order(At(6), At(20), 0.3m)).ShouldBeTrue();
        for (int hour = 8; hour < 12; hour++)
            Feed(_meter.Hour(Press, At(hour), (decimal)mean));

        // 100 x (1 - 0.3 + 0.05) = 75.
        Finding[] broken = [.. InForce().Where(finding => finding.Rule == "electricity.order")];
        broken.Length.ShouldBe(findings);
        if (findings > 0)
        {
            broken[0].Reason.ShouldBe(
                "order 7 to cut 0.3: production draws 75.1 > 75 = 100 x (1 - 0.3 + 0.05), 4 hours");
            (broken[0].WindowStart, broken[0].WindowEnd).ShouldBe((At(6), At(20)));
        }
    }

    [Fact]
    public void An_order_holds_for_data_before_it_and_its_withdrawal_takes_the_finding_back()
    {
        Teach(press: 100, filter: 50);
        Feed(_meter.Hour(Press, At(8), 100));
        Feed(_meter.Hour(Press, At(5), 100));
        EntryBody order = Order(At(6), At(20), 1m);
        Feed(order);
        Feed(order).ShouldBeFalse();
        InForce().ShouldHaveSingleItem().Limit.ShouldBe((Exact)5m);
        _enterprise.RestoreFromSnapshot();
        Feed(new Ordered(((Ordered)order).Order with { IsLifted = true }));

        InForce().ShouldBeEmpty();
    }

    [Fact]
    public void Another_policy_judges_the_newest_day_again()
    {
        Feed(Minutes(Press, 8, from: 0, to: 60));
        Feed(Minutes(Filter, 8, from: 30, to: 60, knownFrom: 0));
        ElectricityPolicy electricity = PolicyFile.National.Electricity;
        var state = _enterprise.State;
        Policy lenient = PolicyFile.National with
        {
            Version = "lenient",
            Electricity = electricity with { Lag = electricity.Lag with { AllowedMinutes = 30 } },
        };
        var effects = new EffectList();
        new EnterpriseFold().Apply(
            state, new TwinEntry(9, At(12).UnixSeconds * 1000, new PolicyPut("lenient")), lenient, effects);

        effects.Findings.ShouldHaveSingleItem().State.ShouldBe(FindingState.Withdrawn);
    }

    [Theory]
    [InlineData(0, 24, "0", "Cut '0' is not above 0 and at most 1")]
    [InlineData(0, 24, "1.01", "Cut '1.01' is not above 0 and at most 1")]
    [InlineData(24, 24, "1", "is not after the start")]
    [InlineData(0, 337, "1", "is more than 14 days after the start")]
    public void An_order_that_is_none_is_refused(int from, int to, string cut, string reason) =>
        Should.Throw<ArgumentException>(() => Order(
                At(from), At(to), decimal.Parse(cut, System.Globalization.CultureInfo.InvariantCulture)))
            .Message.ShouldContain(reason);

    static readonly Gen<(EntryBody[] InOrder, EntryBody[] Shuffled, int[] Moves)> Cases =
        from told in Gen.Select(Gen.Int[0, 30], Gen.Int[0, 59], Gen.Int[0, 3]).Array[10, 40].Array[2]
        let sources = told.Select((one, i) => Source(i, one)).ToArray()
        from shuffled in Interleaved(sources)
        from moves in Moves
        select (sources.SelectMany(source => source).ToArray(), shuffled, moves);

    [Fact]
    public void Any_order_of_arrival_ends_in_the_same_findings() =>
        Cases.Sample(sample =>
        {
            FoldHost<EnterpriseState> inOrder = Host(), shuffled = Host();
            Run(inOrder, [new Registered(TwoMeters), .. sample.InOrder], At(60), [9]);
            Run(shuffled, [new Registered(TwoMeters), .. sample.Shuffled], At(60), sample.Moves);

            InForceOf(shuffled).ShouldBe(InForceOf(inOrder));
        });

    static readonly EnterpriseRecord TwoMeters = Registration with
    {
        Relations = [DeviceRelation.Parse("S0-44:d20401>S1-44:d30401")],
    };

    static EntryBody[] Source(int meter, (int Hour, int Minute, int Kind)[] told)
    {
        var teller = new Teller(TwinName.Of(new PointId($"S{meter}", "44")));
        FactorCode device = meter == 0 ? Press : Filter;
        return [.. told.Select(one => one.Kind == 0
            ? teller.Hour(device, At(one.Hour * 8), one.Minute + 1)
            : teller.Tells(new PowerTold(
                device, At(one.Hour % 3 + 22),
                new MinuteStates((1UL << 60) - 1, one.Kind == 1 ? 0 : (1UL << 60) - (1UL << one.Minute)))))];
    }

    static Finding[] InForceOf(FoldHost<EnterpriseState> host) =>
        [.. host.State.OwnAtHand.InForce.Select(finding => finding with
        {
            State = FindingState.Raised, FirstEntry = 0, LastEntry = 0, DecidedBy = 0,
        })];

    IEnumerable<Finding> InForce() => _enterprise.State.OwnAtHand.InForce;

    /// <summary>Five days of four hours each before the day of the test.</summary>
    void Teach(decimal press, decimal filter)
    {
        for (int day = 5; day >= 1; day--)
        {
            for (int hour = 0; hour < 4; hour++)
            {
                Feed(_meter.Hour(Press, At(hour - 24 * day), press));
                Feed(_meter.Hour(Filter, At(hour - 24 * day), filter));
            }
        }
    }

    static Ordered Order(BeijingTime from, BeijingTime to, decimal cut) =>
        new(new EmergencyOrder { Number = "7", From = from, To = to, Cut = cut });

    /// <summary>An hour told: on in some minutes, off in the others that are known.</summary>
    Signalled Minutes(FactorCode device, int hour, int from, int to, int? knownFrom = null, int? knownTo = null)
    {
        var minutes = default(MinuteStates);
        for (int minute = knownFrom ?? from; minute < (knownTo ?? to); minute++)
            minutes = minutes.With(1UL << minute, minute >= from && minute < to);
        return _meter.Tells(new PowerTold(device, At(hour), minutes));
    }

    static Teller Meter() => new(TwinName.Of(new PointId("MN1", "44")));

    static FoldHost<EnterpriseState> Host() =>
        new(new EnterpriseFold(), TwinName.Of(Registration.Id), PolicyFile.National);

    bool Feed(EntryBody body) => _enterprise.Feed(body, At(12));
}
