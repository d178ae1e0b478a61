using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Detectors;

/// <summary>Detectors whose hours are odd or not by a plain comparison.</summary>
public sealed class LastingTests
{
    static readonly PersistencePolicy ThreeOfFour = Watched.Lasting(window: 4, odd: 3, clear: 2);

    static readonly DetectorPolicy Policy = Watched.Policy with
    {
        Zero = new() { ShareOfRange = 0.001m, Lasting = ThreeOfFour },
        NearLimit = new() { ShareOfLimit = 0.95m, Lasting = ThreeOfFour },
        OverRange = ThreeOfFour,
        Missing = new() { ArmedHours = 10, Lasting = ThreeOfFour },
    };

    [Theory]
    [InlineData("OxO", false)]
    [InlineData("OxOO", true)]
    [InlineData("OOxxO", false)]
    [InlineData("OO?O", true)]
    [InlineData("OOxOxOx", true)]
    public void Three_odd_hours_of_four_are_a_lead(string hours, bool isLead)
    {
        var watch = new Watch<ZeroValue>(Policy);
        foreach (char hour in hours)
            watch.See(hour == '?' ? Watched.Nothing : Watched.Hour(hour == 'O' ? 0m : 8m));
        (watch.Leads.Count == 1).ShouldBe(isLead);
    }

    [Fact]
    public void It_is_over_after_the_policys_hours_without_an_odd_one_and_odd_hours_before_count_no_more()
    {
        var watch = new Watch<ZeroValue>(Policy);
        watch.See(3, _ => Watched.Hour(0m));
        watch.See(Watched.Hour(8m)).ShouldBeNull();
        Lead over = watch.See(Watched.Hour(8m)).ShouldNotBeNull();
        over.IsOver.ShouldBeTrue();
        (over.Start, over.End).ShouldBe((Watched.At(0), Watched.At(3)));
        watch.See(2, _ => Watched.Hour(0m));
        watch.Leads.Count.ShouldBe(2);
        watch.See(Watched.Hour(0m)).ShouldNotBeNull().Start.ShouldBe(Watched.At(5));
    }

    [Theory]
    [InlineData("0.100", true)]
    [InlineData("0.101", false)]
    [InlineData("-3", true)]
    public void Zero_is_a_thousandth_of_the_range_or_less(string value, bool isLead)
    {
        var watch = new Watch<ZeroValue>(Policy);
        watch.See(3, _ => Watched.Hour(Parse(value)) with { Span = 100m });
        (watch.Leads.Count == 1).ShouldBe(isLead);
    }

    [Fact]
    public void A_plant_that_is_marked_stopped_may_show_zero()
    {
        var watch = new Watch<ZeroValue>(Policy);
        watch.See(10, _ => Watched.Hour(0m) with { IsMarkedStopped = true });
        watch.Leads.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("94.999", false)]
    [InlineData("95", true)]
    [InlineData("100", true)]
    [InlineData("100.001", false)]
    public void Just_below_is_from_the_share_of_the_limit_to_the_limit_itself(string value, bool isLead)
    {
        var watch = new Watch<NearLimit>(Policy);
        watch.See(3, _ => Watched.Hour(Parse(value)) with { Limit = 100m });
        (watch.Leads.Count == 1).ShouldBe(isLead);
    }

    [Fact]
    public void An_hour_over_the_limit_speaks_against_hours_just_below_it()
    {
        var watch = new Watch<NearLimit>(Policy);
        foreach (decimal value in (decimal[])[98m, 99m, 101m, 98m, 99m])
            watch.See(Watched.Hour(value) with { Limit = 100m });
        watch.Leads.ShouldBeEmpty();
        watch.See(Watched.Hour(97m) with { Limit = 100m }).ShouldNotBeNull().Figures
            .ShouldContain(figure => figure.Name == "detectors.nearLimit.shareOfLimit" && figure.Value == 0.95m);
    }

    [Theory]
    [InlineData("200", false)]
    [InlineData("200.01", true)]
    [InlineData("0", false)]
    [InlineData("-0.01", true)]
    public void Over_range_is_strictly_outside_it(string value, bool isLead)
    {
        var watch = new Watch<OverRange>(Policy);
        watch.See(3, _ => Watched.Hour(Parse(value)) with { RangeBottom = 0m, RangeTop = 200m });
        (watch.Leads.Count == 1).ShouldBe(isLead);
    }

    [Fact]
    public void Flag_T_is_over_range_whatever_the_value()
    {
        var watch = new Watch<OverRange>(Policy);
        watch.See(3, _ => Watched.Hour(12m, DataFlag.OverRange));
        watch.Only.Rule.ShouldBe("data.overRange");
    }

    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    public void Hours_are_missing_of_a_factor_that_came_often_enough(int came, int leads)
    {
        var watch = new Watch<MissingHours>(Policy);
        watch.See(came, _ => Watched.Hour(8m));
        watch.See(3, _ => Watched.Nothing);
        watch.Leads.Count.ShouldBe(leads);
    }

    [Fact]
    public void A_lead_on_missing_hours_stands_until_values_come_again()
    {
        var watch = new Watch<MissingHours>(Policy);
        watch.See(20, _ => Watched.Hour(8m));
        watch.See(100, _ => Watched.Nothing);
        watch.Only.Start.ShouldBe(Watched.At(20));
        watch.See(1, _ => Watched.Hour(8m));
        watch.Only.IsOver.ShouldBeFalse();
        watch.See(Watched.Hour(8m)).ShouldNotBeNull().End.ShouldBe(Watched.At(120));
    }

    [Fact]
    public void Hours_that_a_mark_explains_are_not_missing()
    {
        var watch = new Watch<MissingHours>(Policy);
        watch.See(20, _ => Watched.Hour(8m));
        watch.See(10, i => Watched.Nothing with { IsMarked = i % 2 == 0, IsMarkedStopped = i % 2 == 1 });
        watch.Leads.ShouldBeEmpty();
    }

    static Exact Parse(string value) => decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
}
