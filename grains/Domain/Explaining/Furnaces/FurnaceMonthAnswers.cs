using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining.Furnaces;

/// <summary>
/// Answers for what the violations of a furnace's natural month lead to: a notice of exceedance days, and the loss of
/// the power subsidy (国补核减). Both are counters that are judged with every day, whether the month is over or not.
/// </summary>
public sealed class FurnaceMonthAnswers : IRuleAnswers<IncineratorState>
{
    public IReadOnlyList<string> Rules { get; } = [FurnaceRules.Month, FurnaceRules.Subsidy];

    public void PagesFor(IncineratorState state, RuleQuestion question, List<PageId> pages)
    {
        PageId month = PageOf(question);
        pages.Add(month);
        BeijingTime end = FurnaceMonth.EndFor(month.Start);
        for (BeijingTime day = month.Start; day < end; day = day.AddSeconds(BeijingTime.SecondsPerDay))
            pages.Add(PageId.Day(day));
    }

    public IEnumerable<RuleAnswer> Answer(IncineratorState state, RuleQuestion question, Policy policy)
    {
        foreach (string rule in Rules.Where(question.Asks))
        {
            bool isSubsidy = rule == FurnaceRules.Subsidy;
            PageId asked = PageOf(question);
            RuleAnswer blank = RuleAnswer.Blank(
                rule, asked.Start, FurnaceMonth.EndFor(asked.Start),
                isSubsidy ? policy.Furnace.Subsidy.Clause : policy.Furnace.Clause, policy);
            if (!question.Factor.IsEmpty)
            {
                if (question.Rule.Length > 0)
                    yield return blank.AskedOf(question.Factor);
            }
            else if (state.Pages.Find(asked) is FurnaceMonth month)
            {
                yield return OfMonth(blank, state, month, isSubsidy, policy);
            }
            else
            {
                yield return state.NewestDay < asked.Start ? blank.NotReached(state.NewestDay) : NoData(blank);
            }
        }
    }

    static RuleAnswer OfMonth(
        RuleAnswer blank, IncineratorState state, FurnaceMonth month, bool isSubsidy, Policy policy)
    {
        FurnacePolicy furnace = policy.Furnace;
        FurnaceViolations marked = FurnaceViolations.Of(month);
        int count = isSubsidy ? marked.Count(furnace.Subsidy) : marked.Emission.Count;
        int threshold = isSubsidy ? furnace.Subsidy.ViolationsInMonth : furnace.ExceedanceDaysInMonth;
        FurnaceViolations unmarked = marked.WithoutMarks(state, month, policy);
        int without = isSubsidy ? unmarked.Count(furnace.Subsidy) : unmarked.Emission.Count;
        blank = blank with
        {
            Figures = isSubsidy
                ? SubsidyFigures(month, count, without, furnace.Subsidy)
                : DayFigures(count, without, furnace),
            ProvisionalUntil = MarkDeadline.OpenUntil(
                month.End.AddSeconds(-BeijingTime.SecondsPerDay), state.Now, policy.Marks),
        };
        Finding? finding = isSubsidy
            ? state.Subsidy?.Own.Find(FurnaceRules.Subsidy, factor: default, month.Start)
            : month.Own.First(FurnaceRules.Month);
        if (finding is not null)
            return blank.Found(finding);
        if (isSubsidy && state.SubsidyGrains.Of(month.Start) == FurnaceGrain.Plant)
        {
            return blank with
            {
                Ground = AnswerGround.NotConcerned,
                Why = $"{MonthJudgement.OfPlantReason}: {PlantSubsidy.Rule} of the enterprise",
                WouldDiffer = "a policy that counts each furnace for itself (furnace.subsidy.grain=furnace)",
            };
        }

        string stood = isSubsidy
            ? MonthJudgement.ViolationsReason(count, month.Start, furnace.Subsidy)
                + $" ({MonthJudgement.ApartReason(furnace.Subsidy)})"
            : MonthJudgement.DaysReason(count, month.Start, furnace);
        stood += isSubsidy ? marked.InWords() : marked.EmissionInWords();
        FurnaceViolations otherwise = marked.JudgedOtherwise(state, month, policy);
        string others = isSubsidy ? otherwise.InWords() : otherwise.EmissionInWords();
        if (count >= threshold)
            return blank.NotJudgedSince(stood);
        int more = threshold - count;
        return blank with
        {
            Ground = without >= threshold ? AnswerGround.Exempt : AnswerGround.BelowThreshold,
            Why = stood
                + (without > count ? FormattableString.Invariant($"; without the marks they would be {without}") : "")
                + (others.Length > 0 ? $"{others}: over by what holds now, not by what the day was judged by" : ""),
            WouldDiffer = isSubsidy
                ? FormattableString.Invariant(
                    $"{more} more {(more == 1 ? "violation" : "violations")} in the month: ")
                    + (furnace.Subsidy.PollutantsCountApart
                        ? "a daily mean over its limit, or a day "
                        : "a day with a daily mean over its limit, or ")
                    + FormattableString.Invariant($"with more than {furnace.ToleratedLowSlots} low temperatures")
                : FormattableString.Invariant(
                    $"{more} more {(more == 1 ? "day" : "days")} of the month with a daily mean over its limit"),
        };
    }

    static RuleAnswer NoData(RuleAnswer blank) => blank with
    {
        Ground = AnswerGround.NoData,
        Why = "nothing was told of the furnace in the month",
        WouldDiffer = "data of the month",
    };

    static ValueList<FindingFigure> DayFigures(int count, int without, FurnacePolicy furnace) =>
    [
        new("exceedance days", count),
        new("exceedance days without marks", without),
        new("furnace.exceedanceDaysInMonth", furnace.ExceedanceDaysInMonth),
    ];

    static ValueList<FindingFigure> SubsidyFigures(FurnaceMonth month, int count, int without, SubsidyPolicy subsidy) =>
    [
        new("violations", count),
        new("violations without marks", without),
        new("emission days", month.Violations.Counts.EmissionDays),
        new("temperature days", month.Violations.Counts.TemperatureDays),
        new("days with either", month.Violations.Counts.EitherDays),
        .. MeansFigures(month, subsidy),
        new("furnace.subsidy.violationsInMonth", subsidy.ViolationsInMonth),
        new("furnace.subsidy.cleanDays", subsidy.CleanDays, "d"),
    ];

    static IEnumerable<FindingFigure> MeansFigures(FurnaceMonth month, SubsidyPolicy subsidy) =>
        subsidy.PollutantsCountApart ? [new("daily means over", month.Violations.Counts.MeansOver)] : [];

    static PageId PageOf(RuleQuestion question) => new(PageKind.Month, FurnaceMonth.StartFor(question.Time));
}
