using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>
/// CEMS维护每季度不得超过30小时 (MEE Order 10, art. 3): hours of a natural quarter that are marked as maintenance of the
/// monitoring, strictly over the budget. Of a plant, the seconds of its furnaces are added.
/// </summary>
public static class MaintenanceRule
{
    /// <summary>Start of the natural quarter.</summary>
    public static BeijingTime QuarterOf(BeijingTime time)
    {
        DateOnly date = time.Date;
        return BeijingTime.Of(date.Year, (date.Month - 1) / 3 * 3 + 1, 1);
    }

    /// <summary>Start of the next quarter.</summary>
    public static BeijingTime EndOf(BeijingTime quarter) =>
        BeijingTime.StartOf(BeijingTime.DayNumberOf(quarter.Date.AddMonths(3)));

    /// <summary>The days of the quarter before <paramref name="until"/> that the marks of a furnace cover any of.</summary>
    public static ValueList<MaintenanceDay> Days(
        MarkSet set, BeijingTime quarter, BeijingTime until, MarkPolicy marks, MarkOverlap overlap)
    {
        BeijingTime end = EndOf(quarter);
        end = until < end ? until : end;
        var days = new List<MaintenanceDay>();
        for (BeijingTime day = quarter; day < end; day = day.AddSeconds(BeijingTime.SecondsPerDay))
        {
            long seconds = SecondsOn(set, day, end, marks, overlap);
            if (seconds > 0)
                days.Add(new MaintenanceDay(day, seconds));
        }

        return [.. days];
    }

    /// <summary>
    /// The day of the act: the one whose marks take the quarter over its budget; null where none does.
    /// </summary>
    /// <param name="days">Of the quarter, in order.</param>
    public static BeijingTime? DayOver(ValueList<MaintenanceDay> days, BudgetPolicy budget)
    {
        long seconds = 0;
        foreach (MaintenanceDay day in days)
        {
            seconds += day.Seconds;
            if (IsOver(seconds, budget))
                return day.Day;
        }

        return null;
    }

    public static bool IsOver(long seconds, BudgetPolicy policy) =>
        seconds > policy.CemsHours * BeijingTime.SecondsPerHour;

    static long SecondsOn(MarkSet set, BeijingTime day, BeijingTime end, MarkPolicy marks, MarkOverlap overlap)
    {
        BeijingTime next = day.AddSeconds(BeijingTime.SecondsPerDay);
        IEnumerable<Mark> maintenance =
            set.EffectiveOn(day, marks).Where(mark => mark.Code == MarkCode.CemsMaintenance);
        return MarkedTime.Seconds(maintenance, day, next < end ? next : end, overlap);
    }
}
