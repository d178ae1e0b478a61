using System.Globalization;

namespace Qianliyan.Cli.Text;

/// <summary>A number of things in words.</summary>
static class CountText
{
    /// <param name="thing">In the singular; its plural ends in s.</param>
    public static string Of(long count, string thing) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {thing}{(count == 1 ? "" : "s")}");
}
