using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Detectors;

/// <summary>What a point is told of equal hours before they are a lead, and what becomes of the usual movement.</summary>
public sealed class ConstantTallyTests
{
    static readonly DetectorPolicy Policy = Watched.Policy with
    {
        Constant = new ConstantPolicy
        {
            MemoryHours = 100,
            ShareOfValue = 0.1m,
            Tiers = [new() { Steps = 1, Hours = 10 }, new() { Steps = 5, Hours = 6 }],
        },
    };

    readonly Watch<ConstantValue> _watch = new(Policy);

    /// <summary>Fifty hours that move by 0.5, of which the last is 100.5.</summary>
    void Usual() => _watch.See(50, i => Watched.Hour(100.0m + i % 2 * 0.5m));

    [Fact]
    public void Equal_hours_count_towards_the_hours_of_their_tier()
    {
        // 49 moves of 0.5 and one of 2.8: 27.3 / 50 = 0.546, that is 5.46 steps of 0.1; six hours are needed.
        Usual();
        _watch.See(3, _ => Watched.Hour(103.3m));

        LeadTally tally = _watch.Tally;
        (tally.Oddity, tally.Counted, tally.Reached).ShouldBe((Oddity.Odd, 3, 3 / 6m));
        tally.Why.ShouldBe("hour means have stood at 103.3 for 3 hours; they usually move by 5.46 steps of the last digit "
            + "an hour, for which 6 equal hours are a lead");
        tally.More.ShouldBe("3 more hours at 103.3");
        (_watch.Figure("hour mean"), _watch.Figure("usual steps")).ShouldBe((103.3m, 5.46m));
        _watch.Figure("detectors.constant.tiers.hours").ShouldBe(6);
    }

    [Fact]
    public void The_last_hour_missing_is_one_hour_and_then_none_is()
    {
        Usual();
        _watch.See(5, _ => Watched.Hour(103.3m));
        _watch.Tally.More.ShouldBe("1 more hour at 103.3");
        _watch.See(3, _ => Watched.Hour(103.3m));
        (_watch.Tally.More, _watch.Tally.Reached).ShouldBe(("0 more hours at 103.3", 8 / 6m));
    }

    [Fact]
    public void A_value_that_has_just_come_stands_for_nothing_yet()
    {
        Usual();
        _watch.See(Watched.Hour(103.3m));
        (_watch.Tally.Oddity, _watch.Tally.Counted).ShouldBe((Oddity.None, 0));
        _watch.See(Watched.Hour(103.3m));
        (_watch.Tally.Oddity, _watch.Tally.Counted).ShouldBe((Oddity.Odd, 2));
    }

    [Fact]
    public void Zeros_are_left_to_the_detector_of_zeros()
    {
        Usual();
        _watch.See(4, _ => Watched.Hour(0.0m));

        (_watch.Tally.Oddity, _watch.Tally.Counted, _watch.Tally.Reached).ShouldBe((Oddity.None, 0, 0m));
        _watch.Tally.Why.ShouldBe("the hour mean is 0, which data.zero watches");
    }

    [Fact]
    public void An_hour_without_a_value_is_unknown_and_leaves_the_count()
    {
        Usual();
        _watch.See(5, _ => Watched.Hour(103.3m));
        _watch.See(Watched.Nothing);

        (_watch.Tally.Oddity, _watch.Tally.Counted).ShouldBe((Oddity.Unknown, 5));
        _watch.Tally.Why.ShouldBe("the hour has no value; it neither ends nor lengthens a run of equal means");
        _watch.See(Watched.Hour(103.3m, DataFlag.Maintenance));
        _watch.Tally.Why.ShouldStartWith("the hour mean 103.3 is flagged M; it neither ends");
    }

    [Fact]
    public void A_value_that_never_moves_by_a_step_can_stand_for_ever()
    {
        _watch.See(5, _ => Watched.Hour(7m));

        (_watch.Tally.Oddity, _watch.Tally.Counted, _watch.Tally.Reached).ShouldBe((Oddity.Odd, 5, 0m));
        _watch.Tally.Why.ShouldEndWith("for which no number of equal hours is a lead");
        _watch.Tally.More.ShouldBe("0 more hours at 7");
    }

    [Fact]
    public void Standing_still_below_a_lead_is_usual_movement_too()
    {
        // 50 moves make 27.3; 3 still hours and a move of 0.5 more: 27.8 / 54 = 0.5148.
        Usual();
        _watch.See(4, _ => Watched.Hour(103.3m));
        _watch.See(Watched.Hour(103.8m));
        _watch.Figure("usual steps").ShouldBe(5.15m);
    }

    [Fact]
    public void Standing_still_that_was_a_lead_is_not()
    {
        // 27.3 and a move of 0.5: 27.8 / 51 = 0.5451.
        Usual();
        _watch.See(8, _ => Watched.Hour(103.3m));
        _watch.See(Watched.Hour(103.8m)).ShouldNotBeNull();
        _watch.Figure("usual steps").ShouldBe(5.45m);
    }

    [Fact]
    public void The_lead_names_the_hours_it_needed_and_when_it_is_over_the_hours_it_lasted()
    {
        Usual();
        _watch.See(8, _ => Watched.Hour(103.3m));
        _watch.See(Watched.Hour(103.8m));

        (_watch.Leads[0].Value, _watch.Leads[0].Bound).ShouldBe((103.3m, 6m));
        _watch.Leads[0].Reason.ShouldStartWith("hour means have stood at 103.3 for 6 hours;");
        _watch.Leads[0].Figures.Count.ShouldBe(3);
        (_watch.Leads[1].Value, _watch.Leads[1].Bound).ShouldBe((103.3m, Exact.None));
        _watch.Leads[1].Reason.ShouldBe("hour means stood at 103.3 for 8 hours");
        _watch.Leads[1].Figures.Count.ShouldBe(2);
    }

    [Fact]
    public void A_value_below_zero_moves_by_a_tenth_of_its_size_at_most()
    {
        // A tenth of 5.0 is 5 steps of 0.1, whatever the sign: six hours.
        Usual();
        _watch.See(6, _ => Watched.Hour(-5.0m));
        _watch.Only.Bound.ShouldBe(6m);
    }
}
