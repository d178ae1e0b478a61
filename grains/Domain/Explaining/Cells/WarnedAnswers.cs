using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Ranking;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using static System.FormattableString;

namespace Qianliyan.Domain.Explaining.Cells;

/// <summary>Answers whether a natural month made a 3 km cell a warned cell (预警网格), by the ranks that its city told.</summary>
public sealed class WarnedAnswers : IRuleAnswers<CellState>
{
    public IReadOnlyList<string> Rules { get; } = [WarningFindings.WarnedRule];

    public void PagesFor(CellState state, RuleQuestion question, List<PageId> pages) =>
        pages.Add(CellMonth.IdOf(question.Day));

    public IEnumerable<RuleAnswer> Answer(CellState state, RuleQuestion question, Policy policy)
    {
        RankingPolicy rule = policy.Ranking;
        var month = NaturalMonth.Of(question.Day);
        var page = state.Pages.Find(CellMonth.IdOf(question.Day)) as CellMonth;
        FactorCode factor = FactorOf(state, month, page, rule);
        RuleAnswer blank = RuleAnswer.Blank(
            WarningFindings.WarnedRule, month.Start, month.End, rule.Clause, policy) with
        {
            Factor = factor,
        };
        if (!question.Asks(factor))
        {
            return question.Rule.Length == 0 ? [] :
            [
                blank with
                {
                    Factor = question.Factor,
                    Ground = AnswerGround.NotConcerned,
                    Why = $"{question.Factor} is not ranked in {month}, which began with {factor} (ranking.factor)",
                    WouldDiffer = $"a question about {factor}",
                },
            ];
        }

        Finding? found = state.Findings.InForce.FirstOrDefault(
            finding => finding.Rule == WarningFindings.WarnedRule && finding.WindowStart == month.Start);
        if (found is not null)
        {
            return
            [
                blank with
                {
                    Ground = AnswerGround.Found,
                    Why = found.Reason,
                    Clause = found.Clause,
                    PolicyVersion = found.PolicyVersion,
                    Figures = found.Figures,
                },
            ];
        }

        return [page?.Ranks is { } ranks ? Ranked(blank, month, ranks, rule) : Untold(blank, state, month, page, rule)];
    }

    /// <summary>What the city said that it ranks the month by; before that what the cell tells of it.</summary>
    static FactorCode FactorOf(CellState state, NaturalMonth month, CellMonth? page, RankingPolicy rule)
    {
        FactorCode factor = page?.Ranks is { Factor.IsEmpty: false } ranks ? ranks.Factor : state.RankedFactors.Of(month);
        return factor.IsEmpty ? rule.Factor : factor;
    }

    static RuleAnswer Ranked(RuleAnswer blank, NaturalMonth month, RanksTold ranks, RankingPolicy rule)
    {
        string covered = Invariant($"{ranks.Hours} of {month.Hours} hours have a mean");
        if (ranks.Lists.Count == 0)
        {
            return blank with
            {
                Ground = AnswerGround.NotValid,
                Why = Invariant($"{covered}, {rule.CoveredShare} of them are needed (ranking.coveredShare); the month is not ranked"),
                WouldDiffer = Invariant($"means of {Math.Ceiling(rule.CoveredShare * month.Hours)} hours"),
                Figures = [new("hours", ranks.Hours, "h"), new("ranking.coveredShare", rule.CoveredShare)],
            };
        }

        string ranked = string.Join("; ", ranks.Lists.Select(rank => WarningFindings.Words(rank, rule)));
        bool isRankedSo = ranks.Lists.Any(rank => MonthRanking.IsWarned(rank, rule));
        return blank with
        {
            Ground = isRankedSo ? AnswerGround.OutOfReach : AnswerGround.Complies,
            Why = $"month mean {ranks.Mean}, {covered}: {ranked}",
            WouldDiffer = isRankedSo
                ? Invariant($"ranks of the last {CityRanking.MostMonths} months, which the cell still counts")
                : Invariant($"a rank of {rule.PerList} or better on one of the lists (ranking.perList)"),
            Figures =
            [
                new("month mean", ranks.Mean),
                new("hours", ranks.Hours, "h"),
                .. ranks.Lists.SelectMany(WarningFindings.FiguresOf),
                new("ranking.perList", rule.PerList),
            ],
        };
    }

    /// <summary>Provisional until the month is due to be ranked: only then is it known that it made no warned cell.</summary>
    static RuleAnswer Untold(
        RuleAnswer blank, CellState state, NaturalMonth month, CellMonth? page, RankingPolicy rule)
    {
        BeijingTime due = CityRanking.DueOf(month, rule);
        blank = blank with { ProvisionalUntil = due };
        if (!MonthTelling.IsRanked(state, rule))
        {
            return blank with
            {
                Ground = AnswerGround.NotConcerned,
                Why = "the registry does not have it as a hot cell (ranking.cells)",
                WouldDiffer = "a hot cell",
            };
        }

        CellMean mean = page?.MeanOf(blank.Factor) ?? default;
        return mean.Hours == 0
            ? blank with
            {
                Ground = AnswerGround.NoData,
                Why = $"no hour of the month has a mean of {blank.Factor}",
                WouldDiffer = "hour means",
            }
            : blank with
            {
                Ground = AnswerGround.Open,
                Why = Invariant($"month mean {mean.Mean} so far, {mean.Hours} of {month.Hours} hours; its city has not ranked the month"),
                WouldDiffer = $"the ranking, from {due} on",
                Figures = [new("month mean", mean.Mean), new("hours", mean.Hours, "h")],
            };
    }
}
