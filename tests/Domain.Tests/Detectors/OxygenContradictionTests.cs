using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Detectors;

public sealed class OxygenContradictionTests
{
    static readonly DetectorPolicy Policy = Watched.Policy with
    {
        Oxygen = new()
        {
            MemoryHours = 100,
            WarmUpHours = 20,
            AirPercent = 21,
            AirFromPercent = 19,
            ShareInAir = 0.5m,
            DeficitChange = 0.25m,
            ConcentrationChange = 0.1m,
            Lasting = Watched.Lasting(window: 4, odd: 3, clear: 2),
        },
    };

    /// <summary>Usually 11 % oxygen, a deficit of 10, and 100 of the pollutant.</summary>
    static Watch<OxygenContradiction> Usual()
    {
        var watch = new Watch<OxygenContradiction>(Policy);
        watch.See(20, _ => Watched.Hour(100m) with { Oxygen = 11m });
        return watch;
    }

    [Theory]
    [InlineData(8.5, 100, false)]
    [InlineData(8.4, 100, true)]
    [InlineData(13.6, 100, true)]
    [InlineData(13.5, 100, false)]
    [InlineData(8.0, 110, true)]
    [InlineData(8.0, 111, false)]
    [InlineData(8.0, 90, true)]
    [InlineData(8.0, 89, false)]
    public void Oxygen_that_moves_alone_is_a_contradiction(double oxygen, int concentration, bool isLead)
    {
        // Deficit 21 - 8.4 = 12.6 is 0.26 more than the usual 10; 21 - 8.5 = 12.5 is 0.25 more.
        Watch<OxygenContradiction> watch = Usual();
        watch.See(3, _ => Watched.Hour(concentration) with { Oxygen = (decimal)oxygen });
        (watch.Leads.Count == 1).ShouldBe(isLead);
    }

    [Theory]
    [InlineData(19.0, 51, true)]
    [InlineData(19.0, 50, false)]
    [InlineData(18.9, 51, false)]
    public void Air_does_not_carry_the_usual_concentration(double oxygen, int concentration, bool isLead)
    {
        Watch<OxygenContradiction> watch = Usual();
        watch.See(3, _ => Watched.Hour(concentration) with { Oxygen = (decimal)oxygen });
        (watch.Leads.Count == 1).ShouldBe(isLead);
    }

    [Fact]
    public void Air_that_gets_in_dilutes_both_and_is_no_lead()
    {
        Watch<OxygenContradiction> watch = Usual();
        watch.See(10, _ => Watched.Hour(60m) with { Oxygen = 15m });
        watch.Leads.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_said_before_the_usual_levels_are_known_or_without_oxygen()
    {
        var watch = new Watch<OxygenContradiction>(Policy);
        watch.See(19, _ => Watched.Hour(100m) with { Oxygen = 11m });
        watch.See(1, _ => Watched.Hour(100m) with { Oxygen = 20.9m });
        watch.See(10, _ => Watched.Hour(100m));
        watch.Leads.ShouldBeEmpty();
    }
}
