using System.Globalization;

namespace Qianliyan.Storage.Journal;

/// <summary>
/// Numbers as text whose ordinal order is the order of the numbers, without padding: one character for the count of
/// hex digits (1-9, a-g), then the digits. 0 = <c>10</c>, 255 = <c>2ff</c>, 256 = <c>3100</c>.
/// </summary>
public static class SequenceKey
{
    const string Counts = "0123456789abcdefg";

    public const int MaxLength = 17;

    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public static string Format(long value)
    {
        Span<char> text = stackalloc char[MaxLength];
        return new(text[..Write(value, text)]);
    }

    /// <returns>Characters written, <see cref="MaxLength"/> at most.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public static int Write(long value, Span<char> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        value.TryFormat(destination[1..], out var digits, "x", CultureInfo.InvariantCulture);
        destination[0] = Counts[digits];
        return digits + 1;
    }

    /// <exception cref="StorageCorruptException">Not a key of this form.</exception>
    public static long Parse(ReadOnlySpan<char> text)
    {
        if (text.Length > 1
            && Counts.IndexOf(text[0], StringComparison.Ordinal) == text.Length - 1
            && long.TryParse(text[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            && value >= 0)
        {
            return value;
        }

        throw new StorageCorruptException($"'{text}' is no sequence key.");
    }
}
