using System.Globalization;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Time;

namespace Qianliyan.Rules.Tests;

/// <summary>
/// A line of data: <c>2026-03-01 00:00 hour a21026=80.1 a34013=12:M x24 from MN2 arrives 2026-03-02 09:00</c>. The time is
/// the start of the interval; <c>x24</c> repeats the line for that many intervals, <c>x24 daily</c> for that many days; after a colon stands the data flag,
/// after a slash the value at reference oxygen (<c>a21026=70/80.1:N</c>). Without <c>arrives</c> it arrives when the
/// interval ends. Other words of the line are for the twin.
/// </summary>
public sealed record CaseLine(
    BeijingTime At, string Kind, Reading[] Readings, BeijingTime Arrival, string From, IReadOnlyList<string> Words)
{
    public const string DefaultSource = "MN1";

    public static IEnumerable<CaseLine> Parse(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToList();
        BeijingTime at = TakeTime(words);
        string kind = Take(words);
        int count = 1;
        bool isDaily = false;
        string from = DefaultSource;
        BeijingTime? arrival = null;
        var readings = new List<Reading>();
        var others = new List<string>();
        while (words.Count > 0)
        {
            string word = Take(words);
            if (word.Length > 1 && word[0] == 'x' && int.TryParse(word[1..], CultureInfo.InvariantCulture, out int times))
                count = times;
            else if (word == "daily")
                isDaily = true;
            else if (word == "from")
                from = Take(words);
            else if (word == "arrives")
                arrival = TakeTime(words);
            else if (word.Contains('=', StringComparison.Ordinal))
                readings.Add(ReadingOf(word));
            else
                others.Add(word);
        }

        int seconds = SecondsOf(kind);
        long step = isDaily ? BeijingTime.SecondsPerDay : seconds;
        for (int i = 0; i < count; i++)
        {
            BeijingTime start = at.AddSeconds(i * step);
            yield return new CaseLine(start, kind, [.. readings], arrival ?? start.AddSeconds(seconds), from, others);
        }
    }

    public static BeijingTime Time(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToList();
        return TakeTime(words);
    }

    /// <summary>A date, and a time of day where one follows.</summary>
    public static BeijingTime TakeTime(List<string> words)
    {
        var date = DateOnly.ParseExact(Take(words), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var time = TimeOnly.MinValue;
        if (words.Count > 0 && TimeOnly.TryParse(words[0], CultureInfo.InvariantCulture, out TimeOnly ofDay))
        {
            time = ofDay;
            words.RemoveAt(0);
        }

        return BeijingTime.Of(date.Year, date.Month, date.Day, time.Hour, time.Minute, time.Second);
    }

    public static string Take(List<string> words)
    {
        if (words.Count == 0)
            throw new FormatException("The line ends early.");
        string word = words[0];
        words.RemoveAt(0);
        return word;
    }

    static Reading ReadingOf(string word)
    {
        int equals = word.IndexOf('=', StringComparison.Ordinal);
        string[] parts = word[(equals + 1)..].Split(':');
        string[] values = parts[0].Split('/');
        return new Reading
        {
            Factor = FactorCode.Parse(word[..equals]),
            Value = Exact.From(decimal.Parse(values[0], CultureInfo.InvariantCulture)),
            Converted = values.Length > 1 ? Exact.From(decimal.Parse(values[1], CultureInfo.InvariantCulture)) : default,
            Flag = parts.Length > 1 ? (DataFlag)parts[1][0] : DataFlag.Normal,
        };
    }

    static int SecondsOf(string kind) => kind switch
    {
        "instant" => 30,
        "instant5" => 5 * BeijingTime.SecondsPerMinute,
        "instant15" => 15 * BeijingTime.SecondsPerMinute,
        "minute" => BeijingTime.SecondsPerMinute,
        "slot" => 5 * BeijingTime.SecondsPerMinute,
        "minute10" => 10 * BeijingTime.SecondsPerMinute,
        "hour" => BeijingTime.SecondsPerHour,
        "day" => BeijingTime.SecondsPerDay,
        _ => 0,
    };
}
