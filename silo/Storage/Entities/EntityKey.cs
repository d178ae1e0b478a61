namespace Qianliyan.Storage.Entities;

/// <summary>
/// The name of one row. Partition and row may hold any UTF-16 text, lone surrogates and U+0000 included; a backend
/// escapes reversibly what it cannot store. Rows of a partition are ordered by <see cref="string.CompareOrdinal(string,
/// string)"/>.
/// </summary>
public readonly record struct EntityKey(string Table, string Partition, string Row)
{
    public override string ToString() => $"{Table}/{Partition}/{Row}";
}
