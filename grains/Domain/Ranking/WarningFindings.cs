using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Ranking;

/// <summary>Words the findings on warned cells (预警网格): notices to people, who decide what follows.</summary>
static class WarningFindings
{
    public const string WarnedRule = "cell.warned";
    public const string EscalationRule = "cell.escalation";

    static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static bool IsOne(Finding finding) => finding.Rule is WarnedRule or EscalationRule;

    /// <summary>One finding a month, by however many lists. The figure is the best of the ranks that count.</summary>
    /// <param name="factor">That the month was ranked by.</param>
    public static Finding OfMonth(TwinName twin, RanksTold told, FactorCode factor, Policy policy)
    {
        RankingPolicy rule = policy.Ranking;
        var month = NaturalMonth.Of(told.Month);
        ListRank[] warned = [.. told.Lists.Where(rank => MonthRanking.IsWarned(rank, rule))];
        return Blank(twin, factor, policy, month.Start, month.End) with
        {
            Rule = WarnedRule,
            Level = rule.Level,
            Class = rule.Class,
            Value = warned.Min(rank => MonthRanking.CountedPlace(rank, rule)),
            Limit = rule.PerList,
            Reason = string.Create(
                Plain,
                $"{factor} month mean {told.Mean} of {month}: {string.Join("; ", warned.Select(rank => Words(rank, rule)))}; {rule.PerList} warned per list"),
            Clause = rule.Clause,
            Figures =
            [
                new("month mean", told.Mean),
                new("hours", told.Hours, "h"),
                .. told.Lists.SelectMany(FiguresOf),
                new("ranking.perList", rule.PerList),
                new("ranking.coveredShare", rule.CoveredShare),
            ],
        };
    }

    /// <summary>One finding a month that escalates, on the year that ends with it; the subject is that month.</summary>
    /// <param name="factor">That the month is ranked by; the warnings that add up may be of others.</param>
    public static Finding OfEscalation(
        TwinName twin, NaturalMonth month, FactorCode factor, WarningCount count,
        IReadOnlyDictionary<NaturalMonth, MonthOutcome> outcomes, Policy policy)
    {
        WarningEscalation rule = policy.Ranking.Escalation;
        bool isInARow = count.InARow >= rule.Consecutive;
        return Blank(twin, factor, policy, count.First.Start, month.End) with
        {
            Rule = EscalationRule,
            Subject = month.ToString(),
            Level = rule.Level,
            Class = rule.Class,
            Value = isInARow ? count.InARow : count.InYear,
            Limit = isInARow ? rule.Consecutive : rule.Cumulative,
            Reason = $"{Stood(month, count, outcomes, rule)}; public notice (公开通报), stationed work group (派驻工作组) and public interview (公开约谈) are for people to decide",
            Clause = rule.Clause,
            Figures = FiguresOf(count, rule),
        };
    }

    public static Finding Withdrawn(Finding former) => former with
    {
        State = FindingState.Withdrawn,
        Reason = former.Rule == WarnedRule
            ? $"{former.Factor} no longer among the {former.Limit} worst of a list of the month after later data"
            : $"fewer than {former.Limit} months warned at the end of {former.Subject} after later data",
    };

    /// <summary>A rank in words, counted as the policy counts ties.</summary>
    public static string Words(ListRank rank, RankingPolicy policy)
    {
        string place = string.Create(Plain, $"rank {MonthRanking.CountedPlace(rank, policy)} of {rank.Ranked}");
        string change = string.Create(
            Plain, $"{(policy.Change == MonthChange.Relative ? "relative change" : "change")} {rank.Figure.Value:+0.####;-0.####;0} from {rank.Earlier.OrNull:0.####}");
        return rank.List switch
        {
            RankingList.Highest => $"{place} by the highest mean (月均浓度最高)",
            RankingList.YearOnYear => $"{place} by the worst year-on-year {change} (同比)",
            _ => $"{place} by the worst month-on-month {change} (环比)",
        };
    }

    public static string Stood(
        NaturalMonth month, WarningCount count, IReadOnlyDictionary<NaturalMonth, MonthOutcome> outcomes,
        WarningEscalation rule)
    {
        string[] warned =
        [
            .. outcomes.Where(one => one.Value == MonthOutcome.Warned && one.Key >= count.First && one.Key <= month)
                .Select(one => one.Key.ToString()),
        ];
        string months = warned.Length == 0 ? "" : $" ({string.Join(", ", warned)})";
        return string.Create(
            Plain,
            $"warned in {count.InARow} months in a row, {rule.Consecutive} escalate, and in {count.InYear} since {count.First}, {rule.Cumulative} escalate{months}");
    }

    public static ValueList<FindingFigure> FiguresOf(WarningCount count, WarningEscalation rule) =>
    [
        new("months in a row", count.InARow),
        new("ranking.escalation.consecutive", rule.Consecutive),
        new("months in the year", count.InYear),
        new("ranking.escalation.cumulative", rule.Cumulative),
    ];

    public static IEnumerable<FindingFigure> FiguresOf(ListRank rank)
    {
        string list = rank.List switch
        {
            RankingList.Highest => "highest",
            RankingList.YearOnYear => "year on year",
            _ => "month on month",
        };
        yield return new FindingFigure($"{list}: rank", rank.Rank);
        yield return new FindingFigure($"{list}: cells", rank.Ranked);
        if (rank.List == RankingList.Highest)
            yield break;
        yield return new FindingFigure($"{list}: change", rank.Figure);
        yield return new FindingFigure($"{list}: earlier mean", rank.Earlier);
    }

    /// <summary>Of the factor that is ranked. Final: the grace of the month is over when it is ranked.</summary>
    static Finding Blank(TwinName twin, FactorCode factor, Policy policy, BeijingTime start, BeijingTime end) => new()
    {
        Twin = twin,
        Rule = "",
        PolicyVersion = policy.Version,
        Factor = factor,
        WindowStart = start,
        WindowEnd = end,
        State = FindingState.Raised,
        Standing = FindingStanding.Final,
        Level = EscalationLevel.Normal,
        Reason = "",
    };
}
