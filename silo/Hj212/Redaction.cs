using System.Buffers;

namespace Qianliyan.Hj212;

/// <summary>Frames that may be shown: what stands behind PW, NewPW and NewSK is replaced.</summary>
public static class Redaction
{
    public const string Mask = "******";

    static readonly SearchValues<byte> NameEnds = SearchValues.Create("=;,&\r\n"u8);

    /// <summary>Whether a field's value is a secret.</summary>
    public static bool IsSecret(ReadOnlySpan<byte> key) =>
        EndsWithIgnoreCase(key, "PW"u8) || EndsWithIgnoreCase(key, "SK"u8);

    /// <summary>
    /// A copy with every secret value masked. Works on any bytes, also on frames that do not decode and on pieces of
    /// frames; length field and checksum stay as they were and no longer fit.
    /// </summary>
    public static byte[] MaskSecrets(ReadOnlySpan<byte> frame)
    {
        var masked = new List<byte>(frame.Length + Mask.Length);
        int position = 0;
        int cut = CutPasswordLength(frame);
        if (cut > 0)
        {
            masked.AddRange("******"u8);
            position = cut;
        }

        while (position < frame.Length)
        {
            int equals = frame[position..].IndexOf((byte)'=');
            if (equals < 0)
                break;
            equals += position;
            masked.AddRange(frame[position..(equals + 1)]);
            bool secret = IsSecret(KeyBefore(frame[position..equals]));
            position = equals + 1;
            if (!secret)
                continue;
            position += SecretLength(frame[position..]);
            masked.AddRange("******"u8);
        }

        masked.AddRange(frame[position..]);
        return [.. masked];
    }

    /// <summary>
    /// Whether a frame breaks off inside a secret value: its last characters are no checksum, and are not to be shown
    /// as one.
    /// </summary>
    internal static bool EndsInSecret(ReadOnlySpan<byte> frame)
    {
        int from = 0;
        while (frame[from..].IndexOf((byte)'=') is >= 0 and int length)
        {
            int equals = from + length;
            bool secret = IsSecret(KeyBefore(frame[from..equals]));
            from = equals + 1;
            if (!secret)
                continue;
            from += SecretLength(frame[from..]);
            if (from == frame.Length)
                return true;
        }

        return false;
    }

    /// <summary>
    /// What is left of a password at the front of a piece of a frame: up to the MN that follows it, when a whole PW
    /// does not stand before.
    /// </summary>
    static int CutPasswordLength(ReadOnlySpan<byte> piece)
    {
        int length = piece.IndexOf(";MN="u8);
        if (length <= 0)
            return 0;
        ReadOnlySpan<byte> front = piece[..length];
        int equals = front.LastIndexOf((byte)'=');
        bool isCut = equals < 0 || System.Text.Ascii.EqualsIgnoreCase(KeyBefore(front[..equals]), "W"u8);
        return isCut && front.IndexOfAny(";#\r\n"u8) < 0 ? length : 0;
    }

    static ReadOnlySpan<byte> KeyBefore(ReadOnlySpan<byte> text)
    {
        int end = text.Length;
        while (end > 0 && AsciiField.IsBlank(text[end - 1]))
            end--;
        return text[..end];
    }

    /// <summary>A comma belongs to a secret unless the name of another field stands behind it.</summary>
    static int SecretLength(ReadOnlySpan<byte> text)
    {
        int length = 0;
        while (text[length..].IndexOfAny(";,&\r\n"u8) is >= 0 and int found)
        {
            length += found;
            if (text[length] != ',' || IsField(text[(length + 1)..]))
                return length;
            length++;
        }

        return text.Length;
    }

    static bool IsField(ReadOnlySpan<byte> text)
    {
        int length = text.IndexOfAny(NameEnds);
        return length > 0 && text[length] == '=';
    }

    static bool EndsWithIgnoreCase(ReadOnlySpan<byte> key, ReadOnlySpan<byte> ending) =>
        key.Length >= ending.Length && System.Text.Ascii.EqualsIgnoreCase(key[^ending.Length..], ending);
}
