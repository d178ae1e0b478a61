using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Text;

/// <summary>The enumerations of the API as words, as they are shown and as they are typed.</summary>
static class Words
{
    public static IReadOnlyDictionary<string, TwinKind> Kinds { get; } = All<TwinKind>();

    public static IReadOnlyDictionary<string, Level> Levels { get; } = All<Level>();

    public static IReadOnlyDictionary<string, LinkState> Links { get; } = All<LinkState>();

    public static IReadOnlyDictionary<string, PointKind> Points { get; } = All<PointKind>();

    public static IReadOnlyDictionary<string, ObservationKind> Observations { get; } =
        All<ObservationKind>();

    public static IReadOnlyDictionary<string, FrameDisposition> Dispositions { get; } =
        All<FrameDisposition>();

    public static IReadOnlyDictionary<string, MarkCode> Marks { get; } = All<MarkCode>();

    public static IReadOnlyDictionary<string, FindingClass> FindingClasses { get; } = All<FindingClass>();

    public static IReadOnlyDictionary<string, MarkSource> MarkSources { get; } = All<MarkSource>();

    public static IReadOnlyDictionary<string, SiloState> Silos { get; } = All<SiloState>();

    public static IReadOnlyDictionary<string, SamplePurpose> Purposes { get; } = All<SamplePurpose>();

    /// <summary>The word of a value; empty for the unspecified one.</summary>
    public static string Of<T>(IReadOnlyDictionary<string, T> words, T value)
        where T : struct, Enum =>
        words.FirstOrDefault(pair => pair.Value.Equals(value)).Key ?? "";

    public static Color ColorOf(Level level) =>
        level switch
        {
            Level.Normal => Color.Green,
            Level.Notice => Color.Aqua,
            Level.Warning => Color.Yellow,
            Level.Exceeded => Color.Red,
            _ => Color.Grey,
        };

    public static Color ColorOf(LinkState link) =>
        link switch
        {
            LinkState.Online => Color.Green,
            LinkState.Silent => Color.Red,
            _ => Color.Grey,
        };

    /// <summary>The letter of HJ 212-2017 table 8 that stands for a flag; empty when none came.</summary>
    public static string Letter(DataFlag flag) =>
        flag switch
        {
            DataFlag.Normal => "N",
            DataFlag.Off => "F",
            DataFlag.Maintenance => "M",
            DataFlag.Manual => "S",
            DataFlag.Fault => "D",
            DataFlag.Calibration => "C",
            DataFlag.OverRange => "T",
            DataFlag.NoCommunication => "B",
            DataFlag.Insufficient => "H",
            _ => "",
        };

    /// <summary>Whether a value with this flag counts.</summary>
    public static bool IsValid(DataFlag flag) => flag is DataFlag.Unspecified or DataFlag.Normal or DataFlag.Manual;

    static Dictionary<string, T> All<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>()
            .Where(value => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) != 0)
            .ToDictionary(value => Kebab(value.ToString()), value => value, StringComparer.OrdinalIgnoreCase);

    static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => (i > 0 && char.IsUpper(c) ? "-" : "") + char.ToLowerInvariant(c)));
}
