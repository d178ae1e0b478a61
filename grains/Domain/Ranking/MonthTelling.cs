using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Ranking;

/// <summary>
/// A 3 km cell tells its city the mean of a natural month: by the first tick after the hours that the policy gives, and by
/// the next tick after an hour that comes later and changes it. The mean is of the factor that the month is ranked by
/// (<see cref="RankedFactors"/>), also where the policy names another one since.
/// </summary>
/// <remarks>Whether a cell is hot is asked when it tells; what was told of a month stays, also where it is not any more.</remarks>
static class MonthTelling
{
    /// <summary>Each is a page; the rest waits for the next tick.</summary>
    const int MostMonthsATick = 24;

    /// <summary>Takes in that an hour mean stands in the place of another.</summary>
    public static void Take(
        CellState state, FactorCode factor, BeijingTime hour, Exact before, Exact after, RankingPolicy policy)
    {
        if (factor != state.RankedFactors.Of(NaturalMonth.Of(hour)) || before == after)
            return;
        state.MonthOf(hour).Exchange(factor, before, after);
        if (IsRanked(state, policy))
            state.MonthsToTell.Add(NaturalMonth.Of(hour));
    }

    /// <summary>A cell that is ranked from now on tells also the month of its newest hour.</summary>
    public static void Join(CellState state, RankingPolicy policy)
    {
        if (state.Id.Resolution == GridResolution.Coarse && state.NewestHour.IsSet && IsRanked(state, policy))
            state.MonthsToTell.Add(NaturalMonth.Of(state.NewestHour));
    }

    public static bool IsRanked(CellState state, RankingPolicy policy) =>
        policy.Cells == RankedCells.All || state.Registration?.IsHot == true;

    public static bool IsDue(CellState state, BeijingTime now, RankingPolicy policy) => Due(state, now, policy).Any();

    /// <summary>The pages of the months that a tick may tell.</summary>
    public static void AddPages(CellState state, BeijingTime now, List<PageId> pages) =>
        pages.AddRange(state.MonthsToTell.TakeWhile(month => month.End <= now).Take(MostMonthsATick)
            .Select(month => CellMonth.IdOf(month.Start)));

    public static void Tell(CellState state, BeijingTime now, RankingPolicy policy, EffectList effects)
    {
        foreach (NaturalMonth month in Due(state, now, policy).ToArray())
        {
            state.MonthsToTell.Remove(month);
            CellMonth page = state.MonthOf(month.Start);
            FactorCode factor = state.RankedFactors.Of(month);
            CellMean mean = page.MeanOf(factor);
            if (IsRanked(state, policy) && page.Tell(mean))
            {
                effects.Tell(
                    TwinName.Of(state.Id.City),
                    new CellMonthTold(month.Start, mean.Mean, mean.Hours) { Factor = factor });
            }
        }
    }

    static IEnumerable<NaturalMonth> Due(CellState state, BeijingTime now, RankingPolicy policy) =>
        state.MonthsToTell
            .TakeWhile(month => month.End.AddSeconds((long)policy.ClosesAfterHours * BeijingTime.SecondsPerHour) <= now)
            .Take(MostMonthsATick);
}
