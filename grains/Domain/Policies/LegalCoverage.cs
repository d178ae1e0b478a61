using System.Globalization;

namespace Qianliyan.Domain.Policies;

/// <summary>Holes in the legal bases: days on which an act that findings cite stands under no article.</summary>
static class LegalCoverage
{
    public static IEnumerable<(string Path, string Reason)> Faults(Policy policy) =>
        LegalAct.CitedWith(policy.Legal.FalseMark).SelectMany(act => Holes(policy, act));

    /// <summary>What is wrong with a policy that is put in force on a day: acts that nobody would look at.</summary>
    public static IEnumerable<(string Path, string Reason)> FaultsOn(Policy policy, DateOnly day)
    {
        if (policy.Legal.ActsFrom > day)
        {
            yield return (
                "legal.actsFrom",
                $"is after {Day(day)}, when the policy is put in force: acts until then need no article");
        }
    }

    static IEnumerable<(string Path, string Reason)> Holes(Policy policy, string act)
    {
        (int Index, LegalBasis Basis)[] spans =
            [.. policy.LegalBases.Index().Where(each => each.Item.Act == act).OrderBy(each => each.Item.From)];
        if (spans.Length == 0)
        {
            yield return ("legalBases", $"give {act} no article");
            yield break;
        }

        DateOnly? next = policy.Legal.ActsFrom;
        string? covered = null;
        foreach ((int index, LegalBasis basis) in spans)
        {
            if (next is not { } first || basis.To <= first)
                continue;
            if (basis.From > first)
                yield return (covered ?? $"legalBases[{index}].from", Hole(act, first, basis.From.AddDays(-1)));
            next = basis.To;
            covered = $"legalBases[{index}].to";
        }

        if (next is { } end)
            yield return (covered ?? $"legalBases[{spans[^1].Index}].to", $"leaves {act} without an article from {Day(end)} on");
    }

    static string Hole(string act, DateOnly first, DateOnly last) =>
        $"leaves {act} without an article {(first == last ? $"on {Day(first)}" : $"from {Day(first)} to {Day(last)}")}";

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
