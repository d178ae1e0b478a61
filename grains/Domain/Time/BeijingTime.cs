using System.Globalization;

namespace Qianliyan.Domain.Time;

/// <summary>
/// An instant, to the second, read on the Beijing clock: UTC+8 all year, no daylight saving.
/// All times of HJ 212 and all natural days (自然日) of the rules are of this clock.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.BeijingTime")]
public readonly record struct BeijingTime([property: Id(0)] long UnixSeconds) : IComparable<BeijingTime>
{
    public const int SecondsPerMinute = 60;
    public const int MinutesPerHour = 60;
    public const int SecondsPerHour = 3_600;
    public const int SecondsPerDay = 86_400;
    public const int HoursPerDay = 24;
    public const int MinutesPerDay = 1_440;
    const int OffsetSeconds = 8 * SecondsPerHour;

    public static TimeSpan Offset => TimeSpan.FromHours(8);

    public bool IsSet => UnixSeconds != 0;

    long LocalSeconds => UnixSeconds + OffsetSeconds;

    /// <summary>Days since 1970-01-01 on the Beijing calendar.</summary>
    public int DayNumber => (int)Math.DivRem(LocalSeconds, SecondsPerDay, out _);

    /// <summary>Second within the natural day, 0 to 86,399.</summary>
    public int SecondOfDay => (int)(LocalSeconds % SecondsPerDay);

    public int HourOfDay => SecondOfDay / SecondsPerHour;

    public BeijingTime StartOfMinute => new(UnixSeconds - UnixSeconds % SecondsPerMinute);

    public BeijingTime StartOfHour => new(UnixSeconds - UnixSeconds % SecondsPerHour);

    public BeijingTime StartOfDay => StartOf(DayNumber);

    public DateOnly Date => new DateOnly(1970, 1, 1).AddDays(DayNumber);

    public BeijingTime AddSeconds(long seconds) => new(UnixSeconds + seconds);

    public static BeijingTime StartOf(int dayNumber) => new((long)dayNumber * SecondsPerDay - OffsetSeconds);

    public static int DayNumberOf(DateOnly date) => date.DayNumber - new DateOnly(1970, 1, 1).DayNumber;

    public static BeijingTime From(DateTimeOffset instant) => new(instant.ToUnixTimeSeconds());

    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.FromUnixTimeSeconds(UnixSeconds).ToOffset(Offset);

    public static BeijingTime Of(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) =>
        From(new DateTimeOffset(year, month, day, hour, minute, second, Offset));

    public int CompareTo(BeijingTime other) => UnixSeconds.CompareTo(other.UnixSeconds);

    public override string ToString() =>
        ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static bool operator <(BeijingTime left, BeijingTime right) => left.UnixSeconds < right.UnixSeconds;
    public static bool operator >(BeijingTime left, BeijingTime right) => left.UnixSeconds > right.UnixSeconds;
    public static bool operator <=(BeijingTime left, BeijingTime right) => left.UnixSeconds <= right.UnixSeconds;
    public static bool operator >=(BeijingTime left, BeijingTime right) => left.UnixSeconds >= right.UnixSeconds;
}
