namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>
/// 炉膛温度: of the middle and the upper section (炉膛中部, 炉膛上部) the median of all their thermocouples, and of the two
/// medians the arithmetic mean.
/// </summary>
public static class SectionTemperature
{
    /// <returns>Null when either section has fewer valid thermocouples than it needs.</returns>
    public static decimal? Of(decimal? upperMedian, decimal? middleMedian) => (upperMedian + middleMedian) / 2;

    /// <param name="celsius">What the valid thermocouples of one section show; sorted in place.</param>
    /// <param name="needed">As many make a median.</param>
    public static decimal? Median(List<decimal> celsius, int needed)
    {
        int count = celsius.Count;
        if (count == 0 || count < needed)
            return null;
        celsius.Sort();
        return count % 2 == 1 ? celsius[count / 2] : (celsius[count / 2 - 1] + celsius[count / 2]) / 2;
    }
}
