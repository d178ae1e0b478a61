using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Detectors;

/// <summary>How far an hour was from a jump, and what the detector learns of what comes back.</summary>
public sealed class JumpTallyTests
{
    static readonly JumpPolicy Rules = new()
    {
        MemoryHours = 1_000_000_000,
        WarmUpHours = 10,
        TimesLargestMove = 2,
        TimesValue = 1.5m,
        HoldHours = 3,
        AdoptHours = 8,
    };

    /// <summary>Eleven hours of 100 and 110, ending with 100: the largest movement is 10.</summary>
    static Watch<Jump> After100()
    {
        var watch = new Watch<Jump>(Watched.Policy with { Jump = Rules });
        watch.See(11, i => Watched.Hour(100m + i % 2 * 10m));
        return watch;
    }

    [Fact]
    public void A_small_movement_is_a_share_of_the_first_of_its_four_steps()
    {
        // 5 of 2 x 10, and the movement is one step of four: it and three hours held.
        Watch<Jump> watch = After100();
        watch.See(Watched.Hour(105m));

        LeadTally tally = watch.Tally;
        (tally.Oddity, tally.Counted, tally.Reached).ShouldBe((Oddity.None, 0, 5 / 20m / 4));
        tally.Why.ShouldBe("hour mean moved by 5, from 100 to 105; the largest usual movement is 10, more than 2 times that "
            + "and 1.5 times the smaller value is a jump");
        tally.More.ShouldBe("a movement above 20 to 1.5 times the smaller value, which stays for 3 hours");
        (watch.Figure("movement"), watch.Figure("largest usual movement")).ShouldBe((5m, 10m));
        watch.Figure("hours held").ShouldBe(0);
    }

    [Fact]
    public void A_large_movement_of_a_larger_value_has_reached_the_first_step_and_no_more()
    {
        // 30 > 2 x 10, but 130 < 1.5 x 100.
        Watch<Jump> watch = After100();
        watch.See(Watched.Hour(130m));
        (watch.Tally.Oddity, watch.Tally.Reached).ShouldBe((Oddity.None, 1 / 4m));
    }

    [Fact]
    public void A_jump_counts_the_hours_it_holds()
    {
        Watch<Jump> watch = After100();
        watch.See(Watched.Hour(200m));
        (watch.Tally.Oddity, watch.Tally.Counted, watch.Tally.Reached).ShouldBe((Oddity.Odd, 1, 1 / 3m));
        watch.Tally.Why.ShouldBe("hour mean jumped from 100 to 200 and stayed for 1 hour; 3 are a lead");
        watch.Tally.More.ShouldBe("2 more hours on the far side of 100 and 200");
        watch.Figure("hours held").ShouldBe(1);
        watch.See(Watched.Hour(190m));
        (watch.Tally.Counted, watch.Tally.More).ShouldBe((2, "1 more hour on the far side of 100 and 200"));
    }

    [Fact]
    public void What_came_back_says_how_long_it_was_away()
    {
        Watch<Jump> watch = After100();
        watch.See(2, _ => Watched.Hour(200m));
        watch.See(Watched.Hour(100m));

        (watch.Tally.Oddity, watch.Tally.Counted, watch.Tally.Reached).ShouldBe((Oddity.None, 0, 1 / 4m));
        watch.Tally.Why.ShouldBe("hour mean came back to 100 after 2 hours at 200, or that is usual now; a jump stays for 3");
    }

    [Fact]
    public void Nothing_is_judged_before_enough_hours_are_learnt_from()
    {
        var watch = new Watch<Jump>(Watched.Policy with { Jump = Rules });
        watch.See(10, _ => Watched.Hour(100m));
        (watch.Tally.Oddity, watch.Tally.Reached).ShouldBe((Oddity.Unknown, 0m));
        watch.Tally.Why.ShouldBe("9 hours are learnt from, 10 are needed");
        watch.See(Watched.Hour(100m));
        watch.Tally.Oddity.ShouldBe(Oddity.None);
    }

    [Fact]
    public void A_value_that_never_moved_has_no_bound_to_reach()
    {
        var watch = new Watch<Jump>(Watched.Policy with { Jump = Rules });
        watch.See(12, _ => Watched.Hour(100m));
        watch.Tally.Reached.ShouldBe(0);
    }

    [Fact]
    public void An_hour_that_does_not_stand_for_the_plant_says_why()
    {
        Watch<Jump> watch = After100();
        watch.See(Watched.Hour(300m) with { IsMarked = true });
        (watch.Tally.Oddity, watch.Tally.Why).ShouldBe((Oddity.Unknown, "the hour mean 300 is under a mark"));
        watch.See(Watched.Nothing);
        (watch.Tally.Oddity, watch.Tally.Why).ShouldBe((Oddity.Unknown, "the hour has no value"));
        watch.Figure("movement").ShouldBe(0);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    public void The_mean_before_may_be_three_hours_older(int lost, int leads)
    {
        Watch<Jump> watch = After100();
        watch.See(lost, _ => Watched.Nothing);
        watch.See(Watched.Hour(300m));
        watch.Tally.Oddity.ShouldBe(leads == 1 ? Oddity.Odd : Oddity.Unknown);
        if (leads == 0)
            watch.Tally.Why.ShouldBe("the mean before is more than 3 hours older");
        watch.See(2, _ => Watched.Hour(300m));
        watch.Leads.Count.ShouldBe(leads);
    }

    [Theory]
    [InlineData(59, 1)]
    [InlineData(60, 2)]
    public void A_fall_is_over_when_half_of_it_is_made_good(int value, int leads)
    {
        // From 100 to 20; half of the 80 is at 60.
        Watch<Jump> watch = After100();
        watch.See(3, _ => Watched.Hour(20m));
        watch.See(Watched.Hour(value));
        watch.Leads.Count.ShouldBe(leads);
    }

    [Fact]
    public void What_was_a_lead_does_not_become_usual_by_coming_back()
    {
        Watch<Jump> watch = After100();
        watch.See(4, _ => Watched.Hour(200m));
        watch.Only.Reason.ShouldBe("hour mean jumped from 100 to 200 and stayed for 3 hours; "
            + "the largest usual movement is 10, more than 2 times that is a lead");
        watch.See(Watched.Hour(100m)).ShouldNotBeNull().Reason.ShouldBe(
            "the jump from 100 to 200 is over after 4 hours, or usual now");
        watch.See(3, _ => Watched.Hour(200m));
        watch.Leads.Select(lead => lead.IsOver).ShouldBe([false, true, false]);
    }

    [Theory]
    [InlineData(260, 0)]
    [InlineData(261, 1)]
    public void A_fall_that_came_back_is_as_usual_as_a_rise(int to, int leads)
    {
        // From 100 to 20 and back is a movement of 80: 260 moves by 2 x 80.
        Watch<Jump> watch = After100();
        watch.See(2, _ => Watched.Hour(20m));
        watch.See(Watched.Hour(100m));
        watch.See(3, _ => Watched.Hour(to));
        watch.Leads.Count.ShouldBe(leads);
    }

    [Theory]
    [InlineData("115", 0)]
    [InlineData("115.1", 1)]
    public void The_largest_movement_fades_by_its_share_of_the_memory_an_hour(string to, int leads)
    {
        // A movement of 10, then two still hours of a memory of two: 10, 5, 2.5; a jump is more than 5.
        var watch = new Watch<Jump>(Watched.Policy with
        {
            Jump = Rules with { MemoryHours = 2, WarmUpHours = 3, TimesValue = 1.01m },
        });
        foreach (decimal value in (decimal[])[100m, 110m, 110m, 110m])
            watch.See(Watched.Hour(value));
        watch.See(3, _ => Watched.Hour(decimal.Parse(to, System.Globalization.CultureInfo.InvariantCulture)));
        watch.Leads.Count.ShouldBe(leads);
    }

    [Fact]
    public void From_zero_and_below_every_large_movement_is_a_jump()
    {
        var watch = new Watch<Jump>(Watched.Policy with { Jump = Rules });
        watch.See(11, i => Watched.Hour(i % 2 * -1m));
        watch.See(3, _ => Watched.Hour(2.1m));
        (watch.Only.Value, watch.Only.Bound).ShouldBe((2.1m, (Exact)0m));
    }
}
