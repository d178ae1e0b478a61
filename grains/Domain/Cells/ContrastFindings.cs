using System.Globalization;
using System.Text;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Cells;

/// <summary>Words the findings on fine cells that are clearly higher than their neighbours.</summary>
static class ContrastFindings
{
    public const string EpisodeRule = "cell.contrast";
    public const string MonthRule = "cell.contrast.month";

    /// <summary>
    /// One finding an episode, with the figures of the hour that raised it; provisional and an hour long until the
    /// episode is over.
    /// </summary>
    public static Finding OfEpisode(
        TwinName twin, ContrastFactor factor, BeijingTime day, ContrastEpisode episode, Contrast contrast,
        ReadOnlySpan<Neighbour> neighbours, Exact wind, Policy policy)
    {
        ContrastPolicy rule = policy.Contrast;
        Span<int> nearest = stackalloc int[rule.Nearest];
        nearest = nearest[..ContrastRule.TakeNearest(neighbours, rule, nearest)];
        BeijingTime start = day.AddSeconds(episode.First * BeijingTime.SecondsPerHour);
        int end = episode.IsOver ? episode.End : episode.First + 1;
        return new Finding
        {
            Twin = twin,
            Rule = EpisodeRule,
            PolicyVersion = policy.Version,
            Factor = factor.Factor,
            WindowStart = start,
            WindowEnd = day.AddSeconds(end * BeijingTime.SecondsPerHour),
            State = FindingState.Raised,
            Standing = episode.IsOver ? FindingStanding.Final : FindingStanding.Provisional,
            Level = rule.Level,
            Class = rule.Class,
            Value = contrast.Own,
            Limit = Exact.Computed(rule.Ratio * contrast.NearestMean),
            Reason = Reason(factor.Factor, episode, contrast, neighbours, nearest, rule),
            Clause = rule.Clause,
            Figures = Figures(factor, episode, contrast, neighbours, nearest, wind, rule),
        };
    }

    public static Finding OfMonth(TwinName twin, FactorCode factor, CellMonth month, int highHours, Policy policy)
    {
        ContrastPolicy rule = policy.Contrast;
        return new Finding
        {
            Twin = twin,
            Rule = MonthRule,
            PolicyVersion = policy.Version,
            Factor = factor,
            WindowStart = month.Start,
            WindowEnd = month.End,
            State = FindingState.Raised,
            Level = rule.Level,
            Class = rule.Class,
            Value = highHours,
            Limit = rule.MonthHours,
            Reason = string.Create(
                CultureInfo.InvariantCulture,
                $"{factor} clearly higher than its neighbours in {highHours} hours of the month >= {rule.MonthHours}"),
            Clause = rule.Clause,
            Figures = [new("high hours", highHours, "h"), new("contrast.monthHours", rule.MonthHours, "h")],
        };
    }

    public static Finding Withdrawn(Finding former) => former with
    {
        State = FindingState.Withdrawn,
        Reason = former.Rule == MonthRule
            ? $"{former.Factor} fewer than {former.Limit} high hours in the month after later data"
            : $"{former.Factor} not clearly higher than its neighbours from {former.WindowStart} after later data",
    };

    static string Reason(
        FactorCode factor, ContrastEpisode episode, Contrast contrast, ReadOnlySpan<Neighbour> neighbours,
        ReadOnlySpan<int> nearest, ContrastPolicy rule)
    {
        CultureInfo plain = CultureInfo.InvariantCulture;
        string sign = rule.Boundary == ContrastBoundary.Over ? ">" : ">=";
        var text = new StringBuilder();
        text.Append(plain, $"{factor} hour mean {contrast.Own} {sign} {rule.Ratio} x {contrast.NearestMean:0.####}, ");
        text.Append(plain, $"the mean of the {contrast.Nearest} nearest (");
        for (int i = 0; i < nearest.Length; i++)
        {
            Neighbour neighbour = neighbours[nearest[i]];
            text.Append(plain, $"{(i == 0 ? "" : ", ")}{neighbour.Name} {neighbour.Value}");
        }

        text.Append(')');
        if (contrast.Neighbours >= rule.Robust.Stations)
        {
            text.Append(plain, $"; {contrast.Own.Value - contrast.Median:0.####} above the median {contrast.Median} ");
            text.Append(plain, $"of {contrast.Neighbours} > {rule.Robust.Score} x spread {contrast.Spread:0.####} ");
            text.Append(plain, $"(MAD {contrast.Mad})");
        }

        if (episode.IsOver)
            text.Append(plain, $"; over after {episode.End - episode.First} hours, {episode.HighHours} of them high");
        return text.ToString();
    }

    static ValueList<FindingFigure> Figures(
        ContrastFactor factor, ContrastEpisode episode, Contrast contrast, ReadOnlySpan<Neighbour> neighbours,
        ReadOnlySpan<int> nearest, Exact wind, ContrastPolicy rule)
    {
        var figures = new List<FindingFigure>
        {
            new("own", contrast.Own),
            new("mean of nearest", Exact.Computed(contrast.NearestMean)),
            new("ratio", contrast.Ratio is { } ratio ? Exact.Computed(ratio) : Exact.None),
            new("median", contrast.Median),
            new("MAD", contrast.Mad),
            new("spread", Exact.Computed(contrast.Spread)),
            new("neighbours", contrast.Neighbours),
            new("contrast.nearest", rule.Nearest),
            new("contrast.ratio", rule.Ratio),
            new("contrast.factors.floor", factor.Floor),
            new("contrast.robust.score", rule.Robust.Score),
            new("contrast.robust.stations", rule.Robust.Stations),
        };
        foreach (int index in nearest)
            figures.Add(new FindingFigure(neighbours[index].Name, neighbours[index].Value));
        if (wind.HasValue)
            figures.Add(new FindingFigure("wind", wind, "m/s"));
        if (episode.IsOver)
            figures.Add(new FindingFigure("high hours", episode.HighHours, "h"));
        return figures.ToValueList();
    }
}
