using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.AzureTables;

/// <summary>
/// Keys of the physical table. Partition key = service and shard, row key = table, partition and row, each part in its
/// <see cref="PortableKey"/> form with a separator between. Partitions of the contract are small and many, and a
/// transaction of the service spans one of its own: so a few shards hold all of them, each partition in one.
/// </summary>
sealed class TableKeys(string service, int shards)
{
    const char AfterSeparator = (char)(PortableKey.Separator + 1);

    readonly string _prefix = PortableKey.Escape(service) + PortableKey.Separator;

    public string Shard(string partition)
    {
        var hash = XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(partition));
        return _prefix + (hash % (ulong)shards).ToString("x", CultureInfo.InvariantCulture);
    }

    public static string Row(string table, string partition, string row) =>
        Start(table, partition) + PortableKey.Separator + PortableKey.Escape(row);

    /// <summary>First key after all rows of a partition's table.</summary>
    public static string EndOf(string table, string partition) => Start(table, partition) + AfterSeparator;

    public static string RowOf(string rowKey)
    {
        var at = rowKey.LastIndexOf(PortableKey.Separator);
        return at >= 0
            ? PortableKey.Unescape(rowKey.AsSpan(at + 1))
            : throw new StorageCorruptException($"Row key '{rowKey}' names no table and partition.");
    }

    static string Start(string table, string partition) =>
        string.Concat(PortableKey.Escape(table), [PortableKey.Separator], PortableKey.Escape(partition));
}
