using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Detectors;

/// <summary>Detectors that hold a factor against another series.</summary>
public sealed class RatioTests
{
    static readonly PersistencePolicy ThreeOfFour = Watched.Lasting(window: 4, odd: 3, clear: 2);

    static readonly DetectorPolicy Policy = Watched.Policy with
    {
        PeerGap = new() { Tag = "like:", LeastPeers = 2, DaysATick = 1, MemoryHours = 100, WarmUpHours = 20, TimesUsual = 2, Lasting = ThreeOfFour },
        Parameter = new()
        {
            FastHours = 1,
            SlowHours = 100,
            WarmUpHours = 20,
            MemoryBlocks = 10,
            Shift = 0.2m,
            TimesLargest = 1.5m,
            Lasting = ThreeOfFour,
        },
    };

    [Theory]
    [InlineData(100, false)]
    [InlineData(101, true)]
    [InlineData(25, false)]
    [InlineData(24, true)]
    public void An_outlet_is_far_from_its_like_beyond_twice_its_own_usual_ratio(int value, bool isLead)
    {
        // Usually 50 to 100, a ratio of 0.5: 100 is twice, 25 half of it.
        var watch = new Watch<PeerGap>(Policy);
        watch.See(20, _ => Watched.Hour(50m) with { Peers = 100m });
        watch.See(3, _ => Watched.Hour(value) with { Peers = 100m });
        (watch.Leads.Count == 1).ShouldBe(isLead);
    }

    [Fact]
    public void What_all_outlets_do_together_is_no_lead()
    {
        var watch = new Watch<PeerGap>(Policy);
        watch.See(20, _ => Watched.Hour(50m) with { Peers = 100m });
        watch.See(20, _ => Watched.Hour(500m) with { Peers = 1000m });
        watch.See(20, _ => Watched.Hour(500m));
        watch.Leads.ShouldBeEmpty();
    }

    [Fact]
    public void An_outlet_has_no_usual_ratio_before_enough_hours()
    {
        var watch = new Watch<PeerGap>(Policy);
        watch.See(19, _ => Watched.Hour(50m) with { Peers = 100m });
        watch.See(1, _ => Watched.Hour(500m) with { Peers = 100m });
        watch.See(3, _ => Watched.Hour(50m) with { Peers = 100m });
        watch.Leads.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(120, false)]
    [InlineData(121, true)]
    [InlineData(80, false)]
    [InlineData(79, true)]
    public void A_ratio_that_shifts_by_a_fifth_for_hours_is_a_changed_parameter(int value, bool isLead)
    {
        var watch = new Watch<ParameterChange>(Policy);
        watch.See(30, _ => Watched.Hour(100m) with { Companion = 100m });
        watch.See(3, _ => Watched.Hour(value) with { Companion = 100m });
        (watch.Leads.Count == 1).ShouldBe(isLead);
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(28, false)]
    public void The_shift_must_be_larger_than_what_is_usual(int swing, bool isLead)
    {
        // 1.4 is a shift of 0.4; 1.5 times a usual swing of 0.2 is 0.3, of 0.28 is 0.42.
        var watch = new Watch<ParameterChange>(Policy);
        watch.See(60, i => Watched.Hour(100m + (i % 2 * 2 - 1) * swing) with { Companion = 100m });
        watch.Leads.ShouldBeEmpty();
        watch.See(3, _ => Watched.Hour(140m) with { Companion = 100m });
        (watch.Leads.Count == 1).ShouldBe(isLead);
    }

    [Fact]
    public void Without_a_companion_nothing_is_said()
    {
        var watch = new Watch<ParameterChange>(Policy);
        watch.See(30, _ => Watched.Hour(100m));
        watch.See(30, _ => Watched.Hour(300m));
        watch.Leads.ShouldBeEmpty();
    }
}
