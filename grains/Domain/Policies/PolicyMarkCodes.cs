using Qianliyan.Domain.Marks;

namespace Qianliyan.Domain.Policies;

/// <summary>Marks that a list would free of everything, or that another list decides before it.</summary>
static class PolicyMarkCodes
{
    const string FreeCodes = "furnace.exempt.freeCodes";

    public static IEnumerable<(string Path, string Reason)> Faults(Policy policy)
    {
        FurnacePolicy furnace = policy.Furnace;
        (string Path, IReadOnlyList<MarkCode> Codes)[] lists =
        [
            (FreeCodes, furnace.Exempt.FreeCodes),
            ("furnace.exempt.voidCodes", furnace.Exempt.VoidCodes),
            .. furnace.Budget.Year.Select(
                (budget, i) => ($"furnace.budget.year[{i}].codes", (IReadOnlyList<MarkCode>)budget.Codes)),
            ("furnace.temp.exemptMarks", furnace.Temp.ExemptMarks),
            ("points.marks.voidCodes", policy.Points.Marks.VoidCodes),
            ("points.marks.excusedCodes", policy.Points.Marks.ExcusedCodes),
            ("points.marks.stoppedCodes", policy.Points.Marks.StoppedCodes),
            ("detectors.markCodes", policy.Detectors.MarkCodes),
        ];
        foreach ((string path, IReadOnlyList<MarkCode> codes) in lists)
        {
            for (int i = 0; i < codes.Count; i++)
            {
                if (codes[i] == MarkCode.Normal)
                    yield return ($"{path}[{i}]", "is what holds where nothing is marked");
                else if (path == FreeCodes && furnace.Exempt.VoidCodes.Contains(codes[i]))
                    yield return ($"{path}[{i}]", "is void already, by furnace.exempt.voidCodes");
                else if (path == FreeCodes && BudgetOf(codes[i], furnace.Budget) is { } name)
                    yield return ($"{path}[{i}]", $"is exempt without a budget, and consumes one: {name}");
            }
        }
    }

    static string? BudgetOf(MarkCode code, BudgetPolicy budgets) =>
        budgets.Year.FirstOrDefault(budget => budget.Codes.Contains(code))?.Name;
}
