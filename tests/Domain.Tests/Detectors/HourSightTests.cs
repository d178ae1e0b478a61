using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Tests.Detectors;

public sealed class HourSightTests
{
    [Fact]
    public void An_hour_stands_for_a_running_plant_when_its_mean_counts_and_nothing_explains_it_away()
    {
        Watched.Hour(5m).IsRunning.ShouldBeTrue();
        Watched.Nothing.IsRunning.ShouldBeFalse();
        Watched.Hour(5m, DataFlag.Fault).IsRunning.ShouldBeFalse();
        (Watched.Hour(5m) with { IsMarkedStopped = true }).IsRunning.ShouldBeFalse();
        (Watched.Hour(5m) with { IsMarked = true }).IsRunning.ShouldBeFalse();
    }

    [Fact]
    public void Hours_are_numbered_from_1970_in_UTC()
    {
        // 08:00 in Beijing is 00:00 UTC.
        HourSight hour = new() { Start = Time.BeijingTime.Of(1970, 1, 2, 8, 0, 0) };
        hour.Number.ShouldBe(24);
        HourSight.TimeOf(24).ShouldBe(hour.Start);
    }

    [Fact]
    public void Every_detector_sees_the_hour_and_says_how_far_it_is_in_the_order_of_the_rules()
    {
        var detectors = new FactorDetectors();
        HourSight hour = Watched.Hour(5m);
        FactorDetectors before = detectors.Copy();
        detectors.See(in hour, Watched.Policy, []);

        detectors.Tally(before, hour, Watched.Policy).Select(tally => tally.Rule).ShouldBe(FactorDetectors.Rules);
    }

    [Fact]
    public void What_outlets_do_apart_from_their_like_is_a_lead_among_all_detectors()
    {
        // 72 hours at half of its like, then 20 of 24 hours at 1.2 times it, over 2.2 x 0.5 = 1.1.
        var detectors = new FactorDetectors();
        List<Lead> leads = [];
        for (int i = 0; i < 92; i++)
        {
            decimal value = (i < 72 ? 50m : 120m) + i % 2;
            HourSight hour = Watched.Hour(value) with { Start = Watched.At(i), Peers = 100m };
            detectors.See(in hour, Watched.Policy, leads);
        }

        leads.Select(lead => lead.Rule).ShouldBe(["data.jump", "data.peerGap"]);
    }

    [Fact]
    public void A_running_level_weighs_each_value_alike_and_then_one_in_its_memory()
    {
        // (10 + 20) / 2 = 15; then 15 + (21 - 15) / 2 = 18.
        var level = new RunningLevel();
        level.Add(10, memory: 2);
        level.Add(20, memory: 2);
        (level.Mean, level.Count).ShouldBe((15L, 2));
        level.Add(21, memory: 2);
        (level.Mean, level.Count).ShouldBe((18L, 2));
    }

    [Theory]
    [InlineData("1.5", 1_500_000L)]
    [InlineData("-1.5", -1_500_000L)]
    [InlineData("0.0000019", 1L)]
    [InlineData("0.00000001", 0L)]
    [InlineData("999999999", 999_999_999_000_000L)]
    [InlineData("1000000000.1", 1_000_000_000_000_000L)]
    [InlineData("-10000000000000000", -1_000_000_000_000_000L)]
    public void Values_are_millionths_cut_at_a_thousand_millions(string value, long micro) =>
        RunningLevel.Micro(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(micro);

    [Fact]
    public void A_ratio_is_in_millionths_and_none_of_nothing_or_less()
    {
        RunningLevel.Ratio((Exact)1m, 4m).ShouldBe(250_000L);
        RunningLevel.Ratio((Exact)(-1m), 4m).ShouldBe(-250_000L);
        RunningLevel.Ratio((Exact)1m, 0m).ShouldBeNull();
        RunningLevel.Ratio((Exact)1m, -4m).ShouldBeNull();
        RunningLevel.Ratio(Exact.None, 4m).ShouldBeNull();
        RunningLevel.Ratio((Exact)1m, Exact.None).ShouldBeNull();
        // Less than a millionth counts as one; 900,000,000 of it is cut.
        RunningLevel.Ratio((Exact)0.000001m, 0.0000001m).ShouldBe(1_000_000L);
        RunningLevel.Ratio((Exact)900_000_000m, 0.0000001m).ShouldBe(1_000_000_000_000_000L);
        RunningLevel.Ratio((Exact)(-900_000_000m), 0.0000001m).ShouldBe(-1_000_000_000_000_000L);
    }
}
