using System.Globalization;

namespace Qianliyan.Storage.Entities;

/// <summary>
/// Several texts as one key: every part but the last is preceded by its length in four hex digits, so no two lists
/// give one key, whatever characters they hold, and a list of leading parts is a prefix.
/// </summary>
static class JoinedKey
{
    const int LengthDigits = 4;

    public static string Prefix(string part) =>
        string.Concat(part.Length.ToString("x4", CultureInfo.InvariantCulture), part);

    public static string Join(string first, string last) => Prefix(first) + last;

    public static (string First, string Last) Split(string key)
    {
        const NumberStyles Hex = NumberStyles.AllowHexSpecifier;
        if (key.Length >= LengthDigits
            && int.TryParse(key.AsSpan(0, LengthDigits), Hex, CultureInfo.InvariantCulture, out var length)
            && key.Length >= LengthDigits + length)
        {
            return (key.Substring(LengthDigits, length), key[(LengthDigits + length)..]);
        }

        throw new StorageCorruptException($"'{key}' is no joined key.");
    }
}
