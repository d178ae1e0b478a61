namespace Qianliyan.Hj212;

/// <summary>Frames that may be shown: what stands behind PW, NewPW and NewSK is replaced.</summary>
public static class Redaction
{
    public const string Mask = "******";

    /// <summary>Whether a field's value is a secret.</summary>
    public static bool IsSecret(ReadOnlySpan<byte> key) =>
        EndsWithIgnoreCase(key, "PW"u8) || EndsWithIgnoreCase(key, "SK"u8);

    /// <summary>
    /// A copy with every secret value masked. Works on any bytes, also on frames that do not decode; length field and
    /// checksum stay as they were and no longer fit.
    /// </summary>
    public static byte[] MaskSecrets(ReadOnlySpan<byte> frame)
    {
        var masked = new List<byte>(frame.Length + Mask.Length);
        int position = 0;
        while (position < frame.Length)
        {
            int equals = frame[position..].IndexOf((byte)'=');
            if (equals < 0)
                break;
            equals += position;
            masked.AddRange(frame[position..(equals + 1)]);
            int keyEnd = equals;
            while (keyEnd > position && AsciiField.IsBlank(frame[keyEnd - 1]))
                keyEnd--;
            bool secret = IsSecret(frame[position..keyEnd]);
            position = equals + 1;
            if (!secret)
                continue;
            int length = frame[position..].IndexOfAny(";,&\r\n"u8);
            position = length < 0 ? frame.Length : position + length;
            masked.AddRange("******"u8);
        }

        masked.AddRange(frame[position..]);
        return [.. masked];
    }

    static bool EndsWithIgnoreCase(ReadOnlySpan<byte> key, ReadOnlySpan<byte> ending) =>
        key.Length >= ending.Length && System.Text.Ascii.EqualsIgnoreCase(key[^ending.Length..], ending);
}
