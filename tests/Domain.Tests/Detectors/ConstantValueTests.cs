using CsCheck;
using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Detectors;

public sealed class ConstantValueTests
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

    /// <summary>Hours that move by so many steps of the last digit (0.1), about 100.0.</summary>
    static Watch<ConstantValue> After(int steps)
    {
        var watch = new Watch<ConstantValue>(Policy);
        watch.See(50, i => Watched.Hour(100.0m + i % 2 * steps * 0.1m));
        return watch;
    }

    [Theory]
    [InlineData(5, 5, false)]
    [InlineData(5, 6, true)]
    [InlineData(4, 6, false)]
    [InlineData(4, 9, false)]
    [InlineData(4, 10, true)]
    public void Equal_hours_are_a_lead_when_the_usual_movement_speaks_against_them(int steps, int equal, bool isLead)
    {
        Watch<ConstantValue> watch = After(steps);
        watch.See(equal, _ => Watched.Hour(103.3m));
        (watch.Leads.Count == 1).ShouldBe(isLead);
    }

    [Fact]
    public void A_value_that_never_moved_by_a_step_is_no_lead()
    {
        var watch = new Watch<ConstantValue>(Policy);
        watch.See(200, _ => Watched.Hour(7m));
        watch.Leads.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(5.0, true)]
    [InlineData(4.9, false)]
    public void Near_its_bottom_a_value_counts_as_moving_by_a_tenth_of_itself_at_most(double value, bool isLead)
    {
        // A tenth of 5.0 is 5 steps of 0.1: six hours; a tenth of 4.9 is 4.9 steps: ten hours.
        Watch<ConstantValue> watch = After(50);
        watch.See(6, _ => Watched.Hour((decimal)value + 0.0m));
        (watch.Leads.Count == 1).ShouldBe(isLead);
    }

    [Fact]
    public void Zeros_and_void_hours_are_not_its_business()
    {
        Watch<ConstantValue> watch = After(5);
        watch.See(20, _ => Watched.Hour(0.0m));
        watch.See(20, _ => Watched.Hour(101.7m, DataFlag.Calibration));
        watch.Leads.ShouldBeEmpty();
    }

    [Fact]
    public void Missing_hours_neither_end_nor_lengthen_a_run()
    {
        Watch<ConstantValue> watch = After(5);
        watch.See(5, _ => Watched.Hour(103.3m));
        watch.See(3, _ => Watched.Nothing);
        watch.Leads.ShouldBeEmpty();
        watch.See(Watched.Hour(103.3m));
        watch.Only.Start.ShouldBe(Watched.At(50));
        watch.Only.End.ShouldBe(Watched.At(59));
    }

    [Fact]
    public void The_lead_is_over_with_the_first_other_value_and_can_be_raised_again()
    {
        Watch<ConstantValue> watch = After(5);
        watch.See(8, _ => Watched.Hour(103.3m));
        watch.See(Watched.Hour(103.4m)).ShouldNotBeNull().IsOver.ShouldBeTrue();
        watch.Leads[1].Start.ShouldBe(watch.Leads[0].Start);
        watch.Leads[1].End.ShouldBe(Watched.At(58));
        watch.See(6, _ => Watched.Hour(99.9m));
        watch.Leads.Count.ShouldBe(3);
        watch.Leads[2].Reason.ShouldContain("99.9 for 6 hours");
    }

    [Fact]
    public void Noise_that_never_stands_still_never_raises_it() =>
        Gen.Int[1, 5_000].Array[300].Sample(moves =>
        {
            var watch = new Watch<ConstantValue>(Watched.Policy);
            long cents = 1_000_000;
            for (int i = 0; i < moves.Length; i++)
            {
                cents += i % 2 == 0 ? moves[i] : -moves[i];
                watch.See(Watched.Hour(cents / 100m));
            }

            watch.Leads.ShouldBeEmpty();
        });
}
