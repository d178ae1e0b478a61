using System.Globalization;
using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Points;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>
/// 日均值超标 (MEE Order 10, art. 6): a pollutant's daily mean strictly over its 24-hour limit. Without marked hours the
/// mean is the one told for the day, else that of at least 20 valid hours; with marked hours it is the mean of the hours
/// that are left, if enough are; where marks touch too many hours that keep enough minutes, be they of the furnace or of the
/// outlet that told the hours, what those had at least and at most decides (<see cref="TouchedHours"/>). A mean told for a day whose hours are not known has in it what marks exempt and what samples
/// prevail over: it decides only where what counts of the day does, whatever the other was (<see cref="ToldDayRule"/>).
/// Nothing is rounded: the sum of the hours is held against limit times hours.
/// </summary>
public static class DayLimitRule
{
    /// <param name="hours">The hourly means, 24.</param>
    /// <param name="told">The daily mean told by the point.</param>
    /// <param name="standings">What marks make of each hour.</param>
    /// <param name="parts">What of them the mean told does not stand for, if it is told alone.</param>
    /// <param name="dayHours">Valid hours that a day needs.</param>
    /// <param name="minHoursAfter">Hours that must be left after exemption.</param>
    public static DayVerdict Of(
        IReadOnlyList<ToldMean> hours, ToldMean told, IReadOnlyList<HourStanding> standings,
        in DayParts parts, decimal limit, int dayHours, int minHoursAfter)
    {
        decimal all = 0, left = 0;
        int valid = 0, counted = 0, exempt = 0, isVoid = 0, beyond = 0, dirty = 0, late = 0, stand = 0, through = 0;
        int marked = 0;
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
            marked += !leaves && !hours[hour].IsValid && hours[hour].MarkedSeconds > 0 ? 1 : 0;
            if (!hours[hour].IsValid)
                continue;
            decimal value = hours[hour].Value.Value;
            (all, valid, through) = (all + value, valid + 1, hour + 1);
            if (!leaves)
                (left, counted) = (left + value, counted + 1);
        }

        bool isMarked = exempt + isVoid > 0;
        bool isTooFew = isMarked ? counted < minHoursAfter || stand < dayHours : valid < dayHours && !told.IsValid && marked > 0;
        ToldDayGaps gaps = told.IsValid ? parts.GapsOf(hours) : default;
        (VerdictKind kind, decimal? judged, string reason) =
            gaps.IsAny && ToldDayRule.IsAlone(parts.HoursAway, stand + marked, dayHours)
                ? ToldAlone(told.Value.Value, in gaps, in parts, limit)
            : isTooFew && stand + marked >= dayHours
                && Touched(hours, standings, in parts) is var touched && touched.Count >= (isMarked ? minHoursAfter : dayHours)
                ? OfTouched(in touched, counted, limit)
            : isMarked ? AfterMarks(left, counted, stand, limit, dayHours, minHoursAfter)
            : Unmarked(gaps.IsAny ? default : told, all, valid, limit, dayHours);
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
        decimal left, int counted, int stand, decimal limit, int dayHours, int minHoursAfter)
    {
        if (stand < dayHours)
            return (VerdictKind.NotJudged, null, $"{stand} hours valid or marked, a day needs {dayHours}");
        return counted >= minHoursAfter && counted > 0
            ? Compare(left, counted, limit, $"mean of the {counted} hours left")
            : (VerdictKind.NotJudged, null, $"{counted} hours left after marks, {minHoursAfter} needed");
    }

    /// <summary>
    /// The hours left and those that marks leave enough minutes of. Marks of furnace and outlet in one hour count as if they did
    /// not overlap, which leaves less than there is.
    /// </summary>
    static TouchedHours Touched(
        IReadOnlyList<ToldMean> hours, IReadOnlyList<HourStanding> standings, in DayParts parts)
    {
        var touched = new TouchedHours();
        for (int hour = 0; hour < hours.Count; hour++)
        {
            ToldMean told = hours[hour];
            if (!told.IsValid && !(told.Value.HasValue && told.MarkedSeconds > 0))
                continue;
            bool leaves = standings[hour] is HourStanding.Exempt or HourStanding.Void;
            int own = leaves && parts.MarkedSeconds.Count > 0 ? parts.MarkedSeconds[hour] : 0;
            int seconds = told.MarkedSeconds + own;
            if (!leaves && told.IsValid)
                touched.Add(told.Value.Value);
            else if (own > 0 || !leaves)
                touched.AddTouched(told.Value.Value, seconds, parts.HourMinutes, parts.Maximum);
        }

        return touched;
    }

    static (VerdictKind, decimal?, string) OfTouched(in TouchedHours touched, int counted, decimal limit)
    {
        string mean = string.Create(
            CultureInfo.InvariantCulture,
            $"mean of {touched.Count} hours, {touched.Count - counted} of them with marked minutes, was ");
        if (touched.AtLeast > limit)
        {
            return (VerdictKind.Over, touched.AtLeast, mean + string.Create(
                CultureInfo.InvariantCulture, $"at least {touched.AtLeast:0.######} > limit {limit}"));
        }

        return touched.AtMost <= limit
            ? (VerdictKind.Within, touched.AtMost, mean + string.Create(
                CultureInfo.InvariantCulture, $"at most {touched.AtMost:0.######} ≤ limit {limit}"))
            : (VerdictKind.NotJudged, null, mean + string.Create(
                CultureInfo.InvariantCulture, $"{touched.AtLeast:0.######} to {touched.AtMost:0.######}, which does not decide"));
    }

    static (VerdictKind, decimal?, string) ToldAlone(
        decimal told, in ToldDayGaps gaps, in DayParts parts, decimal limit)
    {
        decimal? least = ToldDayRule.AtLeast(told, in gaps, parts.Maximum, isNeverNegative: true);
        decimal? most = ToldDayRule.AtMost(told, in gaps, isNeverNegative: true);
        string alone = string.Create(
            CultureInfo.InvariantCulture, $"daily mean {told} is told alone, with {InIt(in gaps, in parts)} in it: ");
        alone += gaps.SampledHours == 0 ? "the rest of the day was " : "with the samples the rest of the day was ";
        if (least > limit)
        {
            string would = told > limit && parts.Maximum.HasValue
                ? string.Create(
                    CultureInfo.InvariantCulture, $", were the other time at {parts.Maximum} (points.validity.maxima)")
                : "";
            return (VerdictKind.Over, told > limit ? told : least, alone + string.Create(
                CultureInfo.InvariantCulture, $"at least {least:0.######} > limit {limit}{would}"));
        }

        if (most <= limit)
            return (VerdictKind.Within, told, alone + string.Create(CultureInfo.InvariantCulture, $"at most {most:0.######} ≤ limit {limit}"));
        string from = string.Create(CultureInfo.InvariantCulture, $"{least ?? 0:0.######} to {most:0.######}");
        return (VerdictKind.NotJudged, null, $"{alone}{from}, which does not decide");
    }

    static string InIt(in ToldDayGaps gaps, in DayParts parts)
    {
        int marked = parts.MarkedHours;
        string hours = $"{marked} marked {(marked == 1 ? "hour" : "hours")}";
        string sampled = $"{gaps.SampledHours} sampled {(gaps.SampledHours == 1 ? "hour" : "hours")}";
        return gaps.SampledHours == 0 ? hours : marked == 0 ? sampled : $"{hours} and {sampled}";
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
