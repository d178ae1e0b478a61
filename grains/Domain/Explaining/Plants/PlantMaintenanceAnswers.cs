using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Explaining.Furnaces;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining.Plants;

/// <summary>
/// Answers for the hours of CEMS maintenance (CEMS维护) of all furnaces of an enterprise in a natural quarter, as they have
/// told them.
/// </summary>
public sealed class PlantMaintenanceAnswers : IRuleAnswers<EnterpriseState>
{
    public IReadOnlyList<string> Rules { get; } = [PlantMaintenance.Rule];

    public void PagesFor(EnterpriseState state, RuleQuestion question, List<PageId> pages) =>
        pages.Add(EnterpriseYear.IdFor(question.Time));

    public IEnumerable<RuleAnswer> Answer(EnterpriseState state, RuleQuestion question, Policy policy)
    {
        if (!question.Factor.IsEmpty)
            yield break;
        BeijingTime quarter = MaintenanceRule.QuarterOf(question.Time);
        var year = state.Pages.Find(EnterpriseYear.IdFor(quarter)) as EnterpriseYear;
        (TwinName, MaintenanceTime)[] furnaces = [.. year?.MaintenanceOf(quarter) ?? []];
        bool hasFurnaces = furnaces.Length > 0
            || state.Roster.Lines.Any(line => line.Name.Kind == TwinKind.Incinerator);
        if (!hasFurnaces && question.Rule.Length == 0)
            yield break;
        RuleAnswer blank = RuleAnswer.Blank(
            PlantMaintenance.Rule, quarter, MaintenanceRule.EndOf(quarter), policy.Furnace.Budget.CemsClause, policy) with
        {
            Figures = PlantMaintenance.Figures(furnaces, policy.Furnace.Budget),
        };
        yield return year?.Own.InForce.FirstOrDefault(finding => finding.WindowStart == quarter) is { } found
            ? Open(blank, state, policy).Found(found)
            : NotFound(blank, state, furnaces, hasFurnaces, policy);
    }

    static RuleAnswer NotFound(
        RuleAnswer blank, EnterpriseState state, (TwinName, MaintenanceTime)[] furnaces, bool hasFurnaces, Policy policy)
    {
        BudgetPolicy budget = policy.Furnace.Budget;
        BeijingTime quarter = blank.WindowStart;
        if (state.Grains.Of(quarter) == FurnaceGrain.Furnace)
        {
            return blank with
            {
                Ground = AnswerGround.NotConcerned,
                Why = "each furnace has a budget of its own (furnace.budget.cemsGrain=furnace): "
                    + $"{FurnaceRules.Maintenance} of the furnaces",
                WouldDiffer = "a policy that adds up the plant (furnace.budget.cemsGrain=plant)",
            };
        }

        if (!hasFurnaces)
        {
            return blank with
            {
                Ground = AnswerGround.NotConcerned,
                Why = "no furnace of the enterprise is known",
                WouldDiffer = "a furnace that is registered to it",
            };
        }

        if (state.Today < quarter)
        {
            return blank with
            {
                Ground = AnswerGround.Open,
                Why = FormattableString.Invariant(
                    $"the quarter has not begun for the enterprise: its newest day is {state.Today.Date:yyyy-MM-dd}"),
                WouldDiffer = "hours marked in the quarter",
            };
        }

        MaintenanceTime time = PlantMaintenance.Sum(furnaces);
        string stood = PlantMaintenance.Reason(furnaces, quarter, budget);
        if (time.IsOver(budget))
            return blank.NotJudgedSince(stood);
        decimal room = budget.CemsHours - BudgetJudgement.Hours(time.Seconds).Value;
        return Open(blank, state, policy) with
        {
            Ground = AnswerGround.BelowThreshold,
            Why = stood,
            WouldDiffer = FormattableString.Invariant(
                $"more than {room:0.####} more hours of CEMS维护 marked in time at its furnaces: ")
                + FormattableString.Invariant($"{budget.CemsHours} comply, more do not"),
        };
    }

    static RuleAnswer Open(RuleAnswer blank, EnterpriseState state, Policy policy) => blank with
    {
        ProvisionalUntil = MarkDeadline.OpenUntil(
            blank.WindowEnd.AddSeconds(-BeijingTime.SecondsPerDay), state.Today, policy.Marks),
    };
}
