using System.Globalization;

namespace Qianliyan.Storage.Entities;

/// <summary>
/// Limits every backend keeps, taken from the narrowest one (a table service: 100 rows and 4 MiB per transaction,
/// 1 MiB per row in properties of 64 KiB), so that data written with one backend can move to another.
/// </summary>
public static class EntityLimits
{
    /// <summary>Rows per batch.</summary>
    public const int BatchRows = 100;

    /// <summary>
    /// Bytes of values and keys per batch. On their way to a table service they grow by a third (base64), and every row
    /// brings a frame of its own: 2.5 MiB become 3.4 MiB and 100 frames, within the 4 MiB of a transaction.
    /// </summary>
    public const int BatchBytes = 5 * 512 * 1024;

    /// <summary>Bytes of one value: 15 properties of 64 KiB.</summary>
    public const int ValueBytes = 15 * 64 * 1024;

    /// <summary>
    /// Characters of partition and row key together in their <see cref="PortableKey"/> forms: the 512 of a row key of a
    /// table service, less those for the table.
    /// </summary>
    public const int KeyLength = 448;

    // No unit takes more than five characters.
    const int ShortKeys = KeyLength / 5;

    internal static void Check(string partition, IReadOnlyList<EntityWrite> writes)
    {
        if (writes.Count is 0 or > BatchRows)
        {
            throw new ArgumentException(
                Text($"A batch holds 1 to {BatchRows} rows, not {writes.Count}."), nameof(writes));
        }

        long bytes = 0;
        for (var i = 0; i < writes.Count; i++)
        {
            var write = writes[i];
            CheckKey(partition, write.Row);
            if (write.Value.Length > ValueBytes)
            {
                throw new ArgumentException(
                    Text($"Row '{write.Row}' of '{write.Table}' has {write.Value.Length} bytes, limit {ValueBytes}."),
                    nameof(writes));
            }

            bytes += BytesOf(write);
        }

        if (bytes > BatchBytes)
        {
            throw new ArgumentException(Text($"A batch has {bytes} bytes, limit {BatchBytes}."), nameof(writes));
        }

        CheckDistinct(writes);
    }

    internal static long BytesOf(IReadOnlyList<EntityWrite> writes) => writes.Sum(BytesOf);

    static long BytesOf(EntityWrite write) => write.Value.Length + (2 * write.Row.Length);

    static void CheckDistinct(IReadOnlyList<EntityWrite> writes)
    {
        for (var i = 1; i < writes.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (string.Equals(writes[i].Row, writes[j].Row, StringComparison.Ordinal)
                    && string.Equals(writes[i].Table, writes[j].Table, StringComparison.Ordinal))
                {
                    throw new ArgumentException(
                        $"Row '{writes[i].Row}' of table '{writes[i].Table}' is named twice in one batch.",
                        nameof(writes));
                }
            }
        }
    }

    static void CheckKey(string partition, string row)
    {
        // Only long keys are worth counting.
        if (partition.Length + row.Length > ShortKeys
            && PortableKey.LengthOf(partition) + PortableKey.LengthOf(row) is var length and > KeyLength)
        {
            throw new ArgumentException(
                Text($"Partition '{partition}' and row '{row}' have {length} characters when escaped, limit {KeyLength}."),
                nameof(row));
        }
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
