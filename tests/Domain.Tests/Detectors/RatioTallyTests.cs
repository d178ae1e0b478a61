using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Detectors;

/// <summary>What an hour is held against by the detectors that learn what is usual, and what they learn from it.</summary>
public sealed class RatioTallyTests
{
    static readonly PersistencePolicy ThreeOfFour = Watched.Lasting(window: 4, odd: 3, clear: 2);

    static readonly DetectorPolicy Policy = Watched.Policy with
    {
        PeerGap = new() { Tag = "like:", LeastPeers = 2, MemoryHours = 100, WarmUpHours = 20, TimesUsual = 2, Lasting = ThreeOfFour },
        Oxygen = new()
        {
            MemoryHours = 100,
            WarmUpHours = 20,
            AirPercent = 21,
            AirFromPercent = 19,
            ShareInAir = 0.5m,
            DeficitChange = 0.25m,
            ConcentrationChange = 0.1m,
            Lasting = ThreeOfFour,
        },
        StopRunning = new() { GraceHours = 2, MemoryHours = 20, ShareOfLevel = 0.3m, Lasting = ThreeOfFour },
    };

    static HourSight Beside(decimal value, decimal peers) => Watched.Hour(value) with { Peers = peers };

    static HourSight With(decimal value, decimal oxygen) => Watched.Hour(value) with { Oxygen = oxygen };

    static HourSight Stopped(decimal value) => Watched.Hour(value, DataFlag.Off) with { IsMarkedStopped = true };

    [Fact]
    public void An_outlet_far_from_its_like_is_odd_and_teaches_nothing()
    {
        // 50 to 100 is a ratio of 0.5; 101 to 100 is more than twice that.
        var watch = new Watch<PeerGap>(Policy);
        watch.See(20, _ => Beside(50m, 100m));
        watch.See(2, _ => Beside(101m, 100m));

        (watch.Tally.Oddity, watch.Tally.Counted, watch.Tally.Reached).ShouldBe((Oddity.Odd, 2, 2 / 3m));
        watch.Tally.Why.ShouldBe("2 of 4 hours far from its like (now 101 to 100; usual ratio 0.5); 3 are a lead");
        (watch.Figure("usual ratio"), watch.Figure("compared with")).ShouldBe((0.5m, 100m));
    }

    [Fact]
    public void An_outlet_near_its_like_teaches_what_is_usual()
    {
        // 0.5 in 20 hours and 0.92 in one: 10.92 / 21 = 0.52.
        var watch = new Watch<PeerGap>(Policy);
        watch.See(20, _ => Beside(50m, 100m));
        watch.See(Beside(92m, 100m));
        (watch.Tally.Oddity, watch.Figure("usual ratio")).ShouldBe((Oddity.None, 0.52m));
    }

    [Fact]
    public void An_outlet_says_what_is_missing_to_hold_it_against_its_like()
    {
        var watch = new Watch<PeerGap>(Policy);
        watch.See(20, _ => Beside(50m, 100m));
        (watch.Tally.Oddity, watch.Tally.Why).ShouldBe(
            (Oddity.Unknown, "19 hours are learnt from, 20 are needed; 0 of 4 hours were odd, 3 are a lead"));
        watch.See(Watched.Hour(50m));
        watch.Tally.Why.ShouldStartWith("no value of its like is known for the hour;");
        watch.See(Beside(50m, 100m) with { IsMarked = true });
        (watch.Tally.Oddity, watch.Tally.Why).ShouldBe(
            (Oddity.Unknown, "the hour mean 50 is under a mark; 0 of 4 hours were odd, 3 are a lead"));
        watch.See(Beside(50m, 0m));
        watch.Tally.Oddity.ShouldBe(Oddity.Unknown);
        watch.See(Beside(50m, 100m));
        watch.Tally.Oddity.ShouldBe(Oddity.None);
    }

    [Fact]
    public void Hours_under_a_mark_do_not_teach_what_is_usual_among_like_outlets()
    {
        var watch = new Watch<PeerGap>(Policy);
        watch.See(20, _ => Beside(50m, 100m));
        watch.See(Beside(80m, 100m) with { IsMarked = true });
        watch.Figure("usual ratio").ShouldBe(0.5m);
    }

    [Fact]
    public void Oxygen_that_moves_alone_is_odd_and_teaches_nothing()
    {
        // 21 - 11 = 10 usually; 21 - 8.4 = 12.6 is 0.26 more, and the concentration is the usual one.
        var watch = new Watch<OxygenContradiction>(Policy);
        watch.See(20, _ => With(100m, 11m));
        watch.See(2, _ => With(100m, 8.4m));

        (watch.Tally.Oddity, watch.Tally.Counted, watch.Tally.Reached).ShouldBe((Oddity.Odd, 2, 2 / 3m));
        (watch.Figure("deficit change"), watch.Figure("share of usual concentration")).ShouldBe((0.26m, 1m));
        (watch.Figure("figure"), watch.Figure("compared with"), watch.Figure("usual concentration"))
            .ShouldBe((8.4m, 11m, 100m));
    }

    [Fact]
    public void Oxygen_and_concentration_that_move_together_teach_what_is_usual()
    {
        // Deficits of 10 in 20 hours and 8 in 20: 9 on average, that is 12 % oxygen; 100 and 80 make 90.
        var watch = new Watch<OxygenContradiction>(Policy);
        watch.See(20, _ => With(100m, 11m));
        watch.See(20, _ => With(80m, 13m));

        watch.Tally.Oddity.ShouldBe(Oddity.None);
        (watch.Figure("compared with"), watch.Figure("usual concentration")).ShouldBe((12m, 90m));
        // Against what was usual before the hour, with 19 of the 20: 8 to 352 / 39 and 80 to 3520 / 39, that is 0.8864.
        (watch.Figure("deficit change"), watch.Figure("share of usual concentration")).ShouldBe((0.1136m, 0.8864m));
    }

    [Fact]
    public void Oxygen_says_what_is_missing_to_hold_it_against_the_concentration()
    {
        var watch = new Watch<OxygenContradiction>(Policy);
        watch.See(20, _ => With(100m, 11m));
        (watch.Tally.Oddity, watch.Tally.Why).ShouldBe(
            (Oddity.Unknown, "19 hours are learnt from, 20 are needed; 0 of 4 hours were odd, 3 are a lead"));
        watch.Tally.Figures.ShouldNotContain(figure => figure.Name == "deficit change");
        watch.See(Watched.Hour(100m));
        watch.Tally.Why.ShouldStartWith("the hour has no valid oxygen;");
        watch.See(With(100m, 8m) with { IsMarked = true });
        (watch.Tally.Oddity, watch.Tally.Why).ShouldBe(
            (Oddity.Unknown, "the hour mean 100 is under a mark; 0 of 4 hours were odd, 3 are a lead"));
    }

    [Theory]
    [InlineData(0, 11)]
    [InlineData(100, 21)]
    public void A_usual_level_of_nothing_is_nothing_to_compare_with(int value, int oxygen)
    {
        var watch = new Watch<OxygenContradiction>(Policy);
        watch.See(20, _ => With(value, oxygen));
        watch.See(With(50m, 15m));
        (watch.Tally.Oddity, watch.Tally.Why).ShouldBe((
            Oddity.Unknown,
            "the usual oxygen or concentration is nothing to compare with; 0 of 4 hours were odd, 3 are a lead"));
    }

    [Fact]
    public void A_stopped_plant_over_the_registered_most_is_odd_behind_its_hours_of_grace()
    {
        var watch = new Watch<StopRunning>(Policy);
        HourSight Emitting(decimal emission) => Stopped(50m) with { Emission = emission, StopLimit = 10m };
        watch.See(2, _ => Emitting(90m));
        (watch.Tally.Oddity, watch.Tally.Why).ShouldBe(
            (Oddity.Unknown, "the stop is not older than 2 hours; 0 of 4 hours were odd, 3 are a lead"));
        watch.See(Emitting(90m));
        (watch.Tally.Oddity, watch.Tally.Counted, watch.Tally.Reached).ShouldBe((Oddity.Odd, 1, 1 / 3m));
        watch.Tally.Why.ShouldBe("1 of 4 hours marked stopped and over 10; 3 are a lead");
        (watch.Figure("figure"), watch.Figure("compared with")).ShouldBe((90m, 10m));
        watch.See(Emitting(10m));
        (watch.Tally.Oddity, watch.Tally.Why).ShouldBe(
            (Oddity.None, "1 of 4 hours marked stopped and over 10; 3 are a lead"));
        watch.See(Emitting(90m) with { IsMarked = true });
        (watch.Tally.Oddity, watch.Tally.Why).ShouldBe(
            (Oddity.Unknown, "the hour mean 50 is under a mark; 1 of 4 hours were odd, 3 are a lead"));
    }

    [Fact]
    public void A_stop_without_enough_running_hours_before_it_says_how_many_are_needed()
    {
        // Half of the 20 hours of memory.
        var watch = new Watch<StopRunning>(Policy);
        watch.See(9, _ => Watched.Hour(100m));
        watch.See(3, _ => Stopped(50m));
        (watch.Tally.Oddity, watch.Tally.Why).ShouldBe(
            (Oddity.Unknown, "9 running hours are learnt from, 10 are needed; 0 of 4 hours were odd, 3 are a lead"));
        watch.See(Watched.Hour(100m));
        watch.See(3, _ => Stopped(31m));
        (watch.Tally.Oddity, watch.Figure("compared with")).ShouldBe((Oddity.Odd, 30m));
        watch.See(Watched.Nothing with { Flag = DataFlag.Off, IsMarkedStopped = true });
        (watch.Tally.Oddity, watch.Tally.Why).ShouldBe(
            (Oddity.Unknown, "the hour has no value; 1 of 4 hours were odd, 3 are a lead"));
    }

    [Fact]
    public void A_registered_most_without_an_emission_and_an_emission_without_one_leave_it_to_the_running_level()
    {
        // 31 > 0.3 x 100, whatever the registered most or the emission.
        var watch = new Watch<StopRunning>(Policy);
        watch.See(10, _ => Watched.Hour(100m));
        watch.See(2, _ => Stopped(31m));
        watch.See(Stopped(31m) with { StopLimit = 90m });
        watch.Tally.Counted.ShouldBe(1);
        watch.See(Stopped(31m) with { Emission = 1m });
        watch.Tally.Counted.ShouldBe(2);
    }

    [Fact]
    public void Stopped_hours_do_not_teach_the_running_level()
    {
        var watch = new Watch<StopRunning>(Policy);
        watch.See(10, _ => Watched.Hour(100m));
        watch.See(5, _ => Stopped(20m));
        (watch.Tally.Oddity, watch.Figure("compared with")).ShouldBe((Oddity.None, 30m));
    }

    [Fact]
    public void A_plant_that_runs_is_not_marked_stopped()
    {
        var watch = new Watch<StopRunning>(Policy);
        watch.See(Watched.Hour(100m));
        (watch.Tally.Oddity, watch.Tally.Why).ShouldBe((
            Oddity.None, "the hour is not marked stopped; 0 of 4 hours marked stopped and at running level; 3 are a lead"));
        watch.See(Watched.Hour(100m, DataFlag.Maintenance));
        (watch.Tally.Oddity, watch.Tally.Why).ShouldBe(
            (Oddity.Unknown, "the hour mean 100 is flagged M; 0 of 4 hours were odd, 3 are a lead"));
    }

    [Fact]
    public void Each_stop_has_its_own_hours_of_grace()
    {
        var watch = new Watch<StopRunning>(Policy);
        watch.See(10, _ => Watched.Hour(100m));
        watch.See(3, _ => Stopped(50m));
        watch.Tally.Counted.ShouldBe(1);
        watch.See(Watched.Hour(100m));
        watch.See(2, _ => Stopped(50m));
        (watch.Tally.Oddity, watch.Tally.Counted).ShouldBe((Oddity.Unknown, 1));
    }
}
