using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining.Furnaces;

/// <summary>
/// Answers for the hours of CEMS maintenance (CEMS维护) of a furnace's natural quarter, counted through the newest day.
/// </summary>
public sealed class FurnaceMaintenanceAnswers : IRuleAnswers<IncineratorState>
{
    public IReadOnlyList<string> Rules { get; } = [FurnaceRules.Maintenance];

    public void PagesFor(IncineratorState state, RuleQuestion question, List<PageId> pages) =>
        pages.Add(PageOf(question));

    public IEnumerable<RuleAnswer> Answer(IncineratorState state, RuleQuestion question, Policy policy)
    {
        BeijingTime quarter = MaintenanceRule.QuarterOf(question.Time);
        RuleAnswer blank = RuleAnswer.Blank(
            FurnaceRules.Maintenance, quarter, MaintenanceRule.EndOf(quarter), policy.Furnace.Budget.CemsClause, policy);
        if (question.Factor.IsEmpty)
        {
            Finding? finding = (state.Pages.Find(PageOf(question)) as FurnaceYear)?.Own.Find(
                FurnaceRules.Maintenance, default, quarter);
            yield return OfQuarter(blank, state, finding, policy);
        }
        else if (question.Rule.Length > 0)
        {
            yield return blank.AskedOf(question.Factor);
        }
    }

    static RuleAnswer OfQuarter(RuleAnswer blank, IncineratorState state, Finding? finding, Policy policy)
    {
        BudgetPolicy budget = policy.Furnace.Budget;
        BeijingTime quarter = blank.WindowStart;
        BeijingTime last = BudgetJudgement.LastDay(state.NewestDay, blank.WindowEnd);
        BeijingTime through = last.AddSeconds(BeijingTime.SecondsPerDay);
        if (finding is null && state.Grains.Of(quarter) == FurnaceGrain.Plant)
        {
            return blank with
            {
                Ground = AnswerGround.NotConcerned,
                Why = "the hours of all furnaces of the plant are one budget (furnace.budget.cemsGrain=plant), "
                    + $"not those of one: {PlantMaintenance.Rule} of the enterprise",
                WouldDiffer = "a policy that counts each furnace for itself (furnace.budget.cemsGrain=furnace)",
            };
        }

        if (state.NewestDay < quarter)
            return blank.NotReached(state.NewestDay);
        long seconds = MaintenanceRule.Days(state.Marks.Set, quarter, through, policy.Marks, budget.Overlap)
            .Sum(day => day.Seconds);
        (long first, long newest) = MarkEntries.Of(
            state.Marks.Set, mark => mark.Code == MarkCode.CemsMaintenance, quarter, through);
        blank = blank with
        {
            Figures =
            [
                new("hours marked", BudgetJudgement.Hours(seconds), "h"),
                new("furnace.budget.cemsHours", budget.CemsHours, "h"),
            ],
            ProvisionalUntil = MarkDeadline.OpenUntil(
                blank.WindowEnd.AddSeconds(-BeijingTime.SecondsPerDay), state.Now, policy.Marks),
            FirstEntry = first,
            LastEntry = newest,
        };
        if (finding is not null)
            return blank.Found(finding);
        string stood = FormattableString.Invariant(
            $"through {last.Date:yyyy-MM-dd} {MaintenanceJudgement.Reason(budget, seconds, quarter)}");
        if (MaintenanceRule.IsOver(seconds, budget))
            return blank.NotJudgedSince(stood);
        decimal room = budget.CemsHours - BudgetJudgement.Hours(seconds).Value;
        return blank with
        {
            Ground = AnswerGround.BelowThreshold,
            Why = stood,
            WouldDiffer = FormattableString.Invariant(
                $"more than {room:0.####} more hours of CEMS维护 marked in time: {budget.CemsHours} comply, more do not"),
        };
    }

    static PageId PageOf(RuleQuestion question) => new(PageKind.Year, FurnaceYear.StartFor(question.Time));
}
