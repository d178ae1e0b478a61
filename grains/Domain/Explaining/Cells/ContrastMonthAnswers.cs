using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;
using static System.FormattableString;

namespace Qianliyan.Domain.Explaining.Cells;

/// <summary>
/// Answers for the high hours of a fine cell in a natural month (累计高值), from the state of the 3 km cell around it, which
/// counts them.
/// </summary>
public sealed class ContrastMonthAnswers(CellId cell) : IRuleAnswers<CellState>
{
    public IReadOnlyList<string> Rules { get; } = [ContrastFindings.MonthRule];

    public void PagesFor(CellState state, RuleQuestion question, List<PageId> pages) =>
        pages.Add(CellMonth.IdOf(question.Day));

    public IEnumerable<RuleAnswer> Answer(CellState state, RuleQuestion question, Policy policy)
    {
        PageId id = CellMonth.IdOf(question.Day);
        CellMonth month = state.Pages.Find(id) as CellMonth ?? new CellMonth(id.Start);
        foreach (ContrastFactor factor in policy.Contrast.Factors)
        {
            if (question.Asks(factor.Factor))
                yield return OfMonth(state, month, factor.Factor, policy);
        }

        bool isCompared = policy.Contrast.Factors.Any(factor => question.Asks(factor.Factor));
        if (!isCompared && question.Rule.Length > 0)
        {
            yield return Blank(month, question.Factor, policy) with
            {
                Ground = AnswerGround.NotConcerned,
                Why = $"{question.Factor} is not held against the neighbours (contrast.factors)",
                WouldDiffer = $"{question.Factor} among the factors that are",
            };
        }
    }

    RuleAnswer OfMonth(CellState state, CellMonth month, FactorCode factor, Policy policy)
    {
        Finding? found = month.Found.InForce.FirstOrDefault(
            finding => finding.Twin == TwinName.Of(cell) && finding.Factor == factor);
        RuleAnswer blank = Blank(month, factor, policy) with { ProvisionalUntil = state.Newest < month.End ? month.End : default };
        if (found is not null)
        {
            return blank with
            {
                Ground = AnswerGround.Found,
                Why = $"{found.Reason}{DaysOf(month, factor)}",
                Clause = found.Clause,
                PolicyVersion = found.PolicyVersion,
                Figures = found.Figures,
            };
        }

        int needed = policy.Contrast.MonthHours;
        int high = month.HighHours(factor, cell);
        string missing = Invariant($"{needed - high} more high {(needed - high == 1 ? "hour" : "hours")} in the month");
        (AnswerGround ground, string why, string differs) = state.Newest < month.Start
            ? (AnswerGround.NoData, "nothing was told of the month", missing)
            : high >= needed
            ? (AnswerGround.NotValid,
                Invariant($"{high} high hours of {needed}; the month was judged before policy {policy.Version}, and found nothing"),
                "means of the month, which have it judged again")
            : (AnswerGround.BelowThreshold,
                Invariant($"{factor} clearly higher than its neighbours in {high} hours of the month, {needed} are needed")
                + DaysOf(month, factor),
                missing);
        return blank with
        {
            Ground = ground,
            Why = why,
            WouldDiffer = differs,
            Figures = [new("high hours", (decimal)high, "h"), new("contrast.monthHours", (decimal)needed, "h")],
        };
    }

    /// <summary>The days that count, with how many hours each.</summary>
    string DaysOf(CellMonth month, FactorCode factor)
    {
        ReadOnlySpan<byte> hours = month.HighHoursByDay(factor, cell);
        var days = new List<string>();
        for (int day = 0; day < hours.Length; day++)
        {
            if (hours[day] > 0)
                days.Add(Invariant($"{month.Start.Date:MM}-{day + 1:00}: {hours[day]}"));
        }

        return days.Count == 0 ? "" : $" ({string.Join(", ", days)})";
    }

    static RuleAnswer Blank(CellMonth month, FactorCode factor, Policy policy) =>
        RuleAnswer.Blank(ContrastFindings.MonthRule, month.Start, month.End, policy.Contrast.Clause, policy) with
        {
            Factor = factor,
        };
}
