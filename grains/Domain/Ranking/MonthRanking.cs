using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Ranking;

/// <summary>
/// Ranks the cells of a city for a natural month, on three lists: by the mean, by its change against the same month of
/// the year before, by its change against the month before. The higher the figure, the worse: also where all improved
/// there is one that improved least. A month with too few hours is neither ranked nor compared with.
/// </summary>
public static class MonthRanking
{
    /// <param name="month">The month that is ranked.</param>
    /// <param name="meansOf">The means that the cells of the city told of a month.</param>
    /// <param name="policy">The parameters.</param>
    /// <returns>For each cell with a mean that is ranked its lists, in the order of their numbers.</returns>
    public static IReadOnlyDictionary<CellId, ValueList<ListRank>> Of(
        NaturalMonth month, Func<NaturalMonth, IReadOnlyDictionary<CellId, CellMean>> meansOf, RankingPolicy policy)
    {
        Dictionary<CellId, decimal> own = Covered(month, meansOf, policy);
        var ranks = own.Keys.ToDictionary(cell => cell, _ => new List<ListRank>());
        Add(RankingList.Highest, [.. own.Select(mean => new Standing(mean.Key, Exact.Computed(mean.Value), Exact.None))], ranks);
        Add(RankingList.YearOnYear, Changes(own, Covered(month.YearBefore, meansOf, policy), policy.Change), ranks);
        Add(RankingList.MonthOnMonth, Changes(own, Covered(month.Before, meansOf, policy), policy.Change), ranks);
        return ranks.ToDictionary(cell => cell.Key, cell => cell.Value.ToValueList());
    }

    /// <summary>Whether a month has the hours that its mean needs to be ranked.</summary>
    public static bool IsCovered(NaturalMonth month, CellMean mean, RankingPolicy policy) =>
        mean.Mean.HasValue && mean.Hours >= policy.CoveredShare * month.Hours;

    /// <summary>Whether a rank makes the cell a warned cell.</summary>
    public static bool IsWarned(ListRank rank, RankingPolicy policy) =>
        CountedPlace(rank, policy) <= policy.PerList;

    /// <summary>The rank or the place, as the policy counts the tied.</summary>
    public static int CountedPlace(ListRank rank, RankingPolicy policy) =>
        policy.Ties == RankTies.All ? rank.Rank : rank.Place;

    static Dictionary<CellId, decimal> Covered(
        NaturalMonth month, Func<NaturalMonth, IReadOnlyDictionary<CellId, CellMean>> meansOf, RankingPolicy policy) =>
        meansOf(month).Where(mean => IsCovered(month, mean.Value, policy))
            .ToDictionary(mean => mean.Key, mean => mean.Value.Mean.Value);

    /// <summary>A mean of nothing before has no relative change.</summary>
    static Standing[] Changes(
        Dictionary<CellId, decimal> own, Dictionary<CellId, decimal> earlier, MonthChange change)
    {
        var changes = new List<Standing>();
        foreach ((CellId cell, decimal mean) in own)
        {
            if (!earlier.TryGetValue(cell, out decimal before) || (change == MonthChange.Relative && before <= 0))
                continue;
            decimal more = mean - before;
            decimal figure = change == MonthChange.Relative ? more / before : more;
            changes.Add(new Standing(cell, Exact.Computed(figure), Exact.Computed(before)));
        }

        return [.. changes];
    }

    static void Add(RankingList list, Standing[] standings, Dictionary<CellId, List<ListRank>> ranks)
    {
        Array.Sort(standings, static (left, right) =>
            left.Figure != right.Figure ? right.Figure.CompareTo(left.Figure) : left.Cell.CompareTo(right.Cell));
        int rank = 0;
        for (int i = 0; i < standings.Length; i++)
        {
            Standing standing = standings[i];
            if (i == 0 || standing.Figure != standings[i - 1].Figure)
                rank = i + 1;
            ranks[standing.Cell].Add(new ListRank(
                list, rank, Place: i + 1, standings.Length, standing.Figure, standing.Earlier));
        }
    }

    readonly record struct Standing(CellId Cell, Exact Figure, Exact Earlier);
}
