using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// The level of a furnace: the highest of what its newest day and the day before, the month of its newest day and its
/// link lead to.
/// </summary>
static class FurnaceLevels
{
    public static (EscalationLevel Level, string Reason) Of(IncineratorState state, Policy policy)
    {
        FurnacePolicy furnace = policy.Furnace;
        DaySummary today = state.Today, before = state.Yesterday;
        BeijingTime dayBefore = state.NewestDay.AddSeconds(-BeijingTime.SecondsPerDay);
        var highest = (Level: EscalationLevel.Normal, Reason: "");
        if (today.IsViolated)
            Raise(furnace.Violation, Low(today, state.NewestDay, furnace));
        if (before.IsViolated)
            Raise(furnace.Violation, Low(before, dayBefore, furnace));
        if (today.DaysOver > 0)
            Raise(policy.Levels.DayOver, $"{today.DayFactor} daily mean over its limit on {Date(state.NewestDay)}");
        if (before.DaysOver > 0)
            Raise(policy.Levels.DayOver, $"{before.DayFactor} daily mean over its limit on {Date(dayBefore)}");
        if (today.HoursOver > 0)
            Raise(policy.Levels.HourOver, $"{today.HourFactor} hourly mean over its limit on {Date(state.NewestDay)}");
        if (state.IsMonthFound)
            Raise(furnace.MonthReached, $"{state.EmissionDaysInMonth} exceedance days in the month");
        if (today.Low >= furnace.WarningLowSlots)
            Raise(EscalationLevel.Warning, Low(today, state.NewestDay, furnace));
        if (today.Low >= furnace.NoticeLowSlots)
            Raise(EscalationLevel.Notice, Low(today, state.NewestDay, furnace));
        if (state.Standing.Link == LinkState.Silent)
            Raise(policy.Levels.Silent, "no data");
        return highest;

        void Raise(EscalationLevel level, string reason)
        {
            if (level > highest.Level)
                highest = (level, reason);
        }
    }

    static string Low(DaySummary day, BeijingTime start, FurnacePolicy furnace) => string.Create(
        CultureInfo.InvariantCulture,
        $"{day.Low} five-minute means below {furnace.MinimumCelsius} "
        + $"on {Date(start)}, {furnace.ToleratedLowSlots} tolerated");

    static string Date(BeijingTime day) => day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
