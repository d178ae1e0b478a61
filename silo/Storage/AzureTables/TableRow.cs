using System.Globalization;
using Azure.Data.Tables;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.AzureTables;

/// <summary>
/// A row as the service keeps it: the value in properties <c>V0</c> to <c>V14</c> of up to 64 KiB, and in <c>W</c> the
/// transaction that wrote it, by which a write that landed without an answer is known again. An empty value has no
/// <c>V0</c>.
/// </summary>
static class TableRow
{
    public const string WriteId = "W";
    const int PropertyBytes = 64 * 1024;

    static readonly string[] Values = [.. Enumerable.Range(0, EntityLimits.ValueBytes / PropertyBytes)
        .Select(index => string.Create(CultureInfo.InvariantCulture, $"V{index}"))];

    public static TableEntity Create(string partition, string row, ReadOnlyMemory<byte> value, Guid writeId)
    {
        var entity = new TableEntity(partition, row) { [WriteId] = writeId };
        for (var (at, index) = (0, 0); at < value.Length; at += PropertyBytes, index++)
        {
            entity[Values[index]] = BinaryData.FromBytes(value.Slice(at, Math.Min(PropertyBytes, value.Length - at)));
        }

        return entity;
    }

    public static ReadOnlyMemory<byte> ValueOf(TableEntity entity)
    {
        if (entity.GetBinary(Values[0]) is not { } first)
        {
            return default;
        }

        if (!entity.ContainsKey(Values[1]))
        {
            return first;
        }

        using var whole = new MemoryStream(EntityLimits.ValueBytes);
        foreach (var name in Values)
        {
            if (entity.GetBinary(name) is not { } part)
            {
                break;
            }

            whole.Write(part);
        }

        return whole.ToArray();
    }
}
