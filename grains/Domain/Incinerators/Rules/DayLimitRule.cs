using System.Globalization;
using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Points;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>
/// 日均值超标 (MEE Order 10, art. 6): a pollutant's daily mean strictly over its 24-hour limit. Without marked hours the
/// mean is the one told for the day, else that of at least 20 valid hours; with marked hours it is the mean of the hours
/// that are left, if enough are. A mean told for a day whose hours are not known has in it what marks exempt: it decides only
/// where the rest of the day does, whatever that was (<see cref="ToldDayRule"/>). Nothing is rounded: the sum of the hours is
/// held against limit times hours.
/// </summary>
public static class DayLimitRule
{
    /// <param name="hours">The hourly means, 24.</param>
    /// <param name="told">The daily mean told by the point.</param>
    /// <param name="standings">What marks make of each hour.</param>
    /// <param name="marked">The marked part of the hours that leave.</param>
    /// <param name="dayHours">Valid hours that a day needs.</param>
    /// <param name="minHoursAfter">Hours that must be left after exemption.</param>
    public static DayVerdict Of(
        IReadOnlyList<ToldMean> hours, ToldMean told, IReadOnlyList<HourStanding> standings, MarkedPart marked,
        decimal limit, int dayHours, int minHoursAfter)
    {
        decimal all = 0, left = 0;
        int valid = 0, counted = 0, exempt = 0, isVoid = 0, beyond = 0, dirty = 0, late = 0, stand = 0, through = 0;
        for (int hour = 0; hour < hours.Count; hour++)
        {
            HourStanding standing = standings[hour];
            bool leaves = standing is HourStanding.Exempt or HourStanding.Void;
            exempt += standing == HourStanding.Exempt ? 1 : 0;
            isVoid += standing == HourStanding.Void ? 1 : 0;
            beyond += standing == HourStanding.BudgetUsedUp ? 1 : 0;
            dirty += standing == HourStanding.ParticulatesOver ? 1 : 0;
            late += standing == HourStanding.EventOver ? 1 : 0;
            stand += leaves || hours[hour].IsValid ? 1 : 0;
            if (!hours[hour].IsValid)
                continue;
            decimal value = hours[hour].Value.Value;
            (all, valid, through) = (all + value, valid + 1, hour + 1);
            if (!leaves)
                (left, counted) = (left + value, counted + 1);
        }

        bool isMarked = exempt + isVoid > 0;
        (VerdictKind kind, decimal? judged, string reason) = isMarked
            ? AfterMarks(told, marked, left, counted, exempt + isVoid, stand, limit, dayHours, minHoursAfter)
            : Unmarked(told, all, valid, limit, dayHours);
        return new DayVerdict
        {
            Kind = kind,
            Told = told.IsValid ? told.Value.Value : null,
            Computed = valid > 0 ? all / valid : null,
            Exempted = isMarked && counted > 0 ? left / counted : null,
            Judged = judged,
            HoursCounted = counted,
            HoursExempt = exempt,
            HoursVoid = isVoid,
            HoursBeyondBudget = beyond,
            HoursParticulates = dirty,
            HoursBeyondEvent = late,
            HoursThrough = through,
            Limit = limit,
            Reason = reason,
        };
    }

    static (VerdictKind, decimal?, string) Unmarked(
        ToldMean told, decimal all, int valid, decimal limit, int dayHours)
    {
        if (told.IsValid)
            return Compare(told.Value.Value, 1, limit, "daily mean");
        return valid >= dayHours
            ? Compare(all, valid, limit, $"mean of {valid} hours")
            : (VerdictKind.NotJudged, null, $"{valid} valid hours, a day needs {dayHours}");
    }

    static (VerdictKind, decimal?, string) AfterMarks(
        ToldMean told, MarkedPart part, decimal left, int counted, int marked, int stand, decimal limit, int dayHours,
        int minHoursAfter)
    {
        if (told.IsValid && ToldDayRule.IsAlone(marked, stand, dayHours))
            return ToldAlone(told.Value.Value, part, marked, limit);
        if (stand < dayHours)
            return (VerdictKind.NotJudged, null, $"{stand} hours valid or marked, a day needs {dayHours}");
        return counted >= minHoursAfter && counted > 0
            ? Compare(left, counted, limit, $"mean of the {counted} hours left")
            : (VerdictKind.NotJudged, null, $"{counted} hours left after marks, {minHoursAfter} needed");
    }

    static (VerdictKind, decimal?, string) ToldAlone(decimal told, MarkedPart part, int marked, decimal limit)
    {
        decimal? least = ToldDayRule.RestAtLeast(told, part.Seconds, part.Maximum);
        decimal most = ToldDayRule.RestAtMost(told, part.Seconds);
        string alone = string.Create(
            CultureInfo.InvariantCulture,
            $"daily mean {told} is told alone, with {marked} marked {(marked == 1 ? "hour" : "hours")} in it: the rest of the day was ");
        if (least > limit)
        {
            return (VerdictKind.Over, told, alone + string.Create(
                CultureInfo.InvariantCulture,
                $"at least {least:0.######} > limit {limit}, were the marked time at {part.Maximum} (points.validity.maxima)"));
        }

        if (most <= limit)
            return (VerdictKind.Within, told, alone + string.Create(CultureInfo.InvariantCulture, $"at most {most:0.######} ≤ limit {limit}"));
        string from = string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, least ?? 0):0.######} to {most:0.######}");
        return (VerdictKind.NotJudged, null, $"{alone}{from}, which does not decide");
    }

    static (VerdictKind, decimal?, string) Compare(decimal sum, int hours, decimal limit, string what)
    {
        bool isOver = sum > limit * hours;
        decimal mean = sum / hours;
        return (
            isOver ? VerdictKind.Over : VerdictKind.Within,
            mean,
            string.Create(CultureInfo.InvariantCulture, $"{what} {mean:0.############################} {(isOver ? '>' : '≤')} limit {limit}"));
    }
}
