using System.CommandLine;
using System.CommandLine.Parsing;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using TwinName = Qianliyan.Cli.Twins.TwinName;

namespace Qianliyan.Cli.Marks;

/// <summary>Options and arguments of several commands about marks.</summary>
static class MarkOptions
{
    const string Infix = "/marks/";

    static readonly Dictionary<string, MarkSource> Sources = new(StringComparer.OrdinalIgnoreCase)
    {
        ["enterprise"] = MarkSource.Enterprise,
        ["bureau"] = MarkSource.Bureau,
    };

    public static Option<MarkCode> Code() => WordOption.Create("--code", "What the mark says", Words.Marks);

    public static Option<string> Factor() => new("--factor")
    {
        Description = "Pollutant that a mark of the monitoring is about, such as a21026; all of them when absent.",
        HelpName = "code",
    };

    public static Option<DateTimeOffset?> From() => WordOption.Time(
        "--from",
        "Start, inclusive: a Beijing time such as 2026-01-31T08:00, a time with offset, or an age such as 30m, 2h.");

    public static Option<DateTimeOffset?> To() => WordOption.Time("--to", "End, exclusive; same forms.");

    public static Option<bool> OpenEnded(string description) => new("--open-ended") { Description = description };

    public static Option<string> By() => new("--by")
    {
        Description = "Account that marks.",
        HelpName = "account",
        Required = true,
    };

    public static Option<string> Reason() => new("--reason") { Description = "Why.", Required = true };

    public static Option<MarkSource> Source() => WordOption.Create("--as", "Who marks; enterprise when absent", Sources);

    public static Option<int> Revision() => WordOption.Count(
        "--revision", "The revision that is meant; refused when the mark was edited since. The one just read when absent.", 0);

    /// <summary>The name of a mark, <c>{twin}/marks/{mark}</c>.</summary>
    public static Argument<string> Mark() => new("mark")
    {
        Description = "Name of the mark, such as incinerators/P-1/marks/m1.",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            int at = text.IndexOf(Infix, StringComparison.Ordinal);
            if (at > 0 && at + Infix.Length < text.Length && TwinName.TryParse(text[..at], out _))
                return text;
            result.AddError($"'{text}' is not the name of a mark, which is {{twin}}/marks/{{mark}}.");
            return null;
        },
    };

    /// <summary>The source that was said, or the enterprise.</summary>
    public static MarkSource SourceOf(ParseResult parsed, Option<MarkSource> source) =>
        parsed.GetValue(source) is var said and not MarkSource.Unspecified ? said : MarkSource.Enterprise;

    /// <summary>Refuses an end beside <c>--open-ended</c>, and one that is not after the start.</summary>
    public static void CheckEnd(
        CommandResult result, Option<DateTimeOffset?> from, Option<DateTimeOffset?> to, Option<bool> openEnded)
    {
        if (result.GetResult(to) is not null && result.GetValue(openEnded))
            result.AddError("--to and --open-ended contradict each other.");
        result.CheckOrder(from, to);
    }
}
