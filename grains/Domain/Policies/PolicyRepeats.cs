using Qianliyan.Domain.Marks;

namespace Qianliyan.Domain.Policies;

/// <summary>Items of a list about the same thing: of two that say different things only one can hold.</summary>
static class PolicyRepeats
{
    public static IEnumerable<(string Path, string Reason)> Faults(Policy policy) =>
    [
        .. Listed("marks.deviceWords", "word", policy.Marks.DeviceWords, word => word.Word),
        .. Listed("furnace.budget.year", "name", policy.Furnace.Budget.Year, budget => budget.Name),
        .. CodesOfBudgets(policy.Furnace.Budget.Year),
        .. Listed("cells.steps", "factor", policy.Cells.Steps, steps => steps.Factor),
        .. Listed("points.validity.maxima", "factor", policy.Points.Validity.Maxima, plausible => plausible.Factor),
        .. Listed("points.validity.notAveraged", "factor", policy.Points.Validity.NotAveraged, single => single.Factor),
        .. Listed("contrast.factors", "factor", policy.Contrast.Factors, contrast => contrast.Factor),
        .. Listed("detectors.companions", "factor", policy.Detectors.Companions, companion => companion.Factor),
        .. Listed("detectors.constant.tiers", "steps", policy.Detectors.Constant.Tiers, tier => tier.Steps),
    ];

    /// <summary>Hours that are marked once would be taken from two budgets.</summary>
    static IEnumerable<(string Path, string Reason)> CodesOfBudgets(IEnumerable<HourBudget> budgets)
    {
        var known = new Dictionary<MarkCode, string>();
        foreach ((int index, HourBudget budget) in budgets.Index())
        {
            for (int i = 0; i < budget.Codes.Count; i++)
            {
                string path = $"furnace.budget.year[{index}].codes[{i}]";
                if (!known.TryAdd(budget.Codes[i], path))
                    yield return (path, $"consumes a budget already, at {known[budget.Codes[i]]}");
            }
        }
    }

    /// <param name="path">The list.</param>
    /// <param name="field">The field that says what an item is about.</param>
    /// <param name="items">In the order of the file.</param>
    /// <param name="about">What an item is about.</param>
    static IEnumerable<(string Path, string Reason)> Listed<TItem, TKey>(
        string path, string field, IEnumerable<TItem> items, Func<TItem, TKey> about)
        where TKey : notnull
    {
        var known = new Dictionary<TKey, int>();
        foreach ((int index, TItem item) in items.Index())
        {
            if (!known.TryAdd(about(item), index))
                yield return ($"{path}[{index}].{field}", $"is listed before, at {path}[{known[about(item)]}]");
        }
    }
}
