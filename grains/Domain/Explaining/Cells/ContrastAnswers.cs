using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Explaining.Cells;

/// <summary>
/// Answers for a fine cell beside its neighbours, from the state of the 3 km cell around it, which judges it.
/// </summary>
public sealed class ContrastAnswers(CellId cell) : IRuleAnswers<CellState>
{
    public IReadOnlyList<string> Rules { get; } = [ContrastFindings.EpisodeRule];

    public void PagesFor(CellState state, RuleQuestion question, List<PageId> pages) =>
        pages.Add(PageId.Day(question.Time));

    public IEnumerable<RuleAnswer> Answer(CellState state, RuleQuestion question, Policy policy)
    {
        var day = state.Pages.Find(PageId.Day(question.Day)) as CellDay;
        foreach (BeijingTime hour in question.Hours)
        {
            foreach (ContrastFactor factor in policy.Contrast.Factors)
            {
                if (question.Asks(factor.Factor))
                    yield return OfHour(state, day, factor, hour, policy);
            }

            if (!question.Factor.IsEmpty
                && !policy.Contrast.Factors.Any(factor => factor.Factor == question.Factor))
            {
                yield return Blank(question.Factor, hour, policy) with
                {
                    Ground = AnswerGround.NotConcerned,
                    Why = $"{question.Factor} is not held against the neighbours (contrast.factors)",
                };
            }
        }
    }

    RuleAnswer OfHour(CellState state, CellDay? day, ContrastFactor factor, BeijingTime hour, Policy policy)
    {
        ContrastPolicy rule = policy.Contrast;
        RuleAnswer blank = Blank(factor.Factor, hour, policy);
        if (state.Newest < hour)
            blank = blank with { ProvisionalUntil = blank.WindowEnd };
        List<SourceHour> own = day?.Means.Of(factor.Factor, hour.HourOfDay) ?? [];
        List<SourceHour> all = [.. own, .. day?.Around.Of(factor.Factor, hour.HourOfDay) ?? []];
        Exact value = own.Find(source => source.Cell == cell).Value;
        if (!value.HasValue)
        {
            return blank with
            {
                Ground = AnswerGround.NoData,
                Why = $"{cell} has no valid hour mean of {factor.Factor}",
                WouldDiffer = "an hour mean, clearly above those of the neighbours",
            };
        }

        Span<Neighbour> neighbours = ContrastJudgement.Neighbours(cell, all, rule);
        Exact wind = day!.Means.Across(rule.Wind.Factor, hour.HourOfDay).Mean;
        Contrast contrast = ContrastRule.Of(value, neighbours, wind, factor, rule);
        bool isFound = day.Contrasts.Found.InForce.Any(finding =>
            finding.Twin == TwinName.Of(cell) && finding.Factor == factor.Factor
            && finding.WindowStart <= hour && finding.WindowEnd > hour);
        isFound |= contrast.State == ContrastState.High && ContrastJudgement.IsQuorate(all, rule);
        (AnswerGround ground, string why, string differs) =
            isFound ? (AnswerGround.Found, Stood(contrast, rule), "")
            : !ContrastJudgement.IsQuorate(all, rule)
                ? (AnswerGround.NotValid,
                    FormattableString.Invariant($"{all.Count(source => source.IsTold)} of {all.Count} stations have told of the hour, fewer than the quorum {rule.Quorum}"),
                    "more stations that tell of the hour")
            : Ground(contrast, neighbours.Length, wind, factor, rule);
        return blank with
        {
            Ground = ground,
            Why = why,
            WouldDiffer = differs,
            Figures = Figures(contrast, factor, wind, rule),
        };
    }

    static (AnswerGround, string, string) Ground(
        Contrast contrast, int known, Exact wind, ContrastFactor factor, ContrastPolicy rule)
    {
        if (contrast.Nearest == 0)
        {
            return (AnswerGround.NotValid, FormattableString.Invariant(
                $"{known} stations are known within {rule.ReachMetres} m, too few of the {rule.Nearest} nearest have a value"),
                "values of the nearest stations");
        }

        string stood = Stood(contrast, rule);
        if (contrast.State == ContrastState.Unknown)
        {
            return (AnswerGround.NotValid, FormattableString.Invariant(
                $"{stood}; {contrast.Neighbours} neighbours have a value, a verdict needs {rule.Robust.Stations}"),
                "values of more neighbours");
        }

        var needed = new List<string>();
        if (contrast.Own.Value < factor.Floor)
            needed.Add(FormattableString.Invariant($"a mean of at least {factor.Floor} (contrast.factors.floor), it was {contrast.Own}"));
        decimal most = rule.Ratio * contrast.NearestMean;
        if (contrast.Own.Value < most || (contrast.Own.Value == most && rule.Boundary == ContrastBoundary.Over))
            needed.Add(FormattableString.Invariant($"a mean above {most:0.####}, {rule.Ratio} times that of the nearest; it was {contrast.Own}"));
        decimal spread = contrast.Median + rule.Robust.Score * contrast.Spread;
        if (contrast.Neighbours >= rule.Robust.Stations && contrast.Own.Value <= spread)
            needed.Add(FormattableString.Invariant($"a mean above {spread:0.####}, {rule.Robust.Score} spreads over the median of all; it was {contrast.Own}"));
        if (needed.Count == 0)
            needed.Add(FormattableString.Invariant($"wind below {rule.Wind.CalmBelow} m/s, it was {(wind.HasValue ? wind.ToString() : "unknown")}"));
        return (AnswerGround.Complies, stood, string.Join("; and ", needed));
    }

    static string Stood(Contrast contrast, ContrastPolicy rule) => FormattableString.Invariant(
        $"{contrast.Own} against {contrast.NearestMean:0.####}, the mean of the {contrast.Nearest} nearest: ")
        + FormattableString.Invariant($"{contrast.Ratio:0.####} times it, {rule.Ratio} needed; median {contrast.Median} of {contrast.Neighbours}");

    static ValueList<FindingFigure> Figures(
        Contrast contrast, ContrastFactor factor, Exact wind, ContrastPolicy rule)
    {
        var figures = new List<FindingFigure>
        {
            new("own", contrast.Own),
            new("mean of nearest", Exact.Computed(contrast.NearestMean)),
            new("median", contrast.Median),
            new("MAD", contrast.Mad),
            new("spread", Exact.Computed(contrast.Spread)),
            new("neighbours", contrast.Neighbours),
            new("contrast.ratio", rule.Ratio),
            new("contrast.factors.floor", factor.Floor),
            new("contrast.robust.score", rule.Robust.Score),
            new("contrast.robust.stations", rule.Robust.Stations),
        };
        if (wind.HasValue)
            figures.Add(new FindingFigure("wind", wind, "m/s"));
        return figures.ToValueList();
    }

    static RuleAnswer Blank(FactorCode factor, BeijingTime hour, Policy policy) =>
        RuleAnswer.Blank(
            ContrastFindings.EpisodeRule, hour, hour.AddSeconds(BeijingTime.SecondsPerHour), policy.Contrast.Clause, policy)
            with
        { Factor = factor };
}
