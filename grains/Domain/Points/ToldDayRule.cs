using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>
/// A daily mean that the device tells (CN 2031) has in it what marks exempt or make void. Where the hours of the day are
/// known the mean of the others is judged in its place (修正值). Where it is told alone nothing can be taken out of it: 4
/// hours of 140 and 20 of 80 have the same mean as 24 of 90. What is marked is no basis (marking rule 2022-21, art. 6(1)), so
/// the day is judged by it only where the time that is not marked decides, whatever was measured in the other.
/// </summary>
/// <remarks>
/// The marked time had something between zero and the largest plausible value of the factor (points.validity.maxima), at
/// reference oxygen as well as measured; without a largest value nothing is over for sure. It is the time that the marks
/// cover, to the second, not the hours that they touch: a marked minute frees no day that is far over its limit. Marks that
/// leave fewer hours than a day needs leave no day.
/// </remarks>
public static class ToldDayRule
{
    /// <summary>Whether the hours of the day are not known and enough of them are not marked.</summary>
    /// <param name="marked">Hours of the day that marks exempt or make void.</param>
    /// <param name="known">Hours that are marked or have a valid mean.</param>
    /// <param name="dayHours">Valid hours that a day needs (means.dayHours).</param>
    public static bool IsAlone(int marked, int known, int dayHours) =>
        known < dayHours && BeijingTime.HoursPerDay - marked >= dayHours;

    /// <summary>The least mean of the time that is not marked; null where no largest plausible value is known.</summary>
    /// <param name="told">The mean of the whole day.</param>
    /// <param name="markedSeconds">Seconds of the day under the marks, fewer than it has.</param>
    /// <param name="maximum">The largest plausible value of the factor, in its unit.</param>
    public static decimal? RestAtLeast(decimal told, long markedSeconds, Exact maximum) => maximum.HasValue
        ? (told * BeijingTime.SecondsPerDay - maximum.Value * markedSeconds) / (BeijingTime.SecondsPerDay - markedSeconds)
        : null;

    /// <summary>The largest mean of the time that is not marked, of a factor that is never below zero.</summary>
    public static decimal RestAtMost(decimal told, long markedSeconds) =>
        told * BeijingTime.SecondsPerDay / (BeijingTime.SecondsPerDay - markedSeconds);
}
