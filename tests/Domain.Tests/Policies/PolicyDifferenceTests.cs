using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Policies;

public sealed class PolicyDifferenceTests
{
    [Fact]
    public void A_policy_does_not_differ_from_itself_nor_by_order_comments_and_zeros()
    {
        string lines = PolicyFile.NationalText.ReplaceLineEndings("\n");
        int limits = lines.IndexOf("  # GB 18485", StringComparison.Ordinal);
        int legal = lines.IndexOf("legal:", StringComparison.Ordinal);
        string[] turned = [.. lines[limits..legal].Split('\n').Reverse()];
        string other = lines[..limits] + string.Join('\n', turned) + "\n" + lines[legal..];

        Between(PolicyFile.NationalText, other.Replace("0.75 ", "0.750 ", StringComparison.Ordinal)
            .Replace("annex D", "annexe D", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void A_changed_number_comes_with_its_clause()
    {
        PolicyChange change = Between(
            PolicyFile.NationalText,
            PolicyFile.NationalText.Replace("dayHours: 20 ", "dayHours: 22 ", StringComparison.Ordinal)).Single();

        change.ShouldBe(new PolicyChange(
            "means.dayHours", "20", "22", "HJ 212-2017 annex D: a day is valid with >= 20 valid hours"));
    }

    [Fact]
    public void A_limit_is_found_again_by_what_it_is_about()
    {
        string changed = PolicyFile.NationalText
            .Replace("{ factor: a21026, kinds: [incineratorFlueGas], hour: 100, day: 80", "{ factor: a21026, "
                + "kinds: [incineratorFlueGas], hour: 100, day: 70", StringComparison.Ordinal);

        Between(PolicyFile.NationalText, changed).Single().ShouldBe(new PolicyChange(
            "limits[a21026, [incineratorFlueGas], 11, 2016-01-01].day", "80", "70",
            "GB 18485-2014 table 4; plant rule set; daily means also by published comparison"));
    }

    [Fact]
    public void A_budget_is_found_again_by_its_name()
    {
        string changed = PolicyFile.NationalText.Replace(
            "name: startStop", "name: anotherName", StringComparison.Ordinal);

        Between(PolicyFile.NationalText, changed).Select(change => change.Path).ShouldBe(
            ["furnace.budget.year[startStop]", "furnace.budget.year[anotherName]"]);
    }

    [Fact]
    public void A_regional_policy_differs_by_what_it_adds()
    {
        const string Regional =
            """
            version: hebei-1
            extends: national
            region: 13
            furnace: { toleratedLowSlots: 4 }
            limits:
              - { factor: a21026, day: 40, clause: DB13, source: a test }
            """;

        Between(PolicyFile.NationalText, Regional).ShouldBe(
        [
            new PolicyChange("version", "national-2026.1", "national-2026.1+hebei-1", null),
            new PolicyChange(
                "furnace.toleratedLowSlots", "5", "4", "the sixth slot below 850 in a natural day is the violation"),
            new PolicyChange(
                "limits[a21026, 13]", null, "{ factor: a21026, day: 40, clause: DB13, source: a test, region: 13 }",
                "DB13; a test"),
            new PolicyChange("region", null, "13", null),
        ]);
    }

    [Fact]
    public void What_one_gains_the_other_loses()
    {
        string without = PolicyFile.NationalText.Replace("# assumption (o2", "#", StringComparison.Ordinal);
        // An act that no finding cites while a false mark counts as evasion.
        int row = without.IndexOf("  - { act: data.falsified, article: Environmental Code", StringComparison.Ordinal);
        without = without.Remove(row, without.IndexOf('\n', row) + 1 - row);

        PolicyChange lost = Between(PolicyFile.NationalText, without).Single();
        PolicyChange gained = Between(without, PolicyFile.NationalText).Single();

        lost.Path.ShouldBe("legalBases[data.falsified, 2026-08-15]");
        lost.After.ShouldBeNull();
        gained.ShouldBe(lost with { Before = null, After = lost.Before });
    }

    static IReadOnlyList<PolicyChange> Between(string before, string after) =>
        PolicyDifference.Between(
            PolicyFile.Read("before", before, _ => null), PolicyFile.Read("after", after, _ => null));
}
