using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>What the process data of a furnace say of one hour, beside what is marked.</summary>
/// <param name="Start">Start of the hour.</param>
/// <param name="Marked">The condition marked for the whole hour; null where it changes within the hour.</param>
/// <param name="Celsius">Mean furnace temperature; null without one.</param>
/// <param name="Rise">Its change from the hour before, degrees Celsius; null without one.</param>
/// <param name="Feed">What the feed factor shows, over 0 while waste is fed; null where it is not sent.</param>
/// <param name="Oxygen">Volume per cent; null without one.</param>
public readonly record struct ProcessHour(
    BeijingTime Start, MarkCode? Marked, decimal? Celsius, decimal? Rise, decimal? Feed, decimal? Oxygen)
{
    public bool IsFed => Feed > 0;

    /// <summary>What is marked of the hour where the condition changes within it.</summary>
    public MarkedParts Parts { get; init; }

    /// <summary>Of the pollutants with an hourly limit the one that came nearest to it or farthest over; null without any.</summary>
    public HourEmission? Emission { get; init; }
}

/// <summary>The valid hourly mean of a pollutant and its limit, mg/m3.</summary>
public readonly record struct HourEmission(FactorCode Factor, decimal Mean, decimal Limit)
{
    public bool IsOver => Mean > Limit;

    /// <summary>Whether its share of the limit is the greater one.</summary>
    public bool IsAbove(HourEmission other) => Mean * other.Limit > other.Mean * Limit;
}
