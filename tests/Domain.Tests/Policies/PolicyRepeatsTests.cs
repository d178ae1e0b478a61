using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Policies.Files;

namespace Qianliyan.Domain.Tests.Policies;

/// <summary>Of two lines about the same thing only one can hold, and a limit for nobody never does.</summary>
public sealed class PolicyRepeatsTests
{
    [Theory]
    [InlineData("- { name: drying, hours: 700", "- { name: startStop, hours: 700",
        "furnace.budget.year[1].name 'startStop' is listed before, at furnace.budget.year[0]")]
    [InlineData("- { factor: w01001, maximum: 14 }", "- { factor: w01001, maximum: 14 }\n      - { factor: w01001, maximum: 5 }",
        "points.validity.maxima[10].factor 'w01001' is listed before, at points.validity.maxima[9]")]
    [InlineData("- { factor: a34002, notice", "- { factor: a34004, notice",
        "cells.steps[1].factor 'a34004' is listed before, at cells.steps[0]")]
    [InlineData("- { word: Sr, code: starting }", "- { word: St, code: starting }",
        "marks.deviceWords[2].word 'St' is listed before, at marks.deviceWords[1]")]
    [InlineData("- { steps: 3, hours: 12 }", "- { steps: 1, hours: 12 }",
        "detectors.constant.tiers[2].steps '1' is listed before, at detectors.constant.tiers[1]")]
    public void An_item_about_the_same_as_one_before_is_named(string text, string instead, string fault) =>
        Faults(text, instead).ShouldBe([fault]);

    [Theory]
    [InlineData("a21002, kinds", "zz, kinds", "limits[1].factor 'zz' is not a factor code of HJ 212 such as a21026")]
    [InlineData("a21002, kinds", "a2100, kinds", "limits[1].factor 'a2100' is not a factor code of HJ 212 such as a21026")]
    [InlineData("factor: a01007", "factor: wind", "contrast.wind.factor 'wind' is not a factor code of HJ 212 such as a21026")]
    [InlineData("factors: [a00000, w00000]", "factors: [a00000, w0]",
        "electricity.order.emission.factors[1] 'w0' is not a factor code of HJ 212 such as a21026")]
    public void What_has_not_the_form_of_a_factor_code_is_named(string text, string instead, string fault) =>
        Faults(text, instead).ShouldBe([fault]);

    [Fact]
    public void Of_thousands_of_limits_that_say_one_thing_a_hundred_are_named()
    {
        const string Line = "- { factor: a21002, kinds: [incineratorFlueGas], hour: 200, day: 100, clause: c, source: s }\n  ";
        string many = string.Concat(Enumerable.Repeat(Line, 3_000));

        string[] faults = Faults(Nox, many + Nox);

        faults.Length.ShouldBe(100);
        faults[0].ShouldStartWith("limits[2].hour '200' bounds a21002");
    }

    const string Nox = "- { factor: a21002, kinds: [incineratorFlueGas], hour: 300, day: 250, referenceOxygen: 11, validFrom: 2016-01-01";

    [Theory]
    [InlineData("hour: 200, referenceOxygen: 11, validFrom: 2016-01-01", "hour")]
    [InlineData("day: 250, referenceOxygen: 11, validFrom: 2016-01-01", "day")]
    [InlineData("day: 200, referenceOxygen: 11, validFrom: 2030-01-01", "day")]
    [InlineData("day: 200, referenceOxygen: 11, validTo: 2016-01-02", "day")]
    [InlineData("day: 200, referenceOxygen: 11, validTo: 2016-01-01", null)]
    [InlineData("day: 200, validFrom: 2016-01-01", null)]
    [InlineData("day: 200, referenceOxygen: 11, systems: [\"31\"]", null)]
    public void A_second_bound_for_the_same_points_and_days_is_named(string bound, string? period)
    {
        string second = $"- {{ factor: a21002, kinds: [incineratorFlueGas], {bound}, clause: c, source: s }}\n  ";

        string[] faults = period is null ? [] :
        [
            // The second stands before the national one, which is limits[1] without it.
            $"limits[2].{period} '{(period == "hour" ? 300 : 250)}' bounds a21002 at the same points on the same days as limits[1].{period}: only the stricter can hold",
        ];
        if (period is null)
            PolicyFile.Parse(With(Nox, second + Nox));
        else
            Faults(Nox, second + Nox).ShouldBe(faults);
    }

    [Theory]
    [InlineData("61", true)]
    [InlineData("1402", true)]
    [InlineData("13", false)]
    [InlineData("130109", false)]
    public void A_limit_outside_the_region_of_its_file_is_named(string region, bool isOutside)
    {
        string yaml = Regional(region);

        if (!isOutside)
            PolicyFile.Parse(yaml);
        else
            Text(PolicyFileTests.Faults(yaml).Single()).ShouldBe(
                $"limits[{PolicyFile.National.Limits.Count}].region '{region}' is no part of the file's region 13: the limit never holds");
    }

    [Fact]
    public void A_file_may_be_stricter_than_what_it_extends_and_say_less_than_it()
    {
        const string County = "version: county\nextends: province\nregion: 130109\n";

        PolicyFile.Parse(County, name => name == "province" ? Regional("1302") : null).Limits.Count.ShouldBe(PolicyFile.National.Limits.Count + 1);
    }

    static string Regional(string limitRegion) =>
        "version: hebei\nextends: national\nregion: 13\nlimits:\n"
        + $"  - {{ factor: a21026, kinds: [incineratorFlueGas], day: 40, referenceOxygen: 11, region: \"{limitRegion}\", clause: c, source: s }}";

    static string[] Faults(string text, string instead) => [.. PolicyFileTests.Faults(With(text, instead)).Select(Text)];

    static string With(string text, string instead)
    {
        PolicyFile.NationalText.ShouldContain(text);
        return PolicyFile.NationalText.Replace(text, instead, StringComparison.Ordinal);
    }

    static string Text(PolicyFault fault) => $"{fault.Path} '{fault.Value}' {fault.Reason}";
}
