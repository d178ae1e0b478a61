using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>
/// The level a point stands at: the highest of what the instants of the open hour, the closed hours of its newest day,
/// its last two days and its link lead to. It rises at once and falls only when its clean period is over; silence ends
/// with the next word of the device.
/// </summary>
static class PointLevels
{
    public static void Update(PointState state, BeijingTime now, Policy policy)
    {
        var ground = Highest(state, policy);
        if (ground.Level > EscalationLevel.Normal && ground.Cause != PointCause.Silent)
            (state.Hold ??= new LevelHold()).Found(ground.Level, now, ground.Cause, ground.Factor);
        var (level, cause, factor) = Standing(state, ground, now, policy);
        state.IsHeld = level > ground.Level;
        if (level == EscalationLevel.Normal)
            state.Hold = null;
        if (!state.LevelSince.IsSet)
            state.LevelSince = now;
        if (level == state.Level && cause == state.Cause && factor == state.CauseFactor)
            return;
        if (level != state.Level)
        {
            state.Level = level;
            state.LevelSince = now;
            state.Acknowledged?.Reach(level);
        }

        state.Cause = cause;
        state.CauseFactor = factor;
    }

    /// <summary>Whether the clean period of the level is over by the clock alone.</summary>
    public static bool Falls(PointState state, BeijingTime now, Policy policy) =>
        state.IsHeld && Standing(state, Highest(state, policy), now, policy).Level != state.Level;

    static (EscalationLevel Level, PointCause Cause, FactorCode Factor) Standing(
        PointState state, (EscalationLevel Level, PointCause Cause, FactorCode Factor) ground, BeijingTime now,
        Policy policy) =>
        state.Hold?.Above(ground.Level, now, policy.Levels.CleanHours) ?? ground;

    static (EscalationLevel Level, PointCause Cause, FactorCode Factor) Highest(PointState state, Policy policy)
    {
        LevelPolicy levels = policy.Levels;
        var highest = (Level: EscalationLevel.Normal, Cause: PointCause.None, Factor: default(FactorCode));
        if (state.Link == LinkState.Silent && levels.Silent > EscalationLevel.Normal)
            highest = (levels.Silent, PointCause.Silent, default);
        int today = state.OpenHour.IsSet ? state.OpenHour.DayNumber : 0;
        foreach (ref readonly FactorState factor in state.Factors)
        {
            if (factor.DaysOver.Contains(today) || factor.DaysOver.Contains(today - 1))
                Raise(ref highest, levels.DayOver, PointCause.Day, factor.Code);
            if (factor.HoursOverToday > 0)
                Raise(ref highest, levels.HourOver, PointCause.Hour, factor.Code);
            if (factor.OverThisHour)
                Raise(ref highest, levels.RealTimeOver, PointCause.Instant, factor.Code);
        }

        return highest;
    }

    /// <remarks>
    /// Ties go to silence, then to the longer window, then to the lower code: never to what came first.
    /// </remarks>
    static void Raise(
        ref (EscalationLevel Level, PointCause Cause, FactorCode Factor) highest,
        EscalationLevel level, PointCause cause, FactorCode factor)
    {
        bool wins = level != highest.Level ? level > highest.Level
            : highest.Cause is not (PointCause.None or PointCause.Silent)
                && (cause > highest.Cause || (cause == highest.Cause && factor < highest.Factor));
        if (wins)
            highest = (level, cause, factor);
    }
}
