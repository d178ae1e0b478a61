using System.Buffers;
using System.Globalization;

namespace Qianliyan.Storage.Entities;

/// <summary>
/// Reversible form of a key in letters, digits and <c>! - . : ; _ ~</c>, which every table service stores and compares
/// unit by unit. The order of the forms is the ordinal order of the keys, and a form never holds <see cref="Separator"/>.
/// </summary>
/// <remarks>
/// A unit outside the plain ones becomes a mark and its number in hex. Each run of such units has a mark of its own that
/// sorts where the run sorts:
/// <code>
/// U+0000 to U+002C   !hh       U+005B to U+0060   _hh
/// U+002E, U+002F     .hh       U+007B to U+FFFF   ~hhhh
/// U+003B to U+0040   ;hh
/// </code>
/// </remarks>
public static class PortableKey
{
    /// <summary>Sorts before everything a form holds, save <c>!</c>; may stand between two forms.</summary>
    public const char Separator = ',';

    const int LongestUnit = 5;
    const int LongForm = 256;

    static readonly SearchValues<char> Plain =
        SearchValues.Create("-0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Length of the form, without making it.</summary>
    public static int LengthOf(ReadOnlySpan<char> key)
    {
        var length = 0;
        foreach (var unit in key)
        {
            length += Plain.Contains(unit) ? 1 : Mark(unit) == '~' ? LongestUnit : 3;
        }

        return length;
    }

    public static string Escape(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.AsSpan().ContainsAnyExcept(Plain)
            ? string.Create(LengthOf(key), key, static (form, text) => Write(text, form))
            : key;
    }

    /// <exception cref="StorageCorruptException">Not a form of a key.</exception>
    public static string Unescape(ReadOnlySpan<char> form)
    {
        if (!form.ContainsAnyExcept(Plain))
        {
            return form.ToString();
        }

        var units = form.Length <= LongForm ? stackalloc char[form.Length] : new char[form.Length];
        var count = 0;
        for (var at = 0; at < form.Length;)
        {
            if (Plain.Contains(form[at]))
            {
                units[count++] = form[at++];
                continue;
            }

            var digits = form[at] == '~' ? 4 : 2;
            units[count++] = Unit(form, at, digits);
            at += 1 + digits;
        }

        return new(units[..count]);
    }

    static void Write(ReadOnlySpan<char> key, Span<char> form)
    {
        var at = 0;
        foreach (var unit in key)
        {
            if (Plain.Contains(unit))
            {
                form[at++] = unit;
                continue;
            }

            var mark = Mark(unit);
            form[at++] = mark;
            ((int)unit).TryFormat(form[at..], out var written, mark == '~' ? "x4" : "x2", CultureInfo.InvariantCulture);
            at += written;
        }
    }

    static char Mark(char unit) => unit switch
    {
        < '-' => '!',
        < '0' => '.',
        < 'A' => ';',
        < 'a' => '_',
        _ => '~',
    };

    static char Unit(ReadOnlySpan<char> form, int at, int digits)
    {
        if (form.Length > at + digits
            && ushort.TryParse(
                form.Slice(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            && !Plain.Contains((char)unit)
            && Mark((char)unit) == form[at])
        {
            return (char)unit;
        }

        throw new StorageCorruptException($"'{form}' is no stored form of a key.");
    }
}
