using System.Buffers;

namespace Qianliyan.Domain.Registry;

/// <summary>
/// The characters of ids that come from outside: they go into resource names, keys and file names unescaped.
/// </summary>
static class IdText
{
    public const int MaxLength = 64;

    static readonly SearchValues<char> Allowed =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.");

    static readonly SearchValues<char> Plain =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>1 to 64 letters, digits, hyphens, underscores and dots, beginning with a letter or digit.</summary>
    public static bool IsId(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxLength && Plain.Contains(text[0]) && !text.ContainsAnyExcept(Allowed);

    /// <summary>Letters and digits only: a part behind the last hyphen of a composite id.</summary>
    public static bool IsPlain(ReadOnlySpan<char> text, int maxLength) =>
        text.Length > 0 && text.Length <= maxLength && !text.ContainsAnyExcept(Plain);
}
