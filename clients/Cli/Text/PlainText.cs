using System.Globalization;

namespace Qianliyan.Cli.Text;

/// <summary>Words of people and devices as one line: what a terminal would obey instead of showing is shown by its code.</summary>
static class PlainText
{
    public static string Of(string text) => text.Any(IsHidden)
        ? string.Concat(text.Select(character => IsHidden(character)
            ? string.Create(CultureInfo.InvariantCulture, $"<U+{(int)character:X4}>")
            : $"{character}"))
        : text;

    static bool IsHidden(char character) => char.GetUnicodeCategory(character) is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
