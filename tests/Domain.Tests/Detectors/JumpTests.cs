using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Detectors;

public sealed class JumpTests
{
    static readonly DetectorPolicy Policy = Watched.Policy with
    {
        Jump = new()
        {
            MemoryHours = 1_000_000_000,
            WarmUpHours = 10,
            TimesLargestMove = 2,
            TimesValue = 1.5m,
            HoldHours = 3,
            AdoptHours = 8,
        },
    };

    /// <summary>Ten hours between <paramref name="low"/> and 10 more, ending low.</summary>
    static Watch<Jump> After(decimal low)
    {
        var watch = new Watch<Jump>(Policy);
        watch.See(11, i => Watched.Hour(low + i % 2 * 10m));
        return watch;
    }

    [Theory]
    [InlineData(40, false)]
    [InlineData(41, true)]
    public void A_jump_is_more_than_twice_the_largest_usual_movement(int to, bool isLead)
    {
        // 20 -> 40 moves by 2 x 10.
        Watch<Jump> watch = After(20);
        watch.See(3, _ => Watched.Hour(to));
        (watch.Leads.Count == 1).ShouldBe(isLead);
    }

    [Theory]
    [InlineData(149, false)]
    [InlineData(150, true)]
    public void And_half_as_much_again_as_the_smaller_value(int to, bool isLead)
    {
        Watch<Jump> watch = After(100);
        watch.See(3, _ => Watched.Hour(to));
        (watch.Leads.Count == 1).ShouldBe(isLead);
    }

    [Fact]
    public void A_fall_is_a_jump_too()
    {
        Watch<Jump> watch = After(100);
        watch.See(3, _ => Watched.Hour(12m));
        watch.Only.Start.ShouldBe(Watched.At(11));
        watch.Only.Bound.ShouldBe(100m);
    }

    [Fact]
    public void What_comes_back_before_it_held_is_a_spike_and_from_then_on_usual()
    {
        Watch<Jump> watch = After(100);
        watch.See(2, _ => Watched.Hour(200m));
        watch.See(3, _ => Watched.Hour(100m));
        watch.See(5, _ => Watched.Hour(290m));
        watch.Leads.ShouldBeEmpty();
    }

    [Fact]
    public void It_is_over_when_less_than_half_of_it_is_left()
    {
        Watch<Jump> watch = After(100);
        watch.See(4, _ => Watched.Hour(200m));
        watch.See(Watched.Hour(151m)).ShouldBeNull();
        watch.See(Watched.Hour(150m)).ShouldNotBeNull().IsOver.ShouldBeTrue();
        watch.Leads[1].End.ShouldBe(Watched.At(16));
    }

    [Fact]
    public void A_new_level_is_usual_after_the_policys_time()
    {
        Watch<Jump> watch = After(100);
        watch.See(8, _ => Watched.Hour(200m));
        watch.Only.IsOver.ShouldBeFalse();
        watch.See(Watched.Hour(200m)).ShouldNotBeNull().IsOver.ShouldBeTrue();
        watch.See(30, _ => Watched.Hour(200m));
        watch.Leads.Count.ShouldBe(2);
    }

    [Fact]
    public void After_a_gap_of_hours_nothing_is_judged()
    {
        Watch<Jump> watch = After(100);
        watch.See(4, _ => Watched.Nothing);
        watch.See(5, _ => Watched.Hour(300m));
        watch.Leads.ShouldBeEmpty();
    }
}
