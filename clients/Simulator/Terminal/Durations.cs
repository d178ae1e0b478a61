using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Qianliyan.Simulator.Terminal;

/// <summary>
/// Durations such as <c>90s</c>, <c>15m</c>, <c>3h</c>, <c>2d</c>, or <c>00:01:30</c> as help shows them; a bare number is seconds.
/// </summary>
static class Durations
{
    public static Option<TimeSpan> Option(string name, string description, TimeSpan byDefault) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => byDefault,
        CustomParser = Parse,
    };

    static TimeSpan Parse(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (TryParse(text, out TimeSpan duration))
            return duration;
        argument.AddError($"{argument.Argument.Name} '{text}' is not a duration such as 90s, 15m, 3h, 2d or 00:01:30.");
        return default;
    }

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length == 0)
            return false;
        if (text.Contains(':', StringComparison.Ordinal))
            return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out duration) && duration >= TimeSpan.Zero;
        double unit = text[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3_600,
            'd' => 86_400,
            _ => 0,
        };
        ReadOnlySpan<char> digits = unit > 0 ? text.AsSpan(0, text.Length - 1) : text;
        const NumberStyles plain = NumberStyles.AllowDecimalPoint;
        if (!double.TryParse(digits, plain, CultureInfo.InvariantCulture, out double count) || count > 1e7)
            return false;
        duration = TimeSpan.FromSeconds(count * Math.Max(unit, 1));
        return true;
    }
}
