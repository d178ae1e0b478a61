using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining.Furnaces;

/// <summary>
/// Answers for the budgets of marked hours (累计时长) of a furnace's calendar year: a counter that is judged through the
/// newest day, whether the year is over or not.
/// </summary>
/// <param name="budgets">The names of the budgets that policies have.</param>
public sealed class FurnaceBudgetAnswers(IEnumerable<string> budgets) : IRuleAnswers<IncineratorState>
{
    public IReadOnlyList<string> Rules { get; } = [.. budgets.Select(name => FurnaceRules.Budget + name)];

    public void PagesFor(IncineratorState state, RuleQuestion question, List<PageId> pages) =>
        pages.Add(PageOf(question));

    public IEnumerable<RuleAnswer> Answer(IncineratorState state, RuleQuestion question, Policy policy)
    {
        BeijingTime year = FurnaceYear.StartFor(question.Time);
        OwnFindings? own = (state.Pages.Find(PageOf(question)) as FurnaceYear)?.Own;
        foreach (string rule in Rules.Where(question.Asks))
        {
            HourBudget? budget = policy.Furnace.Budget.Year.FirstOrDefault(
                one => FurnaceRules.Budget + one.Name == rule);
            Finding? finding = own?.Find(rule, default, year);
            RuleAnswer blank = RuleAnswer.Blank(
                rule, year, FurnaceYear.EndFor(year), budget?.Clause, policy);
            if (!question.Factor.IsEmpty)
            {
                if (question.Rule.Length > 0)
                    yield return blank.AskedOf(question.Factor);
            }
            else if (budget is not null)
            {
                yield return OfYear(blank, state, budget, finding, policy);
            }
            else if (finding is not null)
            {
                yield return blank.Found(finding) with { Figures = [new("hours used", finding.Value, "h")] };
            }
            else if (question.Rule.Length > 0)
            {
                yield return NoBudget(blank, policy);
            }
        }
    }

    static RuleAnswer OfYear(
        RuleAnswer blank, IncineratorState state, HourBudget budget, Finding? finding, Policy policy)
    {
        BeijingTime year = blank.WindowStart;
        if (state.NewestDay < year)
            return blank.NotReached(state.NewestDay);
        int index = policy.Furnace.Budget.Year.AsSpan().IndexOf(budget);
        BeijingTime last = BudgetJudgement.LastDay(state.NewestDay, blank.WindowEnd);
        BeijingTime through = last.AddSeconds(BeijingTime.SecondsPerDay);
        long seconds = BudgetJudgement.Used(state.Marks.BudgetsBy(policy)[index], state.NewestDay, year);
        PrewarningPolicy prewarning = policy.Furnace.Prewarning;
        (long first, long newest) = MarkEntries.Of(
            state.Marks.Set, mark => budget.Codes.Contains(mark.Code), year, through);
        blank = blank with
        {
            Figures = Figures(budget, seconds, prewarning),
            ProvisionalUntil = MarkDeadline.OpenUntil(
                blank.WindowEnd.AddSeconds(-BeijingTime.SecondsPerDay), state.Now, policy.Marks),
            FirstEntry = first,
            LastEntry = newest,
        };
        if (finding is not null)
            return blank.Found(finding);
        string stood = Invariant(
            $"{BudgetJudgement.YearReason(budget, seconds, year)} through {last.Date:yyyy-MM-dd}");
        if (BudgetWarning.Of(seconds, budget.Hours, prewarning) != BudgetLevel.Free)
            return blank.NotJudgedSince(stood);
        decimal notice = budget.Hours * prewarning.BudgetNotice;
        decimal more = notice - BudgetJudgement.Hours(seconds).Value;
        return blank with
        {
            Ground = AnswerGround.BelowThreshold,
            Why = stood + WithoutEffect(state.Marks.Set, budget, seconds, year, through, policy),
            WouldDiffer = Invariant(
                $"{more:0.####} more hours marked in time by the end of {last.Date:yyyy-MM-dd}: {notice:0.####} of ")
                + Invariant($"{budget.Hours} hours lead to a notice, more than {budget.Hours} exempt nothing any more"),
        };
    }

    /// <summary>What the marks would come to if those that came too late, or from a device, had effect as well.</summary>
    static string WithoutEffect(
        MarkSet marks, HourBudget budget, long seconds, BeijingTime year, BeijingTime through, Policy policy)
    {
        long all = MarkedTime.Seconds(
            marks.Current.Where(mark => budget.Codes.Contains(mark.Code)), year, through, policy.Furnace.Budget.Overlap);
        return all > seconds
            ? Invariant($"; with the marks that have no effect, too late or of a device, {BudgetJudgement.Hours(all)}")
            : "";
    }

    static RuleAnswer NoBudget(RuleAnswer blank, Policy policy) => blank with
    {
        Ground = AnswerGround.NoLimit,
        Why = $"policy {policy.Version} has no such budget (furnace.budget.year)",
        WouldDiffer = "a budget of that name in the policy",
    };

    static ValueList<FindingFigure> Figures(HourBudget budget, long seconds, PrewarningPolicy prewarning) =>
    [
        new("hours used", BudgetJudgement.Hours(seconds), "h"),
        new("share used", Exact.Computed(BudgetJudgement.Hours(seconds).Value / budget.Hours)),
        new($"furnace.budget.year[{budget.Name}].hours", budget.Hours, "h"),
        new("furnace.prewarning.budgetNotice", prewarning.BudgetNotice),
        new("furnace.prewarning.budgetWarning", prewarning.BudgetWarning),
    ];

    static PageId PageOf(RuleQuestion question) => new(PageKind.Year, FurnaceYear.StartFor(question.Time));

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
