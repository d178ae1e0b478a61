using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>
/// A daily mean that the device tells (CN 2031) has in it what marks exempt or make void, and what a sample of the authority
/// prevails over. Where the hours of the day are known the mean of those that count is judged in its place (修正值). Where it
/// is told alone nothing can be taken out of it: 4 hours of 140 and 20 of 80 have the same mean as 24 of 90. What is marked is
/// no basis (marking rule 2022-21, art. 6(1)), and of a sampled hour the sample is (Order 30 of 2023, art. 30). So the day is
/// judged by it only where what counts decides, whatever was measured in the other time.
/// </summary>
/// <remarks>
/// That time had something between zero and the largest plausible value of the factor (points.validity.maxima), at reference
/// oxygen as well as measured; without a largest value nothing is over for sure. Marked is what the marks cover, to the
/// second; of a sampled hour the whole automatic hour is unknown, and the sample counts in its place. A day needs enough hours
/// (means.dayHours), and an hour 45 minutes (means.hourMinutes, HJ 212-2017 annex D): an hour that keeps them beside its marks
/// is one of the day, so that minutes marked in many hours free no day that is far over its limit. Marks that leave fewer such
/// hours than a day needs leave no day.
/// </remarks>
public static class ToldDayRule
{
    /// <summary>Whether marks leave of an hour fewer minutes than it needs.</summary>
    /// <param name="markedSeconds">Seconds of the hour under marks that exempt it or make it void.</param>
    /// <param name="hourMinutes">Valid minutes that an hour needs (means.hourMinutes).</param>
    public static bool IsMarkedAway(int markedSeconds, int hourMinutes) =>
        BeijingTime.SecondsPerHour - markedSeconds < hourMinutes * BeijingTime.SecondsPerMinute;

    /// <summary>Whether the hours of the day are not known and enough of them are not marked away.</summary>
    /// <param name="away">Hours of the day that are marked away.</param>
    /// <param name="known">Hours that are marked or have a valid mean.</param>
    /// <param name="dayHours">Valid hours that a day needs (means.dayHours).</param>
    public static bool IsAlone(int away, int known, int dayHours) =>
        known < dayHours && BeijingTime.HoursPerDay - away >= dayHours;

    /// <summary>The least that the mean of what counts may be; null where it may be anything.</summary>
    /// <param name="told">The mean of the whole day.</param>
    /// <param name="gaps">What it has in it that does not count; not the whole day.</param>
    /// <param name="maximum">The largest plausible value of the factor, in its unit; none where none is known.</param>
    /// <param name="isNeverNegative">No value of the factor is below zero.</param>
    public static decimal? AtLeast(decimal told, in ToldDayGaps gaps, Exact maximum, bool isNeverNegative)
    {
        decimal? rest = maximum.HasValue
            ? told * BeijingTime.SecondsPerDay - maximum.Value * gaps.UnknownSeconds
            : null;
        if (isNeverNegative)
            rest = Math.Max(0, rest ?? 0);
        return maximum.HasValue || gaps.SampledHours > 0 ? WithSamples(rest, in gaps) : null;
    }

    /// <summary>The most that it may be; null of a factor that may be below zero.</summary>
    public static decimal? AtMost(decimal told, in ToldDayGaps gaps, bool isNeverNegative) =>
        isNeverNegative ? WithSamples(told * BeijingTime.SecondsPerDay, in gaps) : null;

    static decimal? WithSamples(decimal? rest, in ToldDayGaps gaps) =>
        (rest + gaps.SampledSum * BeijingTime.SecondsPerHour) / (BeijingTime.SecondsPerDay - gaps.MarkedSeconds);
}
