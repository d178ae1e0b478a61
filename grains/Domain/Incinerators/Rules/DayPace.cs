using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Incinerators.Rules;

public enum PaceLevel : byte
{
    Free = 0,

    /// <summary>The rest of the day would have to be far below what it was.</summary>
    Hardly = 1,

    /// <summary>Even hours of nothing leave the daily mean over the limit.</summary>
    NoLonger = 2,
}

/// <summary>Where the mean of a day stands that is not over.</summary>
/// <param name="Level">Whether it can stay within its limit.</param>
/// <param name="Mean">Of the hours that count; null without any.</param>
/// <param name="Counted">How many those are.</param>
/// <param name="Left">Hours of the day that have not come.</param>
/// <param name="MayBe">The mean that those may have at most; null where the pace was not looked at.</param>
public readonly record struct DayPaceSoFar(PaceLevel Level, decimal? Mean, int Counted, int Left, decimal? MayBe);

/// <summary>
/// 日均值预警: whether the mean of the day can still stay within the limit, the hours that are left included. A warning
/// before the fact, on hours that count.
/// </summary>
public static class DayPace
{
    /// <param name="sum">Of the valid hours that count so far.</param>
    /// <param name="counted">How many those are.</param>
    /// <param name="left">Hours of the day that have not come.</param>
    /// <returns>The level, and the mean that the hours left may have at most; null where none is left.</returns>
    public static (PaceLevel Level, decimal? MayBe) Of(
        decimal sum, int counted, int left, decimal limit, PrewarningPolicy policy)
    {
        if (counted == 0 || counted < policy.PaceHours || left == 0)
            return (PaceLevel.Free, null);
        decimal room = limit * (counted + left) - sum;
        decimal mayBe = room / left;
        if (room < 0)
            return (PaceLevel.NoLonger, mayBe);
        return (mayBe * counted < sum * policy.PaceShare ? PaceLevel.Hardly : PaceLevel.Free, mayBe);
    }
}
