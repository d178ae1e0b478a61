using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.Journal;

/// <summary>
/// Where a twin's rows lie. Partition = shard: XxHash64 (seed 0) of the twin id in UTF-8, modulo 64, as two hex digits.
/// Row = twin id, U+001F, then the row's own name. U+001F sorts before every character allowed in an id, so a twin's
/// rows are one range. None of this ever changes: it is the address of stored evidence.
/// </summary>
static class TwinKeys
{
    public const int ShardCount = 64;
    const int MaxTwinLength = 256;
    const int MaxNameLength = 200;
    internal const char Separator = '\u001f';
    const char AfterSeparator = '\u0020';

    public static readonly string[] Shards =
        [.. Enumerable.Range(0, ShardCount).Select(shard => shard.ToString("x2", CultureInfo.InvariantCulture))];

    static readonly SearchValues<char> Forbidden =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(unit => (char)unit), '\u007f']);

    public static string ShardOf(string twin)
    {
        Span<byte> bytes = stackalloc byte[MaxTwinLength * 3];
        var length = Encoding.UTF8.GetBytes(twin, bytes);
        return Shards[(int)(XxHash64.HashToUInt64(bytes[..length]) % ShardCount)];
    }

    /// <exception cref="ArgumentException">Empty, too long, a control character, or a lone surrogate.</exception>
    public static void Check(string twin)
    {
        ArgumentException.ThrowIfNullOrEmpty(twin);
        if (twin.Length > MaxTwinLength || twin.AsSpan().ContainsAny(Forbidden) || HasLoneSurrogate(twin))
        {
            throw new ArgumentException(
                $"Twin id '{twin}' must have 1 to {MaxTwinLength} characters, "
                + "no control character and no lone surrogate.",
                nameof(twin));
        }
    }

    public static void CheckName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length > MaxNameLength)
        {
            throw new ArgumentException($"Key '{name}' is longer than {MaxNameLength} characters.", nameof(name));
        }
    }

    public static string Row(string twin, string name) => string.Concat(twin, "\u001f", name);

    public static string EntryRow(string twin, long sequence)
    {
        Span<char> name = stackalloc char[SequenceKey.MaxLength];
        return string.Concat(twin, "\u001f", name[..SequenceKey.Write(sequence, name)]);
    }

    public static string DayRow(string twin, DateOnly day) =>
        Row(twin, day.DayNumber.ToString("D7", CultureInfo.InvariantCulture));

    public static string EndOf(string twin) => twin + AfterSeparator;

    public static EntityRange RangeOf(string table, string twin) =>
        new(table, ShardOf(twin), Row(twin, ""), EndOf(twin));

    public static EntityRange PrefixRange(string table, string twin, string prefix) =>
        new(table, ShardOf(twin), Row(twin, prefix), OrdinalPrefix.EndOf(Row(twin, prefix)));

    public static ReadOnlySpan<char> NameOf(string row, string twin) => row.AsSpan(twin.Length + 1);

    public static string TwinOf(string row) => row.IndexOf(Separator, StringComparison.Ordinal) is var at and >= 0
        ? row[..at]
        : throw new StorageCorruptException($"Row '{row}' names no twin.");

    static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return true;
            }
        }

        return false;
    }
}
