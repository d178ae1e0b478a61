using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Qianliyan.Domain.Time;

namespace Qianliyan.Cli.Text;

/// <summary>Instants as people of the field read them: Beijing time.</summary>
static class TimeText
{
    static readonly string[] Forms =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss",
    ];

    static readonly string[] OffsetForms =
    [
        "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mmzzz",
    ];

    static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, BeijingTime.Offset);
    static readonly DateTimeOffset Latest = new(2100, 1, 1, 0, 0, 0, BeijingTime.Offset);

    /// <summary>To the second; empty when not set.</summary>
    public static string Of(Timestamp? time) =>
        time is null ? "" : Beijing(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>To the millisecond; empty when not set.</summary>
    public static string Precise(Timestamp? time) =>
        time is null ? "" : Beijing(time).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>The date; empty when not set.</summary>
    public static string Day(Timestamp? time) =>
        time is null ? "" : Beijing(time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>How long ago, in one unit: "12 s", "3 min", "5 h", "9 d"; "ahead" when it lies in the future.</summary>
    public static string Age(Timestamp? time, DateTimeOffset now)
    {
        if (time is null)
            return "";
        double seconds = (now - time.ToDateTimeOffset()).TotalSeconds;
        return seconds switch
        {
            <= -1 => "ahead",
            < 120 => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, (long)seconds)} s"),
            < 7_200 => string.Create(CultureInfo.InvariantCulture, $"{(long)seconds / 60} min"),
            < 172_800 => string.Create(CultureInfo.InvariantCulture, $"{(long)seconds / 3_600} h"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(long)seconds / 86_400} d"),
        };
    }

    /// <summary>
    /// Reads a date or instant of the years 2000 to 2099, Beijing time unless it has an offset, or an age such as
    /// <c>2h</c>.
    /// </summary>
    public static bool TryParse(string text, DateTimeOffset now, out DateTimeOffset instant) =>
        TryParseAny(text, now, out instant) && instant >= Earliest && instant < Latest;

    static bool TryParseAny(string text, DateTimeOffset now, out DateTimeOffset instant)
    {
        if (DateTimeOffset.TryParseExact(
            text, OffsetForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant))
        {
            return true;
        }

        if (DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local))
        {
            bool isRepresentable = local > DateTime.MinValue + BeijingTime.Offset;
            instant = isRepresentable ? new DateTimeOffset(local, BeijingTime.Offset) : default;
            return isRepresentable;
        }

        if (text.Length < 2 || UnitOf(text[^1]) is not { } unit
            || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            || count > 100_000)
        {
            return false;
        }

        instant = now - count * unit;
        return true;
    }

    static TimeSpan? UnitOf(char letter) =>
        letter switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => null,
        };

    static DateTimeOffset Beijing(Timestamp time) => time.ToDateTimeOffset().ToOffset(BeijingTime.Offset);

    /// <summary>For what holds from and to whole seconds; null of none.</summary>
    public static Timestamp? Seconds(DateTimeOffset? instant) =>
        instant is { } time ? new Timestamp { Seconds = time.ToUnixTimeSeconds() } : null;
}
