using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Marks;

/// <summary>
/// 每日12时前完成前一日数据的人工标记: marks for a natural day are made before noon of the next day; what comes later
/// has no effect on that day. Silence means that the data are valid (逾期不标记，视为无异议).
/// </summary>
public static class MarkDeadline
{
    /// <summary>The deadline for a natural day.</summary>
    public static BeijingTime Of(BeijingTime day, MarkPolicy policy) => day.StartOfDay.AddSeconds(
        BeijingTime.SecondsPerDay + policy.DeadlineHour * BeijingTime.SecondsPerHour);

    /// <summary>Whether what was marked at a time is in time for the day.</summary>
    public static bool IsInTime(BeijingTime day, BeijingTime markedAt, MarkPolicy policy)
    {
        BeijingTime deadline = Of(day, policy);
        return policy.DeadlineInclusive ? markedAt <= deadline : markedAt < deadline;
    }

    /// <summary>Whether nothing that is marked from now on is in time for the day any more.</summary>
    public static bool HasPassed(BeijingTime day, BeijingTime now, MarkPolicy policy) =>
        !IsInTime(day, now, policy);

    /// <summary>Number of the last natural day that nothing marked from now on is in time for any more.</summary>
    public static int LastPassed(BeijingTime now, MarkPolicy policy)
    {
        int day = now.DayNumber;
        while (!HasPassed(BeijingTime.StartOf(day), now, policy))
            day--;
        return day;
    }

    /// <summary>The deadline for a natural day while it has not passed; not set afterwards.</summary>
    public static BeijingTime OpenUntil(BeijingTime day, BeijingTime now, MarkPolicy policy) =>
        HasPassed(day, now, policy) ? default : Of(day, policy);
}
