using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>
/// The days of an outlet that its furnace judges (焚烧炉 × 自然日 × 污染物 is the unit of judgement, MEE Order 10 art. 6): the
/// point raises nothing on them, and its supervision counts the verdicts of the furnace, after what marks exempt.
/// </summary>
static class FurnaceDays
{
    /// <summary>
    /// Whether the furnace judges the daily mean of a pollutant: it has the point as its emission point, and the point
    /// tells its means to it.
    /// </summary>
    public static bool Judge(PointState state, FactorCode factor, BeijingTime day, Policy policy) =>
        policy.Points.FurnaceOutlets == OutletDayJudge.Furnace
        && state is { ClaimedBy: not null, Registration: { } record }
        && FurnaceLimits.Has(policy, factor, record, day);

    /// <summary>Why the point judges nothing, in words.</summary>
    public static string Reason(PointState state) =>
        $"its furnace {state.ClaimedBy} judges the day (points.furnaceOutlets=furnace)";

    /// <summary>The furnaces whose claim counts for nothing, in words; empty where there are none.</summary>
    public static string OtherClaims(PointState state)
    {
        TwinName[] others = [.. (state.Claims ?? []).Where(furnace => furnace != state.ClaimedBy)];
        if (others.Length == 0)
            return "";
        string own = state.Registration?.Incinerator is { } named
            ? $"the registration of the point names {TwinName.Of(named)}"
            : "the registration of the point names no furnace";
        return $"; {string.Join(", ", others)} has it as emission point, too, which counts for nothing: {own}";
    }

    /// <summary>What follows from the registration, for the furnace that the point measures.</summary>
    public static void TellFurnace(PointState state, EffectList effects)
    {
        if (state.Registration is not { Incinerator: { } furnace } record)
            return;
        effects.Tell(TwinName.Of(furnace), new OutletTold(record with
        {
            Limits = state.Limited!.Limits,
            Location = null,
            FineCell = null,
            Password = null,
            Units = default,
            OldCodes = default,
        }));
    }

    /// <summary>Takes note that a furnace judges the point's days, or does no longer.</summary>
    public static void Take(
        PointState state, in TwinEntry entry, TwinName furnace, OutletClaimed claimed, Policy policy, EffectList effects)
    {
        TwinName? before = state.ClaimedBy;
        if (claimed.IsClaimed)
            (state.Claims ??= []).Add(furnace);
        else
            state.Claims?.Remove(furnace);
        if (state.Claims is { Count: 0 })
            state.Claims = null;
        if (before == state.ClaimedBy)
            return;
        ForgetStandstills(state);
        Judgement.JudgeAgain(state, state.Limited, in entry, policy, effects);
    }

    /// <summary>Another furnace judges the point now, or none: what was marked on the former says nothing any more.</summary>
    public static void ForgetStandstills(PointState state)
    {
        if (state.Marks is not { } marks)
            return;
        marks.Furnace = new MarkSet();
        marks.IsDirty = true;
    }

    /// <summary>Takes what the furnace judged a day as; what another makes of it counts for nothing.</summary>
    public static void Take(
        PointState state, in TwinEntry entry, TwinName furnace, DayVerdictTold told, Policy policy, EffectList effects)
    {
        if (state.Registration is { Incinerator: { } own } && furnace != TwinName.Of(own))
            return;
        DayPage page = state.DayPageOf(told.Day);
        page.IsDirty = true;
        int factor = state.IndexOf(told.Factor);
        page.Of(factor).FurnaceVerdict = told.Verdict;
        CountDay(state, page, factor, state.PolicyOf(page.Start, policy));
        Supervision.Update(state, page, in entry, policy, effects);
    }

    /// <summary>Takes a condition that was marked on the furnace, and counts the days again that it touches.</summary>
    public static void Take(
        PointState state, in TwinEntry entry, TwinName furnace, MarkTold told, Policy policy, EffectList effects)
    {
        if (state.ClaimedBy != furnace)
            return;
        PointMarks marks = state.MarksToChange;
        SortedSet<int> days = PointMarking.DaysOfFurnace(state, told.Mark);
        if (!marks.Furnace.Take(told.Mark, told.MarkedAt, entry.Sequence))
            return;
        marks.IsDirty = true;
        foreach (int day in days)
        {
            if (state.Pages.Find(PageId.Day(BeijingTime.StartOf(day))) is DayPage page)
                Transmission.CountMarked(state, page, in entry, policy, effects);
        }
    }

    /// <summary>Whether a daily mean is over its limit by the point's own judgement or by the furnace's.</summary>
    public static bool IsOver(PointState state, FactorCode factor, FactorDay day, BeijingTime start, Policy policy) =>
        day.FoundDay.HasValue
        || (day.FurnaceVerdict == VerdictKind.Over && Judge(state, factor, start, policy));

    /// <summary>Keeps the exceedance days of a factor in step with its day.</summary>
    public static void CountDay(PointState state, DayPage page, int factor, Policy policy)
    {
        FactorMeans means = state.Factors[factor].Means ??= new FactorMeans();
        bool isOver = IsOver(state, state.Factors[factor].Code, page.Of(factor), page.Start, policy);
        bool wasOver = means.DaysOver.Contains(page.Start.DayNumber);
        means.DaysOver.Mark(page.Start.DayNumber, isOver);
        if (wasOver && !isOver)
            PointLevels.TakeBackDay(state, state.Factors[factor].Code, page.Start, policy);
    }
}
