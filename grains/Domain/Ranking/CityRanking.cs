using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Ranking;

/// <summary>
/// A city ranks its cells by their months: by the first tick after the hours that the policy gives, and by the next tick
/// after a mean that comes later, also for the months that are compared with that one. Each cell is told when where it
/// stands is new to it. So what the cells are told in the end never depends on the order in which they told. A month is
/// ranked by one factor (<see cref="RankedFactors"/>), and compared with means of the same; what a cell told of another one
/// ranks nowhere.
/// </summary>
public static class CityRanking
{
    /// <summary>
    /// Months that are ranked, as far back as the newest: two years, so that the year of a warning is whole in each of
    /// the last twelve. Means of longer ago are kept, and ranked no more.
    /// </summary>
    public const int MostMonths = 24;

    public static void Take(RegionState state, CellId cell, CellMonthTold told)
    {
        var month = NaturalMonth.Of(told.Month);
        FactorCode factor = told.Factor.IsEmpty ? state.RankedFactors.Of(month) : told.Factor;
        if (!state.MonthOf(month).Set(cell, factor, new CellMean(told.Mean, told.Hours)))
            return;
        if (month > state.NewestMonth)
            state.NewestMonth = month;
        foreach (NaturalMonth moved in (ReadOnlySpan<NaturalMonth>)[month, month.Add(1), month.YearAfter])
        {
            if (moved <= state.NewestMonth)
                state.MonthsToRank.Add(moved);
        }

        state.MonthsToRank.RemoveWhere(waiting => waiting <= state.NewestMonth.Add(-MostMonths));
    }

    public static bool IsDue(RegionState state, BeijingTime now, RankingPolicy policy) => Due(state, now, policy).Any();

    /// <summary>The pages of the months that a tick may rank, and of those that they are compared with.</summary>
    public static void AddPages(RegionState state, BeijingTime now, List<PageId> pages)
    {
        foreach (NaturalMonth month in state.MonthsToRank.TakeWhile(month => month.End <= now))
        {
            foreach (NaturalMonth read in (ReadOnlySpan<NaturalMonth>)[month, month.Before, month.YearBefore])
            {
                if (!pages.Contains(CityMonth.IdOf(read)))
                    pages.Add(CityMonth.IdOf(read));
            }
        }
    }

    public static void Tell(RegionState state, BeijingTime now, RankingPolicy policy, EffectList effects)
    {
        foreach (NaturalMonth month in Due(state, now, policy).ToArray())
        {
            state.MonthsToRank.Remove(month);
            if (state.FindMonth(month) is not { } page)
                continue;
            FactorCode factor = state.RankedFactors.Of(month);
            IReadOnlyDictionary<CellId, ValueList<ListRank>> ranks = MonthRanking.Of(
                month, other => state.FindMonth(other)?.MeansOf(factor) ?? new Dictionary<CellId, CellMean>(), policy);
            foreach ((CellId cell, RanksTold told) in page.TakeChanged(factor, ranks))
                effects.Tell(TwinName.Of(cell), told);
        }
    }

    /// <summary>From when on a month is ranked.</summary>
    public static BeijingTime DueOf(NaturalMonth month, RankingPolicy policy) =>
        month.End.AddSeconds((long)policy.RanksAfterHours * BeijingTime.SecondsPerHour);

    static IEnumerable<NaturalMonth> Due(RegionState state, BeijingTime now, RankingPolicy policy) =>
        state.MonthsToRank.TakeWhile(month => DueOf(month, policy) <= now);
}
