using System.CommandLine;
using Qianliyan.Cli.Text;

namespace Qianliyan.Cli.Supervision;

/// <summary>Options and arguments of several commands about orders.</summary>
static class OrderOptions
{
    const string Prefix = "enterprises/";
    const string Infix = "/orders/";

    public static Option<DateTimeOffset?> From() => WordOption.Time(
        "--from", "Start, inclusive: a Beijing time such as 2026-01-31T08:00, a time with offset, or an age.");

    public static Option<DateTimeOffset?> To() => WordOption.Time(
        "--to", "End, exclusive, at most 14 days after; same forms.");

    public static Option<string> Cut() => new("--cut")
    {
        Description = "Share of the usual power that must go, above 0; 1 stops production.",
        HelpName = "share",
    };

    public static Option<string> By() => new("--by")
    {
        Description = "Account that orders.",
        HelpName = "account",
        Required = true,
    };

    public static Option<string> Reason() => new("--reason") { Description = "Why.", Required = true };

    public static Option<int> Revision() => WordOption.Count(
        "--revision", "The revision that is meant; refused when the order was edited since. The one just read when absent.", 0);

    /// <summary>The name of an order, <c>enterprises/{code}/orders/{number}</c>.</summary>
    public static Argument<string> Order() => new("order")
    {
        Description = "Name of the order, such as enterprises/E1/orders/2026-3.",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            int at = text.IndexOf(Infix, StringComparison.Ordinal);
            if (text.StartsWith(Prefix, StringComparison.Ordinal) && at > Prefix.Length && at + Infix.Length < text.Length)
                return text;
            result.AddError($"'{text}' is not the name of an order, which is {Prefix}{{code}}{Infix}{{number}}.");
            return null;
        },
    };
}
