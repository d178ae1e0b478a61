using System.Globalization;

namespace Qianliyan.Domain.Policies.Files;

/// <summary>One thing wrong with a policy file.</summary>
/// <param name="Place">The line to look at.</param>
/// <param name="Path">The field, such as <c>limits[2].day</c>; empty for the file as a whole.</param>
/// <param name="Value">What stands there, shortened; empty where nothing does.</param>
/// <param name="Reason">Reads on after path and value: "is not a whole number".</param>
public sealed record PolicyFault(PolicyPlace Place, string Path, string Value, string Reason)
{
    const int ShownCharacters = 60;

    public static PolicyFault At(PolicyNode node, string path, string reason) =>
        new(node.Place, path, node is PolicyScalar scalar ? Shorten(scalar.Text) : "", reason);

    public override string ToString()
    {
        string field = Path.Length > 0 ? $", {Path}" : "";
        string value = Value.Length > 0 ? $" '{Value}'" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Place.File} line {Place.Line}{field}:{value} {Reason}");
    }

    static string Shorten(string text) =>
        text.Length <= ShownCharacters ? text : $"{text.AsSpan(0, ShownCharacters)}...";
}
