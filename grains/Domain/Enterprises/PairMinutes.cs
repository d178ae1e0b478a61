using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using static System.FormattableString;

namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// A natural day of a production and a treatment device and the day before it (the eve) on one line of minutes, so that
/// midnight cuts no stretch short. Minute 0 is the first of the eve; null is unknown.
/// </summary>
sealed class PairMinutes
{
    const int Hours = 24;

    readonly int _holdMinutes;

    PairMinutes(bool?[] production, bool?[] treatment, int knownUntil, int holdMinutes) =>
        (Production, Treatment, KnownUntil, _holdMinutes) = (production, treatment, knownUntil, holdMinutes);

    public bool?[] Production { get; }

    public bool?[] Treatment { get; }

    /// <summary>
    /// The minute behind the newest in which anything is known of either; 0 where nothing is. On a settled day all minutes
    /// are known as far as they will be: a last reading stands as long as any, and nothing follows.
    /// </summary>
    public int KnownUntil { get; }

    /// <summary>The same where nothing more comes: as on a settled day.</summary>
    public PairMinutes AsItWillBe => new(Production, Treatment, 2 * BeijingTime.MinutesPerDay, _holdMinutes);

    /// <param name="holdMinutes">For which a reading stands where none follows.</param>
    public static PairMinutes Of(EnterpriseDay? eve, EnterpriseDay? day, DeviceRelation relation, int holdMinutes)
    {
        MinuteStates[] production = MinutesOf(eve, day, relation.Production);
        MinuteStates[] treatment = MinutesOf(eve, day, relation.Treatment);
        int knownUntil = day is { IsSettled: true }
            ? 2 * BeijingTime.MinutesPerDay
            : Math.Max(DeviceTimeline.KnownUntil(production), DeviceTimeline.KnownUntil(treatment));
        return new PairMinutes(
            DeviceTimeline.Of(production, holdMinutes), DeviceTimeline.Of(treatment, holdMinutes), knownUntil,
            holdMinutes);
    }

    /// <summary>
    /// The stretches of production on and treatment off that last for more than so many minutes and reach into the day.
    /// What was too long before midnight already was found on the eve, and is of this day from midnight on, with all of
    /// its length.
    /// </summary>
    /// <remarks>
    /// A day is judged from its own page and that of its eve, and so a stretch of many days from two pages at a time,
    /// whatever comes first; a finding on the day it began would need the pages of all days that it lasts.
    /// </remarks>
    public IEnumerable<DayLag> Lags(int longerThan)
    {
        foreach (LagStretch stretch in LagRule.Of(Production, Treatment, longerThan, KnownUntil))
        {
            int end = stretch.First + stretch.Minutes;
            if (end <= BeijingTime.MinutesPerDay)
                continue;
            bool isOfEve = BeijingTime.MinutesPerDay - stretch.First > longerThan;
            int first = isOfEve ? BeijingTime.MinutesPerDay : stretch.First;
            bool isOver = stretch.IsOver || end == 2 * BeijingTime.MinutesPerDay;
            yield return new DayLag(first, end - first, first - stretch.First, IsCut(stretch.First), isOver);
        }
    }

    /// <summary>What the last readings before the eve said is not known on it: up to the hold, a stretch may be older.</summary>
    bool IsCut(int first) =>
        first == 0 || (first <= _holdMinutes && (Production[first - 1] is null || Treatment[first - 1] is null));

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
/// <param name="IsCut">The stretch may have begun before the eve.</param>
/// <param name="IsOver">Something is known of the minute behind it, or the day ends with it.</param>
readonly record struct DayLag(int First, int Minutes, int Before, bool IsCut, bool IsOver)
{
    /// <summary>Minutes of the stretch up to its end, or that of the day; at least, of one that is cut.</summary>
    public int Whole => Before + Minutes;

    /// <summary>How long it lasts, in words.</summary>
    /// <param name="eve">Start of the eve.</param>
    public string Words(BeijingTime eve)
    {
        string since = Invariant($"{eve.AddSeconds((First - Before) * BeijingTime.SecondsPerMinute).ToDateTimeOffset():yyyy-MM-dd HH:mm}");
        return IsCut
            ? Invariant($"{Whole} minutes and more, from {since} on or before,")
            : Invariant($"{Whole} minutes from {since} on");
    }
}
