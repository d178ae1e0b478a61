using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// The marks of a furnace, all versions: a page of its own, so that it is written only when a mark comes. It stays in
/// memory, as every day that is judged asks it.
/// </summary>
public sealed class FurnaceMarks : IPage
{
    /// <summary>There is one a furnace, numbered 0.</summary>
    public static readonly PageId Only = new(PageKind.Marks, default);

    readonly Dictionary<Policy, BudgetUse[]> _budgets = new(ReferenceEqualityComparer.Instance);
    int _changes;

    public PageId Id => Only;

    public bool IsDirty { get; set; }

    public MarkSet Set { get; init; } = new();

    /// <summary>How the budgets of the year are used, in the order of the policy; added up anew when a mark comes.</summary>
    public BudgetUse[] BudgetsBy(Policy policy)
    {
        if (_changes != Set.Changes)
        {
            _budgets.Clear();
            _changes = Set.Changes;
        }

        if (!_budgets.TryGetValue(policy, out BudgetUse[]? uses))
        {
            _budgets[policy] = uses =
            [
                .. policy.Furnace.Budget.Year.Select(
                    budget => new BudgetUse(Set, budget, policy.Marks, policy.Furnace.Budget.Overlap)),
            ];
        }

        return uses;
    }

    public void Write(EntryWriter writer) => Set.Write(writer);

    public static FurnaceMarks Read(ref EntryReader reader) => new() { Set = MarkSet.Read(ref reader) };
}
