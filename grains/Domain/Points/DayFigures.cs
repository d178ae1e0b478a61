using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>
/// What of a natural day is held against its limit: the daily mean, or of a factor that is not averaged (瞬时值) the hour
/// that is farthest out, be it measured automatically or sampled by hand.
/// </summary>
public static class DayFigures
{
    /// <param name="start">Of the day.</param>
    /// <param name="limit">The daily one.</param>
    public static MeanCell Of(
        PointState state, FactorDay day, FactorCode factor, BeijingTime start, PointLimit limit, Policy policy)
    {
        if (policy.Points.Validity.FindSingle(factor)?.HoldsForHoursOf(start) != true)
            return OfMeans(state, day, factor, start, limit, policy);
        ManualHours? tests = day.Manual is null ? null : PointMarking.Tests(state, start, factor, policy);
        MeanCell worst = default;
        int count = 0;
        for (int hour = 0; hour < FactorDay.Hours; hour++)
        {
            MeanCell automatic = day.Automatic(hour);
            MeanCell value = tests is not null && tests.Counts(hour, automatic.IsValid) ? tests[hour] : automatic;
            if (!value.IsValid)
                continue;
            if (count++ == 0 || limit.ExcessOf(value.Figure) > limit.ExcessOf(worst.Figure))
                worst = value;
        }

        return count == 0 ? OfMeans(state, day, factor, start, limit, policy) : worst with { WorstOf = count };
    }

    /// <summary>
    /// Whether the mean told for a day alone decides though marks make hours void, or samples prevail in them: what counts is
    /// over or within the limit for sure (<see cref="ToldDayRule"/>).
    /// </summary>
    /// <param name="start">Of the day.</param>
    /// <param name="limit">The daily one, be it the furnace that holds the mean against it.</param>
    public static bool IsDecidedByTold(
        PointState state, FactorDay day, FactorCode factor, BeijingTime start, PointLimit limit, Policy policy) =>
        GapsOf(state, day, factor, start, policy) is { } gaps
        && Decided(day.ReportedDay.Figure, in gaps, factor, limit, policy.Points.Validity).HasValue;

    /// <summary>
    /// What the mean that the device tells for a day alone has in it that does not count; null of a day that is not told
    /// alone, or that nothing is marked or sampled in.
    /// </summary>
    /// <param name="start">Of the day.</param>
    public static ToldDayGaps? GapsOf(
        PointState state, FactorDay day, FactorCode factor, BeijingTime start, Policy policy)
    {
        uint prevailing = day.Manual?.Prevailing ?? 0;
        uint voided = day.VoidHours & ~prevailing;
        if ((voided | prevailing) == 0 || !day.ReportedDay.IsValid)
            return null;
        ReadOnlySpan<int> seconds = voided == 0 ? [] : PointMarking.VoidSeconds(state, start, factor, policy);
        (int marked, int away, int sampled, decimal sum) = (0, 0, 0, 0m);
        for (int hour = 0; hour < FactorDay.Hours; hour++)
        {
            if ((prevailing >> hour & 1) != 0)
            {
                sampled++;
                sum += day.Manual![hour].Figure.Value;
            }
            else if ((voided >> hour & 1) != 0)
            {
                marked += seconds[hour];
                away += ToldDayRule.IsMarkedAway(seconds[hour], policy.Means.HourMinutes) ? 1 : 0;
            }
        }

        return ToldDayRule.IsAlone(away, day.HoursKnown, policy.Means.DayHours)
            ? new ToldDayGaps(marked, sampled, sum)
            : null;
    }

    /// <summary>
    /// What is held against the limit of a mean told alone: the mean told, or the least that counts where that alone is over;
    /// none where it does not decide.
    /// </summary>
    static Exact Decided(
        Exact told, in ToldDayGaps gaps, FactorCode factor, PointLimit limit, ValidityPolicy validity)
    {
        if (!limit.Upper.HasValue || limit.Lower.HasValue)
            return Exact.None;
        bool isNeverNegative = Plausibility.IsNeverNegative(factor);
        if (ToldDayRule.AtLeast(told.Value, in gaps, validity.MaximumOf(factor), isNeverNegative) is { } least
            && limit.IsBrokenBy(Exact.From(least), validity.Rounding))
        {
            return limit.IsBrokenBy(told, validity.Rounding) ? told : Exact.Computed(least);
        }

        return ToldDayRule.AtMost(told.Value, in gaps, isNeverNegative) is { } most
            && !limit.IsBrokenBy(Exact.From(most), validity.Rounding)
                ? told
                : Exact.None;
    }

    /// <summary>
    /// Of a day whose marks leave too few hours what those had at least, or at most, that keep enough minutes beside the marks,
    /// where that decides (<see cref="TouchedHours"/>); else the mean as it is.
    /// </summary>
    static MeanCell OfTouched(
        PointState state, FactorDay day, FactorCode factor, BeijingTime start, PointLimit limit, MeanCell mean, Policy policy)
    {
        ValidityPolicy validity = policy.Points.Validity;
        if (day.VoidHours == 0
            || mean.Cause != VoidCause.TooFewHours
            || !limit.Upper.HasValue || limit.Lower.HasValue
            || !Plausibility.IsNeverNegative(factor))
        {
            return mean;
        }

        int[] seconds = PointMarking.VoidSeconds(state, start, factor, policy);
        var touched = new TouchedHours();
        for (int hour = 0; hour < FactorDay.Hours; hour++)
        {
            MeanCell counts = day.Hour(hour), unmarked = day.Unmarked(hour);
            if (counts.IsValid)
                touched.Add(counts.Figure.Value);
            else if ((day.VoidHours >> hour & 1) != 0
                && unmarked.IsValid
                && unmarked.Converted.HasValue == mean.Converted.HasValue)
                touched.AddTouched(unmarked.Figure.Value, seconds[hour], policy.Means.HourMinutes, validity.MaximumOf(factor));
        }

        if (touched.Count < policy.Means.DayHours)
            return mean;
        Exact least = Exact.Computed(touched.AtLeast), most = Exact.Computed(touched.AtMost);
        bool isOver = limit.IsBrokenBy(least, validity.Rounding);
        if (!isOver && limit.IsBrokenBy(most, validity.Rounding))
            return mean;
        Exact decided = isOver ? least : most;
        (mean.Flag, mean.Cause, mean.MarkedSeconds) = (DataFlag.Normal, VoidCause.None, touched.MarkedSeconds);
        return mean.Converted.HasValue ? mean with { Converted = decided } : mean with { Value = decided };
    }

    /// <summary>
    /// The daily mean by the policy (means.day): of the hours where any came, or the device's own where that is valid.
    /// </summary>
    static MeanCell OfMeans(
        PointState state, FactorDay day, FactorCode factor, BeijingTime start, PointLimit limit, Policy policy)
    {
        if (policy.Means.Day == DayMean.Hours && day.HasHours)
            return OfTouched(state, day, factor, start, limit, day.ComputedDay, policy);
        MeanCell counted = OfTouched(state, day, factor, start, limit, day.Day, policy);
        if (GapsOf(state, day, factor, start, policy) is not { } gaps
            || (day.VoidHours == 0 ? !limit.IsSet : !day.IsDecidedByTold))
        {
            return counted;
        }

        (counted.MarkedSeconds, counted.SampledHours) = (gaps.MarkedSeconds, gaps.SampledHours);
        Exact decided = Decided(counted.Figure, in gaps, factor, limit, policy.Points.Validity);
        if (!decided.HasValue)
            counted.Cause = day.VoidHours == 0 ? VoidCause.Marked : counted.Cause;
        else if (counted.Converted.HasValue)
            counted.Converted = decided;
        else
            counted.Value = decided;
        return counted;
    }
}
