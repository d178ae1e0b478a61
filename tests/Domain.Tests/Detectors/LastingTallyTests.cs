using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Detectors;

/// <summary>How far an hour brought the detectors that count odd hours: three of four are a lead, over after two.</summary>
public sealed class LastingTallyTests
{
    static readonly PersistencePolicy ThreeOfFour = Watched.Lasting(window: 4, odd: 3, clear: 2);

    static readonly DetectorPolicy Policy = Watched.Policy with
    {
        Zero = new() { ShareOfRange = 0.001m, Lasting = ThreeOfFour },
        NearLimit = new() { ShareOfLimit = 0.95m, Lasting = ThreeOfFour },
        OverRange = ThreeOfFour,
        Missing = new() { ArmedHours = 10, Lasting = ThreeOfFour },
    };

    static HourSight Of(decimal value, DataFlag flag = DataFlag.Normal) =>
        Watched.Hour(value, flag) with { Limit = 100m };

    [Fact]
    public void An_odd_hour_is_a_share_of_the_hours_that_a_lead_needs()
    {
        var watch = new Watch<ZeroValue>(Policy);
        watch.See(2, _ => Watched.Hour(0.1m) with { Span = 100m });

        LeadTally tally = watch.Tally;
        (tally.Oddity, tally.Counted, tally.Reached).ShouldBe((Oddity.Odd, 2, 2 / 3m));
        (tally.Why, tally.More).ShouldBe(
            ("2 of 4 hours at 0.100 or below; 3 are a lead", "1 more hour at 0.100 or below, within 4 hours"));
        (watch.Figure("figure"), watch.Figure("compared with"), watch.Figure("odd hours")).ShouldBe((0.1m, 0.1m, 2m));
        watch.See(2, _ => Watched.Hour(0m));
        watch.Tally.More.ShouldBe("0 more hours at 0 or below, within 4 hours");
    }

    [Fact]
    public void An_hour_that_is_not_known_keeps_what_was_counted_and_has_no_figure()
    {
        var watch = new Watch<ZeroValue>(Policy);
        watch.See(Watched.Hour(0m));
        watch.See(Watched.Hour(0m, DataFlag.Fault));

        (watch.Tally.Oddity, watch.Tally.Counted).ShouldBe((Oddity.Unknown, 1));
        watch.Tally.Why.ShouldBe("the hour mean 0 is flagged D; 1 of 4 hours were odd, 3 are a lead");
        watch.Tally.Figures.ShouldNotContain(figure => figure.Name == "figure");
        watch.See(Watched.Hour(1m));
        (watch.Tally.Oddity, watch.Tally.Counted).ShouldBe((Oddity.None, 1));
        watch.Figure("figure").ShouldBe(1);
    }

    [Fact]
    public void Hours_just_below_a_limit_say_from_where_to_where()
    {
        var watch = new Watch<NearLimit>(Policy);
        watch.See(Of(96m));
        (watch.Tally.Oddity, watch.Tally.Counted).ShouldBe((Oddity.Odd, 1));
        watch.Tally.Why.ShouldBe("1 of 4 hours at 95.00 to the limit 100; 3 are a lead");
        watch.See(Watched.Hour(96m));
        (watch.Tally.Oddity, watch.Tally.Why).ShouldBe(
            (Oddity.Unknown, "no limit holds for the hour; 1 of 4 hours were odd, 3 are a lead"));
        watch.See(Of(96m, DataFlag.Maintenance));
        watch.Tally.Why.ShouldStartWith("the hour mean 96 is flagged M;");
        watch.See(Of(101m));
        (watch.Tally.Oddity, watch.Tally.Counted).ShouldBe((Oddity.None, 0));
    }

    [Fact]
    public void A_mean_that_is_not_converted_is_not_held_against_the_limit()
    {
        var watch = new Watch<NearLimit>(Policy);
        watch.See(Of(96m) with { Figure = Exact.None });
        watch.Tally.Oddity.ShouldBe(Oddity.Unknown);
    }

    [Fact]
    public void Nothing_lies_just_below_a_limit_of_zero()
    {
        var watch = new Watch<NearLimit>(Policy);
        watch.See(3, _ => Watched.Hour(0m) with { Limit = 0m });
        watch.Leads.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(DataFlag.Calibration, 1)]
    [InlineData(DataFlag.Normal, 0)]
    public void Gas_that_calibrates_over_the_limit_speaks_for_no_plant(DataFlag flag, int leads)
    {
        // Three of four hours from 95 to 100; the hour between them is over the limit.
        var watch = new Watch<NearLimit>(Policy);
        watch.See(2, _ => Of(98m));
        watch.See(Of(180m, flag));
        watch.See(Of(98m));
        watch.Leads.Count.ShouldBe(leads);
    }

    [Fact]
    public void A_lead_that_stands_is_over_by_hours_alone_not_by_one_hour_over_the_limit()
    {
        var watch = new Watch<NearLimit>(Policy);
        watch.See(3, _ => Of(98m));
        watch.See(Of(101m)).ShouldBeNull();
        watch.See(Of(98m)).ShouldBeNull();
        watch.See(Of(50m)).ShouldBeNull();
        Lead over = watch.See(Of(50m)).ShouldNotBeNull();
        (over.IsOver, over.Start, over.End).ShouldBe((true, Watched.At(0), Watched.At(5)));
        over.Reason.ShouldBe("no hour at 95.00 to the limit 100 for 2 hours");
        watch.Leads[0].Reason.ShouldBe("3 of 4 hours at 95.00 to the limit 100; 3 are a lead");
        watch.Leads[0].Figures.ShouldContain(figure => figure.Name == "odd hours");
        over.Figures.ShouldNotContain(figure => figure.Name == "odd hours");
    }

    [Fact]
    public void An_hour_outside_its_range_is_held_against_the_end_that_it_is_beyond()
    {
        var watch = new Watch<OverRange>(Policy);
        HourSight Ranged(decimal value) => Watched.Hour(value) with { RangeBottom = 0m, RangeTop = 200m };
        watch.See(Ranged(201m));
        (watch.Tally.Oddity, watch.Figure("compared with")).ShouldBe((Oddity.Odd, 200m));
        watch.Tally.Why.ShouldBe("1 of 4 hours outside 0..200; 3 are a lead");
        watch.See(Ranged(-1m));
        (watch.Tally.Oddity, watch.Figure("compared with")).ShouldBe((Oddity.Odd, 0m));
        watch.See(Ranged(0m));
        (watch.Tally.Oddity, watch.Figure("compared with")).ShouldBe((Oddity.None, 200m));
        watch.See(Watched.Hour(12m, DataFlag.OverRange));
        watch.Tally.Why.ShouldBe("3 of 4 hours over range (flag T); 3 are a lead");
    }

    [Fact]
    public void Without_a_range_only_the_flag_tells_and_not_under_a_mark()
    {
        var watch = new Watch<OverRange>(Policy);
        watch.See(Watched.Hour(-5m));
        watch.Tally.Oddity.ShouldBe(Oddity.None);
        watch.See(Watched.Hour(12m) with { RangeTop = 200m });
        watch.Tally.Oddity.ShouldBe(Oddity.None);
        watch.See(3, _ => Watched.Hour(12m, DataFlag.OverRange) with { IsMarked = true });
        (watch.Tally.Oddity, watch.Tally.Counted).ShouldBe((Oddity.Unknown, 0));
    }

    [Fact]
    public void An_hour_is_lost_of_a_factor_that_came_often_enough()
    {
        var watch = new Watch<MissingHours>(Policy);
        watch.See(9, _ => Watched.Hour(8m));
        watch.See(Watched.Nothing);
        (watch.Tally.Oddity, watch.Tally.Counted, watch.Figure("hours with a value")).ShouldBe((Oddity.Unknown, 0, 9m));
        watch.Tally.Why.ShouldBe("9 of the last 64 hours had a value, a factor that comes every hour has 10; "
            + "0 of 4 hours were odd, 3 are a lead");
        watch.See(Watched.Hour(8m));
        watch.Tally.Oddity.ShouldBe(Oddity.None);
        watch.See(Watched.Nothing);
        (watch.Tally.Oddity, watch.Tally.Counted, watch.Figure("hours with a value")).ShouldBe((Oddity.Odd, 1, 10m));
        watch.Tally.Why.ShouldBe("1 of 4 hours without a value; 3 are a lead");
    }

    [Fact]
    public void An_hour_that_a_mark_or_a_stop_explains_is_not_lost()
    {
        var watch = new Watch<MissingHours>(Policy);
        watch.See(10, _ => Watched.Hour(8m));
        watch.See(Watched.Nothing with { IsMarked = true });
        watch.Tally.Why.ShouldStartWith("the hour is under a mark;");
        watch.See(Watched.Nothing with { IsMarkedStopped = true, Flag = DataFlag.Off });
        (watch.Tally.Oddity, watch.Tally.Counted).ShouldBe((Oddity.Unknown, 0));
        watch.Tally.Why.ShouldStartWith("the hour is flagged F;");
    }

    [Fact]
    public void While_a_lead_stands_every_lost_hour_is_odd_however_few_came()
    {
        // After 70 lost hours none of the last 64 has a value.
        var watch = new Watch<MissingHours>(Policy);
        watch.See(10, _ => Watched.Hour(8m));
        watch.See(70, _ => Watched.Nothing);
        (watch.Tally.Oddity, watch.Figure("hours with a value")).ShouldBe((Oddity.Odd, 0m));
    }

    [Theory]
    [InlineData(52, 11)]
    [InlineData(53, 10)]
    [InlineData(62, 1)]
    [InlineData(63, 0)]
    [InlineData(64, 0)]
    public void Hours_that_nobody_saw_are_hours_all_the_same(int unseen, int came)
    {
        // Hours 0 to 10 have a value; the hour seen next is 11 + unseen, and the last 64 begin with unseen - 52.
        var watch = new Watch<MissingHours>(Policy);
        watch.See(11, _ => Watched.Hour(8m));
        watch.Skip(unseen);
        watch.See(Watched.Nothing);
        watch.Figure("hours with a value").ShouldBe(came);
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    [InlineData(63, false)]
    [InlineData(64, false)]
    public void A_window_of_64_hours_reaches_back_to_the_hour_63_before(int unseen, bool isLead)
    {
        // Hours 0 and 1 are odd, hour 2 is not; the third odd hour is 3 + unseen.
        var watch = new Watch<ZeroValue>(Policy with
        {
            Zero = new() { ShareOfRange = 0.001m, Lasting = Watched.Lasting(window: 64, odd: 3, clear: 2) },
        });
        watch.See(2, _ => Watched.Hour(0m));
        watch.See(Watched.Hour(8m));
        watch.Skip(unseen);
        watch.See(Watched.Hour(0m));
        (watch.Leads.Count == 1).ShouldBe(isLead);
        if (isLead)
            watch.Only.Start.ShouldBe(Watched.At(0));
    }
}
