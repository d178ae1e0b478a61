using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Electricity;

/// <summary>What a device is used to draw when it is on.</summary>
public static class BaselineRule
{
    /// <summary>The median of the hour means that make a device count as on, and how many there are.</summary>
    public static (decimal Median, int Hours) OfDay(ReadOnlySpan<decimal> hourMeans, decimal onAbove)
    {
        var on = new List<decimal>(hourMeans.Length);
        foreach (decimal mean in hourMeans)
        {
            if (mean > onAbove)
                on.Add(mean);
        }

        return on.Count == 0 ? default : (MedianOf(on), on.Count);
    }

    /// <summary>The median of the medians of the days; none where too few days have enough hours.</summary>
    /// <param name="days">Of the days before the one that is judged.</param>
    public static decimal? Of(ReadOnlySpan<(decimal Median, int Hours)> days, LearnedBaseline policy)
    {
        var medians = new List<decimal>(days.Length);
        foreach ((decimal median, int hours) in days)
        {
            if (hours >= policy.FewestHours)
                medians.Add(median);
        }

        return medians.Count >= policy.FewestDays && medians.Count > 0 ? MedianOf(medians) : null;
    }

    /// <summary>The mean of the two in the middle of an even number.</summary>
    static decimal MedianOf(List<decimal> values)
    {
        values.Sort();
        int middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
