using System.Globalization;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Twins;

public enum PageKind : byte
{
    Hour = 1,
    Day = 2,
    Month = 3,

    /// <summary>An hour of what treatment devices and the logger itself report.</summary>
    Devices = 4,

    /// <summary>A part of a region's roster.</summary>
    Roster = 5,

    /// <summary>An hour of the devices that an electricity point measures.</summary>
    Power = 9,

    /// <summary>The marks of a twin.</summary>
    Marks = 6,

    Year = 7,

    /// <summary>What the detectors of untrue data know of a point.</summary>
    Leads = 10,

    /// <summary>What the power subsidy of a furnace or plant hangs on, month after month.</summary>
    Subsidy = 11,
}

/// <summary>
/// Names a page of a twin: its kind and the start of its window. What is no window has a number in its place.
/// </summary>
public readonly record struct PageId(PageKind Kind, BeijingTime Start)
{
    public static PageId Hour(BeijingTime time) => new(PageKind.Hour, time.StartOfHour);

    public static PageId Devices(BeijingTime time) => new(PageKind.Devices, time.StartOfHour);

    public static PageId Power(BeijingTime time) => new(PageKind.Power, time.StartOfHour);

    public static PageId Day(BeijingTime time) => new(PageKind.Day, time.StartOfDay);

    /// <summary>The name in storage; names of one kind sort by time.</summary>
    public override string ToString() =>
        $"{Letter(Kind)}{Start.UnixSeconds.ToString("x10", CultureInfo.InvariantCulture)}";

    /// <exception cref="FormatException">Not a page name.</exception>
    public static PageId Parse(string text)
    {
        PageKind? kind = text.Length == 11
            ? text[0] switch
            {
                'h' => PageKind.Hour,
                'd' => PageKind.Day,
                'm' => PageKind.Month,
                's' => PageKind.Devices,
                'r' => PageKind.Roster,
                'p' => PageKind.Power,
                'k' => PageKind.Marks,
                'y' => PageKind.Year,
                'l' => PageKind.Leads,
                'u' => PageKind.Subsidy,
                _ => null,
            }
            : null;
        return kind is { } k
            && long.TryParse(
                text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long start)
                ? new PageId(k, new BeijingTime(start))
                : throw new FormatException($"'{text}' does not name a page.");
    }

    static char Letter(PageKind kind) => kind switch
    {
        PageKind.Hour => 'h',
        PageKind.Day => 'd',
        PageKind.Month => 'm',
        PageKind.Devices => 's',
        PageKind.Roster => 'r',
        PageKind.Power => 'p',
        PageKind.Marks => 'k',
        PageKind.Year => 'y',
        PageKind.Leads => 'l',
        PageKind.Subsidy => 'u',
        _ => throw new InvalidOperationException($"Page kind {kind} is unknown."),
    };
}
