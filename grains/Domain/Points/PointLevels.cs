using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>
/// The level a point stands at: the highest of what its newest instants, the closed hours of its newest day, its last
/// two days and its link lead to.
/// </summary>
static class PointLevels
{
    public static void Update(PointState state, BeijingTime now, Policy policy)
    {
        (EscalationLevel level, PointCause cause, FactorCode factor) = Highest(state, policy);
        if (level == state.Level && cause == state.Cause && factor == state.CauseFactor)
            return;
        if (level != state.Level)
        {
            state.Level = level;
            state.LevelSince = now;
        }

        state.Cause = cause;
        state.CauseFactor = factor;
    }

    static (EscalationLevel Level, PointCause Cause, FactorCode Factor) Highest(PointState state, Policy policy)
    {
        LevelPolicy levels = policy.Levels;
        var highest = (Level: EscalationLevel.Normal, Cause: PointCause.None, Factor: default(FactorCode));
        if (state.Link == LinkState.Silent)
            highest = (levels.Silent, PointCause.Silent, default);
        int today = state.OpenHour.IsSet ? state.OpenHour.DayNumber : 0;
        foreach (ref readonly FactorState factor in state.Factors)
        {
            bool dayOver = factor.DaysOver.Contains(today) || factor.DaysOver.Contains(today - 1);
            if (dayOver && levels.DayOver > highest.Level)
                highest = (levels.DayOver, PointCause.Day, factor.Code);
            if (factor.HoursOverToday > 0 && levels.HourOver > highest.Level)
                highest = (levels.HourOver, PointCause.Hour, factor.Code);
            if (levels.RealTimeOver > highest.Level && IsOverNow(state, in factor, policy))
                highest = (levels.RealTimeOver, PointCause.Instant, factor.Code);
        }

        return highest;
    }

    static bool IsOverNow(PointState state, in FactorState factor, Policy policy)
    {
        if (!factor.Last.HasValue || !factor.LastFlag.IsValid())
            return false;
        PointLimit limit = PointLimit.Of(state, policy, factor.Code, LimitPeriod.Hour);
        return limit.IsBrokenBy(factor.LastConverted.HasValue ? factor.LastConverted : factor.Last);
    }
}
