using System.CommandLine;
using System.CommandLine.Parsing;
using Qianliyan.V1;

namespace Qianliyan.Cli.Twins;

/// <summary>The resource name of a twin, such as <c>points/QLY1301000001A-31</c>.</summary>
sealed record TwinName(TwinKind Kind, string Text)
{
    static readonly (string Collection, TwinKind Kind)[] Collections =
    [
        ("points", TwinKind.Point), ("enterprises", TwinKind.Enterprise), ("incinerators", TwinKind.Incinerator),
        ("cells", TwinKind.Cell), ("regions", TwinKind.Region),
    ];

    /// <summary>The name of a twin of any kind, as an argument that must be given.</summary>
    public static Argument<TwinName> Argument(string description) =>
        new("name") { Description = description, CustomParser = Parse };

    /// <summary>A point; the collection may be left out.</summary>
    public static Argument<string> Point() =>
        new("point")
        {
            Description = "The point, points/{MN}-{ST}.",
            CustomParser = result => Child(result, "points", result.Tokens[0].Value),
        };

    /// <summary>An enterprise; the collection may be left out.</summary>
    public static Argument<string> Enterprise() =>
        new("enterprise")
        {
            Description = "The enterprise, enterprises/{code}.",
            CustomParser = result => Child(result, "enterprises", result.Tokens[0].Value),
        };

    /// <summary>A region; the collection may be left out.</summary>
    public static Option<string> Region(string description) =>
        new("--region")
        {
            Description = description,
            HelpName = "code",
            CustomParser = result => Child(result, "regions", result.Tokens[0].Value),
        };

    public static bool TryParse(string text, out TwinName name)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string collection = slash < 0 ? "" : text[..slash];
        TwinKind kind = Collections.FirstOrDefault(pair => pair.Collection == collection).Kind;
        name = new TwinName(kind, text);
        return kind != TwinKind.Unspecified && slash < text.Length - 1 && text.LastIndexOf('/') == slash;
    }

    static TwinName? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (TryParse(text, out TwinName name))
            return name;
        result.AddError(Reason(text));
        return null;
    }

    public static string Reason(string text) =>
        $"'{text}' is not the name of a twin; one is "
        + $"{string.Join(", ", Collections.Select(pair => $"{pair.Collection}/{{id}}"))}.";

    static string? Child(ArgumentResult result, string collection, string text)
    {
        string name = text.Contains('/', StringComparison.Ordinal) ? text : $"{collection}/{text}";
        if (TryParse(name, out TwinName twin) && twin.Text.StartsWith($"{collection}/", StringComparison.Ordinal))
            return name;
        result.AddError($"'{text}' is not of the form {collection}/{{id}}.");
        return null;
    }

    public override string ToString() => Text;
}
