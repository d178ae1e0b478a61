using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Qianliyan.Hj212;

/// <summary>Text in frames: the standard says UTF-8; many devices send GBK.</summary>
public static class TextDecoding
{
    static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)
        ?? throw new PlatformNotSupportedException("Code page 936 (GBK) is not available.");

    /// <summary>
    /// UTF-8 when the bytes are valid UTF-8, else GBK; bytes valid in neither become U+FFFD or <c>?</c>.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> text) =>
        Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : Gbk.GetString(text);

    /// <summary>The text for a log or an error: at most 64 bytes of it, control characters as <c>\xNN</c>.</summary>
    public static string Printable(ReadOnlySpan<byte> text)
    {
        const int Limit = 64;
        string decoded = Decode(text.Length > Limit ? text[..Limit] : text);
        var printable = new StringBuilder(decoded.Length);
        foreach (char c in decoded)
        {
            if (char.IsControl(c))
                printable.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}");
            else
                printable.Append(c);
        }

        return text.Length > Limit ? printable.Append('…').ToString() : printable.ToString();
    }

    /// <summary>Characters when read as UTF-8; -1 when it is plain ASCII or no UTF-8.</summary>
    internal static int CharacterCount(ReadOnlySpan<byte> text) =>
        Ascii.IsValid(text) || !Utf8.IsValid(text) ? -1 : Encoding.UTF8.GetCharCount(text);
}
