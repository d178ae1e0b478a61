using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// A natural day of a production and a treatment device and the day before it (the eve) on one line of minutes, so that
/// midnight cuts no stretch short. Minute 0 is the first of the eve; null is unknown.
/// </summary>
sealed class PairMinutes
{
    public const int MinutesPerDay = 1_440;

    const int Hours = 24;

    PairMinutes(bool?[] production, bool?[] treatment, int knownUntil) =>
        (Production, Treatment, KnownUntil) = (production, treatment, knownUntil);

    public bool?[] Production { get; }

    public bool?[] Treatment { get; }

    /// <summary>The minute behind the newest in which anything is known of either; 0 where nothing is.</summary>
    public int KnownUntil { get; }

    /// <param name="holdMinutes">For which a reading stands where none follows.</param>
    public static PairMinutes Of(EnterpriseDay? eve, EnterpriseDay? day, DeviceRelation relation, int holdMinutes)
    {
        MinuteStates[] production = MinutesOf(eve, day, relation.Production);
        MinuteStates[] treatment = MinutesOf(eve, day, relation.Treatment);
        return new PairMinutes(
            DeviceTimeline.Of(production, holdMinutes), DeviceTimeline.Of(treatment, holdMinutes),
            Math.Max(DeviceTimeline.KnownUntil(production), DeviceTimeline.KnownUntil(treatment)));
    }

    /// <summary>
    /// The stretches of production on and treatment off that last for more than so many minutes and reach into the day.
    /// What was too long before midnight already was found on the eve, and is of this day from midnight on.
    /// </summary>
    public IEnumerable<DayLag> Lags(int longerThan)
    {
        foreach (LagStretch stretch in LagRule.Of(Production, Treatment, longerThan, KnownUntil))
        {
            int end = stretch.First + stretch.Minutes;
            if (end <= MinutesPerDay)
                continue;
            bool isOfEve = MinutesPerDay - stretch.First > longerThan;
            int first = isOfEve ? MinutesPerDay : stretch.First;
            bool isOver = stretch.IsOver || end == 2 * MinutesPerDay;
            yield return new DayLag(first, end - first, first - stretch.First, isOver);
        }
    }

    static MinuteStates[] MinutesOf(EnterpriseDay? eve, EnterpriseDay? day, DeviceId device)
    {
        var minutes = new MinuteStates[2 * Hours];
        eve?.FindDevice(device)?.Minutes.CopyTo(minutes);
        day?.FindDevice(device)?.Minutes.CopyTo(minutes.AsSpan(Hours));
        return minutes;
    }
}

/// <param name="First">The first minute, of the line that begins with the eve.</param>
/// <param name="Minutes">How long it lasts, or has lasted so far.</param>
/// <param name="Before">Minutes before the first, on the eve, that the same stretch lasted.</param>
/// <param name="IsOver">Something is known of the minute behind it, or the day ends with it.</param>
readonly record struct DayLag(int First, int Minutes, int Before, bool IsOver);
