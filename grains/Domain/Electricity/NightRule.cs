using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Electricity;

/// <summary>More is used by night than by day (夜间用电): production that shuns the light.</summary>
public static class NightRule
{
    /// <param name="hours">The 24 hour means of a natural day; none where there is no valid one.</param>
    /// <returns>None where too few hours of the night or of the day have a mean.</returns>
    public static NightAgainstDay? Of(ReadOnlySpan<Exact> hours, NightUse policy)
    {
        (decimal Sum, int Known, int Hours) night = default, day = default;
        for (int hour = 0; hour < hours.Length; hour++)
        {
            ref (decimal Sum, int Known, int Hours) part = ref IsNight(hour, policy) ? ref night : ref day;
            part.Hours++;
            if (!hours[hour].HasValue)
                continue;
            part.Sum += hours[hour].Value;
            part.Known++;
        }

        if (night.Known == 0 || day.Known == 0
            || night.Known < policy.Coverage * night.Hours || day.Known < policy.Coverage * day.Hours)
        {
            return null;
        }

        // An hour without a mean is taken to be like the others of its part.
        bool isTotal = policy.Basis == NightBasis.Total;
        decimal byNight = night.Sum * (isTotal ? night.Hours : 1) / night.Known;
        decimal byDay = day.Sum * (isTotal ? day.Hours : 1) / day.Known;
        return new NightAgainstDay(byNight, byDay, byNight > policy.Ratio * byDay);
    }

    static bool IsNight(int hour, NightUse policy) => hour >= policy.FromHour || hour < policy.ToHour;
}

/// <param name="Night">Sum or mean of the hour means of the night, by the policy's basis.</param>
/// <param name="Day">The same of the other hours.</param>
public readonly record struct NightAgainstDay(decimal Night, decimal Day, bool IsOver);
