using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Detectors;

public sealed class StopRunningTests
{
    static readonly DetectorPolicy Policy = Watched.Policy with
    {
        StopRunning = new()
        {
            GraceHours = 2,
            MemoryHours = 20,
            ShareOfLevel = 0.3m,
            Lasting = Watched.Lasting(window: 4, odd: 3, clear: 2),
        },
    };

    static HourSight Stopped(Exact value) => Watched.Hour(value, DataFlag.Off) with { IsMarkedStopped = true };

    [Theory]
    [InlineData(10, false)]
    [InlineData(10.1, true)]
    public void A_stopped_plant_may_emit_the_registered_most(double emission, bool isLead)
    {
        var watch = new Watch<StopRunning>(Policy);
        watch.See(5, _ => Stopped(50m) with { Emission = (decimal)emission, StopLimit = 10m });
        (watch.Leads.Count == 1).ShouldBe(isLead);
    }

    [Fact]
    public void The_first_hours_of_a_stop_do_not_count()
    {
        var watch = new Watch<StopRunning>(Policy);
        watch.See(4, _ => Stopped(50m) with { Emission = 90m, StopLimit = 10m });
        watch.Leads.ShouldBeEmpty();
        watch.See(Stopped(50m) with { Emission = 90m, StopLimit = 10m }).ShouldNotBeNull();
        watch.Only.Start.ShouldBe(Watched.At(2));
    }

    [Theory]
    [InlineData(30, false)]
    [InlineData(30.1, true)]
    public void Without_a_registered_most_a_share_of_the_running_level_decides(double value, bool isLead)
    {
        var watch = new Watch<StopRunning>(Policy);
        watch.See(30, _ => Watched.Hour(100m));
        watch.See(5, _ => Stopped((decimal)value));
        (watch.Leads.Count == 1).ShouldBe(isLead);
    }

    [Fact]
    public void A_plant_that_was_never_seen_running_is_no_lead()
    {
        var watch = new Watch<StopRunning>(Policy);
        watch.See(9, _ => Watched.Hour(100m));
        watch.See(20, _ => Stopped(100m));
        watch.Leads.ShouldBeEmpty();
    }

    [Fact]
    public void It_is_over_when_the_plant_runs_unmarked()
    {
        var watch = new Watch<StopRunning>(Policy);
        watch.See(10, _ => Stopped(50m) with { Emission = 90m, StopLimit = 10m });
        watch.See(2, _ => Watched.Hour(50m));
        watch.Leads.Count.ShouldBe(2);
        watch.Leads[1].End.ShouldBe(Watched.At(10));
    }
}
