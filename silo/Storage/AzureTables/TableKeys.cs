using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.AzureTables;

/// <summary>
/// Keys of the physical table. Partition key = service and partition, row key = table and row, each part in its
/// <see cref="PortableKey"/> form with a separator between.
/// </summary>
sealed class TableKeys(string service)
{
    const char AfterSeparator = (char)(PortableKey.Separator + 1);

    readonly string _prefix = PortableKey.Escape(service) + PortableKey.Separator;

    public string Partition(string partition) => _prefix + PortableKey.Escape(partition);

    public static string Row(string table, string row) =>
        string.Concat(PortableKey.Escape(table), [PortableKey.Separator], PortableKey.Escape(row));

    /// <summary>First key after all rows of a table.</summary>
    public static string EndOf(string table) => PortableKey.Escape(table) + AfterSeparator;

    public static string RowOf(string rowKey)
    {
        var at = rowKey.IndexOf(PortableKey.Separator, StringComparison.Ordinal);
        return at >= 0
            ? PortableKey.Unescape(rowKey.AsSpan(at + 1))
            : throw new StorageCorruptException($"Row key '{rowKey}' names no table.");
    }
}
