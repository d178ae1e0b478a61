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
            return OfMeans(state, day, factor, start, policy);
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

        return count == 0 ? OfMeans(state, day, factor, start, policy) : worst with { WorstOf = count };
    }

    /// <summary>
    /// Whether the mean told for a day alone decides though marks make hours void: what is not marked is over or within the
    /// limit for sure (<see cref="ToldDayRule"/>).
    /// </summary>
    /// <param name="start">Of the day.</param>
    /// <param name="limit">The daily one, be it the furnace that holds the mean against it.</param>
    public static bool IsDecidedByTold(
        PointState state, FactorDay day, FactorCode factor, BeijingTime start, PointLimit limit, Policy policy)
    {
        if (!day.IsToldAlone(policy.Means.DayHours) || !limit.Upper.HasValue || limit.Lower.HasValue)
            return false;
        ValidityPolicy validity = policy.Points.Validity;
        decimal told = day.ReportedDay.Figure.Value;
        long marked = PointMarking.VoidSeconds(state, start, factor, policy);
        if (ToldDayRule.RestAtLeast(told, marked, validity.MaximumOf(factor)) is { } least
            && limit.IsBrokenBy(Exact.From(least), validity.Rounding))
        {
            return true;
        }

        return Plausibility.IsNeverNegative(factor)
            && !limit.IsBrokenBy(Exact.From(ToldDayRule.RestAtMost(told, marked)), validity.Rounding);
    }

    /// <summary>
    /// The daily mean by the policy (means.day): of the hours where any came, or the device's own where that is valid.
    /// </summary>
    static MeanCell OfMeans(PointState state, FactorDay day, FactorCode factor, BeijingTime start, Policy policy)
    {
        if (policy.Means.Day == DayMean.Hours && day.HasHours)
            return day.ComputedDay;
        MeanCell counted = day.Day;
        if (day.IsDecidedByTold)
            counted.MarkedSeconds = PointMarking.VoidSeconds(state, start, factor, policy);
        return counted;
    }
}
