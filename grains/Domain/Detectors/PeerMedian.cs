using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Detectors;

/// <summary>What an hour of an outlet is held against: the median of the same factor at the outlets like it.</summary>
public static class PeerMedian
{
    /// <param name="others">The hour at the other outlets; none where one has no value.</param>
    /// <param name="least">Values without which there is no median.</param>
    /// <returns>The middle value, of an even number the upper of the two; none of too few.</returns>
    public static Exact Of(IEnumerable<Exact> others, int least)
    {
        Exact[] values = [.. others.Where(value => value.HasValue).Order()];
        return values.Length < Math.Max(1, least) ? Exact.None : values[values.Length / 2];
    }
}
