using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>
/// Which hours of a natural day leave the daily mean (豁免时段): those of conditions with a budget while the budget of
/// the calendar year lasts, consumed in order of time; those out of operation without limit; in start and stop only
/// while particulates stay within their cap; of one event its first hours, where the budget says how many. An hour that
/// loses its exemption still consumes the budget.
/// </summary>
public static class ExemptHours
{
    /// <param name="day">Start of the day.</param>
    /// <param name="marks">The marks that have effect on the day.</param>
    /// <param name="withDayBefore">The same with those of the day before, which an event may have begun with.</param>
    /// <param name="usedBefore">Seconds of each budget of the year used before the day.</param>
    /// <param name="particulates">The hourly means of particulates, 24.</param>
    public static HourStanding[] Of(
        BeijingTime day, IReadOnlyList<Mark> marks, IReadOnlyList<Mark> withDayBefore, IReadOnlyList<long> usedBefore,
        IReadOnlyList<ToldMean> particulates, FurnacePolicy policy)
    {
        var standings = new HourStanding[BeijingTime.HoursPerDay];
        if (marks.Count == 0)
            return standings;
        List<Mark> dirty = Dirty(day, marks, particulates, policy.Exempt);
        for (int hour = 0; hour < BeijingTime.HoursPerDay; hour++)
            standings[hour] = Hour(day, hour, marks, withDayBefore, dirty, usedBefore, particulates, policy);
        if (policy.Exempt.Mode == ExemptMode.Day && standings.Contains(HourStanding.Exempt))
            Array.Fill(standings, HourStanding.Exempt);
        return standings;
    }

    /// <summary>
    /// The same with the hours in which the monitoring of the pollutant is marked void. Void are automatic data alone (rule
    /// 2022-21 art. 6(1): 标记为无效的自动监测数据): an hour that was sampled by hand counts.
    /// </summary>
    /// <param name="sampled">The hours that were, a bit each.</param>
    public static HourStanding[] For(
        FactorCode factor, BeijingTime day, IReadOnlyList<Mark> marks, HourStanding[] standings, uint sampled,
        ExemptPolicy policy)
    {
        Mark[] voiding =
            [.. marks.Where(mark => policy.VoidCodes.Contains(mark.Code) && (mark.Factor.IsEmpty || mark.Factor == factor))];
        if (voiding.Length == 0)
            return standings;
        HourStanding[] own = [.. standings];
        for (int hour = 0; hour < BeijingTime.HoursPerDay; hour++)
        {
            if (own[hour] != HourStanding.Exempt
                && MarkedTime.Covers(voiding, At(day, hour), At(day, hour + 1), policy.HourOverlap))
            {
                own[hour] = (sampled >> hour & 1) == 0 ? HourStanding.Void : HourStanding.VoidSampled;
            }
        }

        return own;
    }

    static HourStanding Hour(
        BeijingTime day, int hour, IReadOnlyList<Mark> marks, IReadOnlyList<Mark> withDayBefore, List<Mark> dirty,
        IReadOnlyList<long> usedBefore, IReadOnlyList<ToldMean> particulates, FurnacePolicy policy)
    {
        ExemptPolicy exempt = policy.Exempt;
        BeijingTime start = At(day, hour), end = At(day, hour + 1);
        var exempting = new List<Mark>();
        bool isUsedUp = false, isOver = false, isLate = false;
        bool isPmOver = IsPmOver(particulates[hour], exempt);
        foreach (Mark mark in marks)
        {
            if (!mark.Overlaps(start, end))
                continue;
            if (exempt.FreeCodes.Contains(mark.Code))
            {
                exempting.Add(mark);
                continue;
            }

            if (BudgetOf(mark, policy) is not (>= 0 and var budget))
                continue;
            if (!Lasts(budget, day, end, marks, usedBefore, policy))
                isUsedUp = true;
            else if (exempt.PmCodes.Contains(mark.Code) && (isPmOver || dirty.Contains(mark)))
                isOver = true;
            else if (MarkedEvent.ExemptUntil(mark, withDayBefore, policy.Budget.Year[budget]) is var until
                && (until <= start || until <= mark.Start))
                isLate = true;
            else
                exempting.Add(until < mark.EndOrNever ? mark with { End = until } : mark);
        }

        if (MarkedTime.Covers(exempting, start, end, exempt.HourOverlap))
            return HourStanding.Exempt;
        return (isUsedUp, isOver, isLate) switch
        {
            (true, _, _) => HourStanding.BudgetUsedUp,
            (_, true, _) => HourStanding.ParticulatesOver,
            (_, _, true) => HourStanding.EventOver,
            _ => HourStanding.Counts,
        };
    }

    /// <summary>Whether the budget covers what is marked through the end of the hour, or of the day.</summary>
    static bool Lasts(
        int budget, BeijingTime day, BeijingTime end, IReadOnlyList<Mark> marks, IReadOnlyList<long> usedBefore,
        FurnacePolicy policy)
    {
        HourBudget of = policy.Budget.Year[budget];
        BeijingTime through = policy.Exempt.Mode == ExemptMode.Day ? At(day, BeijingTime.HoursPerDay) : end;
        long used = usedBefore[budget]
            + MarkedTime.Seconds(
                marks.Where(mark => of.Codes.Contains(mark.Code)), day, through, policy.Budget.Overlap);
        return used <= of.Hours * BeijingTime.SecondsPerHour;
    }

    /// <summary>By policy, the marks of the day that one hour over the cap costs their exemption as a whole.</summary>
    static List<Mark> Dirty(
        BeijingTime day, IReadOnlyList<Mark> marks, IReadOnlyList<ToldMean> particulates, ExemptPolicy policy)
    {
        var dirty = new List<Mark>();
        for (int hour = 0; policy.PmScope == PmScope.Event && hour < BeijingTime.HoursPerDay; hour++)
        {
            if (IsPmOver(particulates[hour], policy))
                dirty.AddRange(marks.Where(mark => mark.Overlaps(At(day, hour), At(day, hour + 1))));
        }

        return dirty;
    }

    static bool IsPmOver(ToldMean particulates, ExemptPolicy policy) => particulates.IsValid
        ? particulates.Value.Value > policy.PmLimit
        : policy.PmMissing == PmMissing.Loses;

    static int BudgetOf(Mark mark, FurnacePolicy policy)
    {
        for (int i = 0; i < policy.Budget.Year.Count; i++)
        {
            if (policy.Budget.Year[i].Codes.Contains(mark.Code))
                return i;
        }

        return -1;
    }

    static BeijingTime At(BeijingTime day, int hour) => day.AddSeconds(hour * BeijingTime.SecondsPerHour);
}
