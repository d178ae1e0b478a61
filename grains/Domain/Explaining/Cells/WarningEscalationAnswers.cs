using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Ranking;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using static System.FormattableString;

namespace Qianliyan.Domain.Explaining.Cells;

/// <summary>Answers what the warnings of a 3 km cell add up to at the end of a natural month.</summary>
public sealed class WarningEscalationAnswers : IRuleAnswers<CellState>
{
    public IReadOnlyList<string> Rules { get; } = [WarningFindings.EscalationRule];

    public void PagesFor(CellState state, RuleQuestion question, List<PageId> pages) =>
        pages.Add(CellMonth.IdOf(question.Day));

    public IEnumerable<RuleAnswer> Answer(CellState state, RuleQuestion question, Policy policy)
    {
        WarningEscalation rule = policy.Ranking.Escalation;
        var month = NaturalMonth.Of(question.Day);
        FactorCode factor = state.RankedFactors.Of(month);
        if (!question.Asks(factor))
            yield break;
        string subject = month.ToString();
        WarningCount count = WarningCount.Of(month, state.Outcomes, rule);
        Finding? found = state.Findings.InForce.FirstOrDefault(
            finding => finding.Rule == WarningFindings.EscalationRule && finding.Subject == subject);
        RuleAnswer blank = RuleAnswer.Blank(
            WarningFindings.EscalationRule, count.First.Start, month.End, rule.Clause, policy) with
        {
            Factor = factor,
            Subject = subject,
            Figures = WarningFindings.FiguresOf(count, rule),
        };
        yield return found is not null
            ? blank with
            {
                WindowStart = found.WindowStart,
                Ground = AnswerGround.Found,
                Why = found.Reason,
                Clause = found.Clause,
                PolicyVersion = found.PolicyVersion,
                Figures = found.Figures,
            }
            : Otherwise(blank, state, month, count, policy.Ranking);
    }

    static RuleAnswer Otherwise(
        RuleAnswer blank, CellState state, NaturalMonth month, WarningCount count, RankingPolicy ranking)
    {
        WarningEscalation rule = ranking.Escalation;
        string stood = WarningFindings.Stood(month, count, state.Outcomes, rule);
        if (state.Outcomes.Count > 0 && count.First < state.Outcomes.Keys.Last().Add(1 - CityRanking.MostMonths))
        {
            return blank with
            {
                Ground = AnswerGround.OutOfReach,
                Why = Invariant($"the year of {month} begins before the {CityRanking.MostMonths} months that the cell counts"),
                WouldDiffer = "a later month",
            };
        }

        if (!state.Outcomes.TryGetValue(month, out MonthOutcome outcome))
        {
            return blank with
            {
                Ground = AnswerGround.NoData,
                Why = $"{month} was not ranked, or not yet; {stood}",
                WouldDiffer = "a warning in the month",
                ProvisionalUntil = CityRanking.DueOf(month, ranking),
            };
        }

        int row = rule.Consecutive - count.InARow, year = rule.Cumulative - count.InYear;
        return blank with
        {
            Ground = AnswerGround.BelowThreshold,
            Why = outcome == MonthOutcome.Warned ? stood : $"not warned in {month}; {stood}",
            WouldDiffer = outcome != MonthOutcome.Warned && rule.UnwarnedMonth == UnwarnedMonth.Never
                ? "a warning in the month, which alone can escalate (ranking.escalation.unwarnedMonth)"
                : Invariant($"{row} more in a row, or {year} more in the year"),
        };
    }
}
