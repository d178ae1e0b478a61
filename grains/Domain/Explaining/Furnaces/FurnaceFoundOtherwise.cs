using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Explaining.Furnaces;

/// <summary>What would have had to be otherwise for a finding of a furnace's rules not to stand.</summary>
static class FurnaceFoundOtherwise
{
    const string VoidOrExempt = "; or it would have to be void or exempt";

    /// <param name="finding">In force.</param>
    /// <param name="policy">That it was found under.</param>
    /// <returns>Null for what no rule of a furnace finds; empty where the finding has no figure and no limit.</returns>
    public static string? Of(Finding finding, Policy policy) => finding.Rule switch
    {
        FurnaceRules.MarkOrder =>
            "every change of the marked condition would have to be an allowed one (furnace.condition.allowed)",
        FurnaceRules.MarkContradiction or FurnaceRules.MarkInferred =>
            "mark and process data would have to agree in each of the hours named",
        _ when !finding.Rule.StartsWith(FurnaceRules.Prefix, StringComparison.Ordinal) => null,
        _ when !finding.Value.HasValue || !finding.Limit.HasValue => "",
        FurnaceRules.DayPace => FormattableString.Invariant(
            $"the mean {finding.Value} would have to be lower, so that the hours left may have at least ")
            + FormattableString.Invariant($"{policy.Furnace.Prewarning.PaceShare} of it (furnace.prewarning.paceShare)")
            + VoidOrExempt,
        FurnaceRules.Month or FurnaceRules.Subsidy => Cancelled(finding),
        FurnaceRules.Restored => Restored(finding),
        FurnaceRules.TemperatureNear => Below(finding, policy.Furnace.NoticeLowSlots) + VoidOrExempt,
        _ when finding.Rule.StartsWith(FurnaceRules.Budget, StringComparison.Ordinal) => Below(
            finding, Exact.Computed(finding.Limit.Value * policy.Furnace.Prewarning.BudgetNotice)),
        FurnaceRules.Maintenance => Within(finding),
        _ => Within(finding) + VoidOrExempt,
    };

    /// <summary>Of violations of a month, of a furnace or plant.</summary>
    public static string Cancelled(Finding finding) => Below(finding, finding.Limit) + VoidOrExempt;

    /// <summary>Of the notice that a subsidy may be restored, of a furnace or plant.</summary>
    public static string Restored(Finding finding) => FormattableString.Invariant(
        $"fewer than {finding.Limit} clean days (furnace.subsidy.cleanDays), or a violation on one of them");

    /// <summary>Of a finding that stands from a figure on.</summary>
    static string Below(Finding finding, Exact least) => $"the figure {finding.Value} would have to be below {least}";

    /// <summary>Of a finding that stands strictly beyond its limit.</summary>
    public static string Within(Finding finding)
    {
        string more = finding.Value > finding.Limit ? "less" : "more";
        var difference = Exact.From(Math.Abs(finding.Value.Value - finding.Limit.Value));
        return $"the figure {finding.Value} would have to be {finding.Limit} or {more}, that is by {difference} {more}";
    }
}
