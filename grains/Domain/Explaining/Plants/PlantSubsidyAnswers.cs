using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Explaining.Furnaces;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining.Plants;

/// <summary>
/// Answers for the violations of all furnaces of an enterprise in a natural month, as they have told them, and for the
/// compliant days after which its subsidy may be restored.
/// </summary>
public sealed class PlantSubsidyAnswers : IRuleAnswers<EnterpriseState>
{
    public IReadOnlyList<string> Rules { get; } = [PlantSubsidy.Rule, PlantSubsidy.RestoredRule];

    public void PagesFor(EnterpriseState state, RuleQuestion question, List<PageId> pages) =>
        pages.Add(PlantSubsidyPage.Only);

    public IEnumerable<RuleAnswer> Answer(EnterpriseState state, RuleQuestion question, Policy policy)
    {
        bool hasFurnaces = state.Subsidy is not null
            || state.Roster.Lines.Any(line => line.Name.Kind == TwinKind.Incinerator);
        if (!question.Factor.IsEmpty || (!hasFurnaces && question.Rule.Length == 0))
            yield break;
        foreach (string rule in Rules.Where(question.Asks))
        {
            bool isOfMonth = rule == PlantSubsidy.Rule;
            BeijingTime month = FurnaceMonth.StartFor(question.Time);
            RuleAnswer blank = RuleAnswer.Blank(
                rule, isOfMonth ? month : question.Day, isOfMonth ? FurnaceMonth.EndFor(month) : question.DayEnd,
                policy.Furnace.Subsidy.Clause, policy);
            yield return !hasFurnaces ? NoFurnace(blank)
                : isOfMonth ? OfMonth(blank, state, policy)
                : OfSuspension(blank, state, policy);
        }
    }

    static RuleAnswer OfMonth(RuleAnswer blank, EnterpriseState state, Policy policy)
    {
        SubsidyPolicy subsidy = policy.Furnace.Subsidy;
        BeijingTime month = blank.WindowStart;
        (TwinName, MonthViolations)[] furnaces = [.. state.Subsidy?.MonthOf(month) ?? []];
        blank = blank with
        {
            Figures = PlantSubsidy.Figures(furnaces, subsidy),
            ProvisionalUntil = MarkDeadline.OpenUntil(
                blank.WindowEnd.AddSeconds(-BeijingTime.SecondsPerDay), state.Today, policy.Marks),
        };
        Finding? found = state.Subsidy?.Own.InForce.FirstOrDefault(
            held => held.Rule == PlantSubsidy.Rule && held.WindowStart == month);
        if (found is not null)
            return blank.Found(found);
        if (state.SubsidyGrains.Of(month) == FurnaceGrain.Furnace)
            return OfFurnaces(blank, FurnaceRules.Subsidy);
        if (state.Today < month)
        {
            return blank with
            {
                Ground = AnswerGround.Open,
                Why = $"the month has not begun for the enterprise: its newest day is {RestoreNotice.Date(state.Today)}",
                WouldDiffer = "violations of the month",
            };
        }

        int count = PlantSubsidy.Sum(furnaces, subsidy);
        string stood = PlantSubsidy.Reason(furnaces, month, subsidy);
        if (SubsidyRule.IsCancelled(count, subsidy))
            return blank.NotJudgedSince(stood);
        int more = subsidy.ViolationsInMonth - count;
        return blank with
        {
            Ground = AnswerGround.BelowThreshold,
            Why = stood,
            WouldDiffer = FormattableString.Invariant(
                $"{more} more {(more == 1 ? "violation" : "violations")} in the month, at any furnace"),
        };
    }

    static RuleAnswer OfSuspension(RuleAnswer blank, EnterpriseState state, Policy policy)
    {
        BeijingTime day = blank.WindowStart;
        if (state.Today < day)
        {
            return blank with
            {
                Ground = AnswerGround.Open,
                Why = $"the day has not begun for the enterprise: its newest day is {RestoreNotice.Date(state.Today)}",
                WouldDiffer = "a day that has begun",
            };
        }

        bool isOfPlant = state.SubsidyGrains.Of(FurnaceMonth.StartFor(day)) == FurnaceGrain.Plant;
        if (state.Subsidy is not { } page)
        {
            return isOfPlant
                ? blank with
                {
                    Ground = AnswerGround.NoData,
                    Why = "no furnace has told violations or compliant days",
                    WouldDiffer = "data of its furnaces",
                }
                : OfFurnaces(blank, FurnaceRules.Restored);
        }

        if (!isOfPlant && page.Cancelled.Count == 0)
            return OfFurnaces(blank, FurnaceRules.Restored);
        var suspension = new SuspensionAnswer(
            page, page.Cancelled, page.Notices, page.Through, PlantSubsidy.Rule);
        return suspension.Of(
            blank, policy, (run, end) => PlantSubsidy.Figures(page, run, end, policy.Furnace.Subsidy));
    }

    static RuleAnswer OfFurnaces(RuleAnswer blank, string rule) => blank with
    {
        Ground = AnswerGround.NotConcerned,
        Why = $"{PlantSubsidy.OfFurnacesReason}: {rule} of the furnaces",
        WouldDiffer = "a policy that counts the plant (furnace.subsidy.grain=plant)",
    };

    static RuleAnswer NoFurnace(RuleAnswer blank) => blank with
    {
        Ground = AnswerGround.NotConcerned,
        Why = "no furnace of the enterprise is known",
        WouldDiffer = "a furnace that is registered to it",
    };
}
