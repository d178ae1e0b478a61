using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Cells;

/// <summary>
/// Clearly higher than its neighbours (明显高于周边): the hour mean is over 1.5 times the mean of the three nearest
/// stations, and far above the median of all neighbours for their own spread. Where all are high together, as in a
/// regional haze, neither holds.
/// </summary>
public static class ContrastRule
{
    const int OnStack = 64;

    /// <param name="own">The station's hour mean; none where it has no valid one.</param>
    /// <param name="neighbours">Every station known within reach, in order; those without a value too.</param>
    /// <param name="wind">Mean wind speed of the hour, m/s; none where nobody reports it.</param>
    public static Contrast Of(
        Exact own, ReadOnlySpan<Neighbour> neighbours, Exact wind, ContrastFactor factor, ContrastPolicy policy)
    {
        Span<int> nearest = stackalloc int[policy.Nearest];
        nearest = nearest[..TakeNearest(neighbours, policy, nearest)];
        if (!own.HasValue || nearest.IsEmpty)
            return new Contrast { State = ContrastState.Unknown, Own = own };
        decimal sum = 0;
        foreach (int index in nearest)
            sum += neighbours[index].Value.Value;
        (int count, decimal median, decimal mad) = MedianOf(neighbours);
        RobustContrast robust = policy.Robust;
        bool isRobust = count >= robust.Stations;
        decimal spread = Math.Max(robust.MadScale * mad, robust.LeastSpreadShare * Math.Abs(median));
        bool isHigh = IsOver(own.Value, nearest.Length, sum, policy.Ratio, policy.Boundary)
            && (!isRobust || own.Value - median > robust.Score * spread)
            && IsWindRight(wind, policy.Wind);
        bool isHolding = own.Value * nearest.Length > policy.EndRatio * sum;
        return new Contrast
        {
            State = !isRobust && robust.TooFew == TooFewNeighbours.NoVerdict ? ContrastState.Unknown
                : own.Value < factor.Floor ? ContrastState.Low
                : isHigh ? ContrastState.High
                : isHolding ? ContrastState.Holding
                : ContrastState.Low,
            Own = own,
            NearestMean = sum / nearest.Length,
            Nearest = nearest.Length,
            Neighbours = count,
            Median = median,
            Mad = mad,
            Spread = spread,
        };
    }

    /// <summary>Places, among the neighbours, of those that the own value is held against.</summary>
    /// <returns>How many; 0 where the policy allows no verdict.</returns>
    public static int TakeNearest(ReadOnlySpan<Neighbour> neighbours, ContrastPolicy policy, Span<int> places)
    {
        int taken = 0;
        for (int i = 0; i < neighbours.Length && taken < policy.Nearest; i++)
        {
            bool isAmongNearest = i < policy.Nearest;
            if (neighbours[i].Value.HasValue && (isAmongNearest || policy.MissingNeighbour == MissingNeighbour.Next))
                places[taken++] = i;
        }

        int needed = policy.MissingNeighbour == MissingNeighbour.Fewer ? policy.FewestNearest : policy.Nearest;
        return taken >= needed ? taken : 0;
    }

    /// <summary>Products, not quotients: own / (sum / n) against the ratio, without a rounded digit.</summary>
    static bool IsOver(decimal own, int count, decimal sum, decimal ratio, ContrastBoundary boundary) =>
        boundary == ContrastBoundary.Over ? own * count > ratio * sum : own * count >= ratio * sum;

    static bool IsWindRight(Exact wind, ContrastWind rule) =>
        rule.Condition == WindCondition.Any
        || (wind.HasValue ? wind.Value < rule.CalmBelow : rule.UnknownIsCalm);

    static (int Count, decimal Median, decimal Mad) MedianOf(ReadOnlySpan<Neighbour> neighbours)
    {
        Span<decimal> values = neighbours.Length <= OnStack
            ? stackalloc decimal[OnStack]
            : new decimal[neighbours.Length];
        int count = 0;
        foreach (ref readonly Neighbour neighbour in neighbours)
        {
            if (neighbour.Value.HasValue)
                values[count++] = neighbour.Value.Value;
        }

        values = values[..count];
        if (values.IsEmpty)
            return default;
        decimal median = MedianOf(values);
        foreach (ref decimal value in values)
            value = Math.Abs(value - median);
        return (count, median, MedianOf(values));
    }

    /// <summary>Sorts in place; the mean of the two in the middle of an even number.</summary>
    static decimal MedianOf(Span<decimal> values)
    {
        values.Sort();
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
