using System.Globalization;
using Qianliyan.Api.Errors;

namespace Qianliyan.Api.Mapping;

/// <summary>
/// Words that people write: one line without anything that a terminal or a list would not show, so that nobody writes
/// what looks like a line of somebody else.
/// </summary>
static class WrittenText
{
    const int MostAuthor = 100;
    const int MostReason = 1_000;

    /// <summary>An account, or a name.</summary>
    public static string Author(string text, string field, string missing) => Read(text, field, MostAuthor, missing);

    public static string Reason(string text, string field, string missing) => Read(text, field, MostReason, missing);

    /// <param name="text">As it came.</param>
    /// <param name="field">The field of the request.</param>
    /// <param name="most">The most characters.</param>
    /// <param name="missing">What to say of an empty one.</param>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT that names the field.</exception>
    public static string Read(string text, string field, int most, string missing)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw ApiError.Invalid(field, text, missing);
        if (text.Length > most)
            throw ApiError.Invalid(field, text, $"has more than {most} characters");
        return Hidden(text) is { } hidden
            ? throw ApiError.Invalid(
                field, text, $"has a control character, {hidden}: write one line of characters that can be seen")
            : text;
    }

    /// <summary>The first character that cannot be seen, such as <c>U+001B</c>; null for a text without one.</summary>
    public static string? Hidden(string text)
    {
        foreach (char character in text)
        {
            if (IsHidden(character))
                return CodeOf(character);
        }

        return null;
    }

    /// <summary>A text with the codes of the characters that cannot be seen in their place.</summary>
    public static string Shown(string text) => Hidden(text) is null
        ? text
        : string.Concat(text.Select(character => IsHidden(character) ? $"<{CodeOf(character)}>" : $"{character}"));

    static bool IsHidden(char character) => char.GetUnicodeCategory(character) is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    static string CodeOf(char character) => string.Create(CultureInfo.InvariantCulture, $"U+{(int)character:X4}");
}
