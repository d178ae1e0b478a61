using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Tests.Registry;

public sealed class RegistryRulesTests
{
    [Fact]
    public void Only_the_eleven_minute_intervals_of_the_standard_pass() =>
        Enumerable.Range(-1, 70).Where(minutes => RegistryRules.MinuteInterval(minutes) is null)
            .ShouldBe([1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30]);

    [Theory]
    [InlineData("0", false)]
    [InlineData("0.1", true)]
    [InlineData("11", true)]
    [InlineData("20.9", true)]
    [InlineData("21", false)]
    public void Reference_oxygen_lies_between_0_and_21(string percent, bool passes) =>
        (RegistryRules.ReferenceOxygen(decimal.Parse(percent, null)) is null).ShouldBe(passes);

    [Fact]
    public void A_limit_of_zero_means_not_known_and_no_limit_is_no_limit()
    {
        RegistryRules.IsUnknownLimit(Exact.From(0.0m)).ShouldBeTrue();
        RegistryRules.IsUnknownLimit(Exact.From(0.1m)).ShouldBeFalse();
        RegistryRules.IsUnknownLimit(Exact.None).ShouldBeFalse();
    }

    [Fact]
    public void A_lower_limit_alone_is_enough()
    {
        var furnace = new FactorLimit(
            FactorCode.Parse("a01901"), LimitPeriod.FiveMinutes, Exact.None, 850m, "GB 18485-2014", null);

        RegistryRules.Limit(furnace).ShouldBeNull();
        RegistryRules.Limit(furnace with { Lower = Exact.None }).ShouldBe("has neither an upper nor a lower limit");
        RegistryRules.Limit(furnace with { Upper = 850m })
            .ShouldBe("has a lower limit that is not below its upper limit");
    }

    [Fact]
    public void Swapped_axes_are_recognised() =>
        RegistryRules.Location(new Wgs84(38, 114.5)).ShouldBe(
            "lies outside China; longitude and latitude seem to be swapped");
}
