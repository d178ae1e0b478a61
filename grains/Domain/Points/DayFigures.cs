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
            return OfMeans(day, policy);
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

        return count == 0 ? OfMeans(day, policy) : worst with { WorstOf = count };
    }

    /// <summary>
    /// The daily mean by the policy (means.day): of the hours where any came, or the device's own where that is valid.
    /// </summary>
    static MeanCell OfMeans(FactorDay day, Policy policy) =>
        policy.Means.Day == DayMean.Hours && day.HasHours ? day.ComputedDay : day.Day(policy.Means.DayHours);
}
