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
        (PartOfDay night, PartOfDay day) = PartsOf(hours, policy);
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

    /// <summary>The hours of the night and the others, as far as they have a mean.</summary>
    public static (PartOfDay Night, PartOfDay Day) PartsOf(ReadOnlySpan<Exact> hours, NightUse policy)
    {
        PartOfDay night = default, day = default;
        for (int hour = 0; hour < hours.Length; hour++)
        {
            if (IsNight(hour, policy))
                night = night.With(hours[hour]);
            else
                day = day.With(hours[hour]);
        }

        return (night, day);
    }

    static bool IsNight(int hour, NightUse policy) => hour >= policy.FromHour || hour < policy.ToHour;
}

/// <param name="Sum">Of the hour means.</param>
/// <param name="Known">Hours with a mean.</param>
/// <param name="Hours">All of them.</param>
public readonly record struct PartOfDay(decimal Sum, int Known, int Hours)
{
    internal PartOfDay With(Exact mean) =>
        mean.HasValue ? new PartOfDay(Sum + mean.Value, Known + 1, Hours + 1) : this with { Hours = Hours + 1 };
}

/// <param name="Night">Sum or mean of the hour means of the night, by the policy's basis.</param>
/// <param name="Day">The same of the other hours.</param>
public readonly record struct NightAgainstDay(decimal Night, decimal Day, bool IsOver);
