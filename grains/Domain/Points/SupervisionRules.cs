using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>The exceedance days of a point that supervision counts (超标日, 有结论日, 传输率低日).</summary>
/// <param name="Over">Days on which a daily mean was over its limit.</param>
/// <param name="Judged">Days on which any daily mean could be judged.</param>
/// <param name="LowTransmission">Days with a transmission rate below the minimum.</param>
/// <param name="TestOver">Days on which a manual test was over its limit.</param>
public readonly record struct SupervisedDays(
    ExceedanceDays Over, ExceedanceDays Judged, ExceedanceDays LowTransmission, ExceedanceDays TestOver);

/// <summary>How often, at most, on any day of one natural month.</summary>
/// <param name="Consecutive">Exceedance days in a row, the last of them in the month.</param>
/// <param name="Cumulative">Exceedance days in the policy's window up to a day of the month.</param>
/// <param name="LowTransmission">Days of the month with too low a transmission rate.</param>
/// <param name="InListingWindow">Exceedance days in the listing's window up to a day of the month.</param>
/// <param name="TestsOver">Days with a manual test over its limit in a window that has enough exceedance days.</param>
public readonly record struct SupervisedMonth(
    int Consecutive, int Cumulative, int LowTransmission, int InListingWindow, int TestsOver)
{
    /// <summary>Two days in a row, four in the window, or one day of low transmission (严重异常线索).</summary>
    public bool IsSerious(SupervisionPolicy policy) =>
        Consecutive >= policy.ConsecutiveDays || Cumulative >= policy.CumulativeDays || LowTransmission > 0;

    /// <summary>The first condition of a listing.</summary>
    public bool MeetsListing(ListingPolicy policy) => InListingWindow >= policy.Days;

    /// <summary>Both conditions.</summary>
    public bool IsListed(ListingPolicy policy) => MeetsListing(policy) && TestsOver > 0;
}

/// <summary>Counts exceedance days as the supervision of key sources does.</summary>
public static class SupervisionRules
{
    /// <summary>Days that a month and the longest window before it need to be in reach.</summary>
    public const int ReachDays = 127;

    /// <param name="firstDay">Day number of the first day of the month.</param>
    public static SupervisedMonth OfMonth(in SupervisedDays days, int firstDay, int lastDay, PointsPolicy policy)
    {
        int consecutive = 0, cumulative = 0, listing = 0, tests = 0;
        for (int day = firstDay; day <= lastDay; day++)
        {
            bool isOver = days.Over.Contains(day);
            if (isOver || days.TestOver.Contains(day))
            {
                int start = day - policy.Listing.WindowDays + 1;
                int over = days.Over.Count(start, day);
                listing = Math.Max(listing, over);
                if (over >= policy.Listing.Days)
                    tests = Math.Max(tests, days.TestOver.Count(start, day));
            }

            if (!isOver)
                continue;
            consecutive = Math.Max(consecutive, RunUpTo(in days, day, policy.Supervision.WithoutVerdict));
            cumulative = Math.Max(cumulative, days.Over.Count(FirstOf(policy.Supervision.Window, day), day));
        }

        return new SupervisedMonth(
            consecutive, cumulative, days.LowTransmission.Count(firstDay, lastDay), listing, tests);
    }

    /// <summary>The tier of a number of days: 0 below the first step.</summary>
    public static int TierOf(int days, IReadOnlyList<int> steps)
    {
        int tier = 0;
        while (tier < steps.Count && days >= steps[tier])
            tier++;
        return tier;
    }

    /// <summary>Exceedance days in a row up to an exceedance day.</summary>
    static int RunUpTo(in SupervisedDays days, int last, DayWithoutVerdict withoutVerdict)
    {
        int run = 1;
        for (int day = last - 1; day > last - ReachDays; day--)
        {
            if (days.Over.Contains(day))
                run++;
            else if (withoutVerdict == DayWithoutVerdict.Breaks || days.Judged.Contains(day))
                break;
        }

        return run;
    }

    static int FirstOf(CumulativeWindow window, int day)
    {
        DateOnly date = BeijingTime.StartOf(day).Date;
        return window switch
        {
            CumulativeWindow.Month => day - date.Day + 1,
            CumulativeWindow.ThirtyDays => day - 29,
            _ => BeijingTime.DayNumberOf(new DateOnly(date.Year, (date.Month - 1) / 3 * 3 + 1, 1)),
        };
    }
}
