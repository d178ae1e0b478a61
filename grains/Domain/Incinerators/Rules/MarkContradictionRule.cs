using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>A way in which a mark and the process data cannot both be true.</summary>
public enum Contradiction : byte
{
    None = 0,

    /// <summary>Waste is fed below the minimum while 烘炉 is marked: fined as evasion in 2021.</summary>
    FedWhileDrying = 1,

    /// <summary>Waste is fed while 停炉, 停炉降温 or 停运 is marked (DCS显示仍在投料).</summary>
    FedWhileStopped = 2,

    /// <summary>停运 is marked on a hot furnace whose oxygen is below that of air.</summary>
    RunningWhileIdle = 3,

    /// <summary>停运 is marked while a pollutant is over its hourly limit (停运期间排放量上限 asks the same of amounts).</summary>
    EmittingWhileIdle = 4,
}

/// <summary>
/// 虚假标记: an hour marked as a condition that temperature, feeding, oxygen and emission exclude, wholly or in part. A call to the
/// plant, which must answer; whether the mark is false people find out. Data that did not come exclude nothing.
/// </summary>
public static class MarkContradictionRule
{
    public static Contradiction Of(in ProcessHour hour, decimal minimumCelsius, ConditionPolicy policy)
    {
        switch (hour.Marked)
        {
            case MarkCode.Drying when hour.IsFed && hour.Celsius < minimumCelsius:
                return Contradiction.FedWhileDrying;
            case MarkCode.Stopping or MarkCode.Cooling or MarkCode.Idle when hour.IsFed:
                return Contradiction.FedWhileStopped;
            case MarkCode.Idle:
                bool isRunning = hour.Celsius >= policy.IdleBelowCelsius && hour.Oxygen <= policy.IdleOverOxygen;
                return isRunning ? Contradiction.RunningWhileIdle
                    : IsEmitting(in hour, policy) ? Contradiction.EmittingWhileIdle
                    : Contradiction.None;
            case null:
                return OfParts(in hour, minimumCelsius, policy);
            default:
                return Contradiction.None;
        }
    }

    /// <summary>
    /// Of an hour of which a part is marked: what the rest of it cannot explain, however it was fed and however little oxygen
    /// it had. What a part may have emitted is not known.
    /// </summary>
    static Contradiction OfParts(in ProcessHour hour, decimal minimumCelsius, ConditionPolicy policy)
    {
        MarkedParts parts = hour.Parts;
        if (parts.DryingCelsius < minimumCelsius && IsFedWithin(hour.Feed, parts.Drying, policy))
            return Contradiction.FedWhileDrying;
        if (IsFedWithin(hour.Feed, parts.Unfed, policy))
            return Contradiction.FedWhileStopped;
        bool isRunning = parts.IdleCelsius >= policy.IdleBelowCelsius
            && hour.Oxygen * BeijingTime.SecondsPerHour <= policy.IdleOverOxygen * parts.Idle;
        return isRunning ? Contradiction.RunningWhileIdle : Contradiction.None;
    }

    /// <summary>Whether more was fed in the hour than the rest of it can have been.</summary>
    static bool IsFedWithin(decimal? feed, int marked, ConditionPolicy policy) =>
        marked > 0
        && feed * BeijingTime.SecondsPerHour > policy.FullFeed * (BeijingTime.SecondsPerHour - marked);

    /// <summary>In air a conversion to reference oxygen makes much of next to nothing: it tells of no emission.</summary>
    static bool IsEmitting(in ProcessHour hour, ConditionPolicy policy) =>
        policy.IdleEmission == IdleEmission.HourOverLimit
        && hour.Emission is { IsOver: true }
        && !(hour.Oxygen > policy.IdleOverOxygen);
}
