using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Policies.Files;

namespace Qianliyan.Domain.Tests.Policies;

public sealed class RegionalPolicyTests
{
    const string Province =
        """
        version: hebei-1
        extends: national
        region: 13
        means:
          dayHours: 22
        cells:
          steps:
            - { factor: a34004, notice: 60, warning: 100, exceeded: 140, source: a test }
        limits:
          - { factor: a21026, kinds: [incineratorFlueGas], day: 40, clause: DB13, source: a test }
          - { factor: a21026, region: "1301", day: 30, clause: DB1301, source: a test }
        legalBases:
          - { act: furnace.temperature, article: Local art. 1, from: 2012-01-01, to: 2016-01-01, source: a test }

        """;

    [Fact]
    public void A_regional_file_says_only_what_differs()
    {
        Policy policy = PolicyFile.Parse(Province);

        policy.Version.ShouldBe("national-2026.1+hebei-1");
        policy.Region.ShouldBe(RegionPrefix.Parse("13"));
        (policy.Means.DayHours, policy.Means.HourMinutes).ShouldBe((22, 45));
        policy.Cells.Steps.Single().Exceeded.ShouldBe(140);
        policy.Furnace.ShouldBe(PolicyFile.National.Furnace);
    }

    [Fact]
    public void Its_limits_and_legal_bases_come_in_addition_and_hold_in_its_region()
    {
        Policy policy = PolicyFile.Parse(Province);

        policy.Limits.Count.ShouldBe(PolicyFile.National.Limits.Count + 2);
        policy.Limits.TakeLast(2).Select(limit => limit.Region.ToString()).ShouldBe(["13", "1301"]);
        policy.Limits[0].ShouldBe(PolicyFile.National.Limits[0]);
        policy.LegalBases.Count.ShouldBe(PolicyFile.National.LegalBases.Count + 1);
    }

    [Fact]
    public void A_city_extends_its_province()
    {
        const string City = "version: sjz-2\nextends: hebei\nregion: 1301\nmeans: { hourMinutes: 50 }";

        Policy policy = PolicyFile.Parse(City, name => name == "hebei" ? Province : null);

        policy.Version.ShouldBe("national-2026.1+hebei-1+sjz-2");
        (policy.Means.DayHours, policy.Means.HourMinutes).ShouldBe((22, 50));
        policy.Region.ShouldBe(RegionPrefix.Parse("1301"));
        policy.Limits.TakeLast(2).Select(limit => limit.Region.ToString()).ShouldBe(["13", "1301"]);
    }

    [Theory]
    [InlineData("extends: national", "extends: nation", "line 2, extends: 'nation' is not the name of a policy")]
    [InlineData("extends: national", "extends: policy", "line 2, extends: 'policy' extends itself")]
    [InlineData("extends: national", "extends: [national]", "line 2, extends: is not the name")]
    [InlineData("version: hebei-1", "", "version: is missing")]
    [InlineData("dayHours: 22", "dayHours: 25", "policy line 5, means.dayHours: '25' is above 24")]
    [InlineData("dayHours: 22", "dayHuors: 22", "policy line 5, means.dayHuors: '22' is no field here; there are hour")]
    [InlineData("region: 13", "region: Hebei", "policy line 3, region: 'Hebei' is not the first two")]
    [InlineData("warning: 100, ", "", "policy line 8, cells.steps[0].warning: is missing")]
    [InlineData("to: 2016-01-01", "to: 2016-01-02",
        "legalBases[14].from: '2012-01-01' gives furnace.temperature an article on days on which it has Air Law")]
    [InlineData("act: furnace.temperature, ", "", "policy line 13, legalBases[14].act: is missing")]
    public void What_is_wrong_with_it_is_named_in_its_own_lines(string text, string replacement, string error)
    {
        Province.ShouldContain(text);

        PolicyFileTests.Faults(Province.Replace(text, replacement, StringComparison.Ordinal))[0].ToString()
            .ShouldContain(error);
    }

    [Fact]
    public void Two_files_that_extend_each_other_are_refused()
    {
        var thrown = Should.Throw<PolicyFileException>(
            () => PolicyFile.Read("a", "version: a\nextends: b", name => $"version: {name}\nextends: a"));

        thrown.Faults.Single().ToString().ShouldBe("b line 2, extends: 'a' extends itself");
    }

    [Fact]
    public void What_is_wrong_with_the_base_is_named_in_the_lines_of_the_base()
    {
        string wrong = PolicyFile.NationalText.Replace("dayHours: 20", "dayHours: none", StringComparison.Ordinal);

        PolicyFault fault = Should.Throw<PolicyFileException>(
            () => PolicyFile.Parse("version: x\nextends: other", _ => wrong)).Faults.Single();

        (fault.Place.File, fault.Path, fault.Value).ShouldBe(("other", "means.dayHours", "none"));
    }
}
