namespace Qianliyan.Storage.Embedded;

/// <summary>
/// Binary form of (partition, row) whose byte order is the ordinal order of the strings.
/// </summary>
/// <remarks>
/// <c>text(partition) 0x00 text(row)</c>. Every UTF-16 unit is written by itself in the one to three byte form of
/// UTF-8, so lone surrogates survive and order is that of the units. U+0000 and U+0001 become 01 01 and 01 02, which
/// keeps 00 free as terminator: no partition can be a prefix of another, and the end of a partition is
/// <c>text(partition) 0x01</c>.
/// </remarks>
static class EmbeddedKey
{
    const byte Terminator = 0x00;
    const byte Escape = 0x01;
    const int MaxBytesPerUnit = 3;

    public static int MaxLength(string partition, string row) =>
        (MaxBytesPerUnit * (partition.Length + row.Length)) + 1;

    /// <returns>Bytes written.</returns>
    public static int Write(string partition, string row, Span<byte> destination)
    {
        var length = WriteText(partition, destination);
        destination[length++] = Terminator;
        return length + WriteText(row, destination[length..]);
    }

    public static byte[] Create(string partition, string row)
    {
        var buffer = new byte[MaxLength(partition, row)];
        return buffer[..Write(partition, row, buffer)];
    }

    /// <summary>First key after all keys of a partition.</summary>
    public static byte[] EndOf(string partition)
    {
        var buffer = new byte[MaxLength(partition, "")];
        var length = WriteText(partition, buffer);
        buffer[length++] = Escape;
        return buffer[..length];
    }

    /// <exception cref="StorageCorruptException">Not a key of this form.</exception>
    public static string ReadRow(ReadOnlySpan<byte> key)
    {
        var end = key.IndexOf(Terminator);
        if (end < 0)
        {
            throw new StorageCorruptException($"Key {Convert.ToHexStringLower(key)} has no terminator.");
        }

        return ReadText(key[(end + 1)..]);
    }

    static int WriteText(string text, Span<byte> destination)
    {
        var at = 0;
        foreach (var unit in text)
        {
            switch (unit)
            {
                case <= '\u0001':
                    destination[at++] = Escape;
                    destination[at++] = (byte)(unit + 1);
                    break;
                case < '\u0080':
                    destination[at++] = (byte)unit;
                    break;
                case < '\u0800':
                    destination[at++] = (byte)(0xC0 | (unit >> 6));
                    destination[at++] = (byte)(0x80 | (unit & 0x3F));
                    break;
                default:
                    destination[at++] = (byte)(0xE0 | (unit >> 12));
                    destination[at++] = (byte)(0x80 | ((unit >> 6) & 0x3F));
                    destination[at++] = (byte)(0x80 | (unit & 0x3F));
                    break;
            }
        }

        return at;
    }

    static string ReadText(ReadOnlySpan<byte> source)
    {
        const int StackUnits = 512;
        var units = source.Length <= StackUnits ? stackalloc char[StackUnits] : new char[source.Length];
        var count = 0;
        for (var at = 0; at < source.Length;)
        {
            var first = source[at];
            if (first == Escape)
            {
                units[count++] = (char)(source[at + 1] - 1);
                at += 2;
            }
            else if (first < 0x80)
            {
                units[count++] = (char)first;
                at++;
            }
            else if (first < 0xE0)
            {
                units[count++] = (char)(((first & 0x1F) << 6) | (source[at + 1] & 0x3F));
                at += 2;
            }
            else
            {
                units[count++] = (char)(
                    ((first & 0x0F) << 12) | ((source[at + 1] & 0x3F) << 6) | (source[at + 2] & 0x3F));
                at += 3;
            }
        }

        return new(units[..count]);
    }
}
