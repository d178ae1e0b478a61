namespace Qianliyan.Storage.Entities;

/// <summary>Rows of one partition of one table, in ordinal order of the row key.</summary>
/// <param name="Table">Name of the table.</param>
/// <param name="Partition">Partition key.</param>
/// <param name="From">First row, inclusive; the empty string is the start of the partition.</param>
/// <param name="To">End, exclusive; null is the end of the partition.</param>
/// <param name="Reverse">Last row first. <paramref name="From"/> and <paramref name="To"/> keep their meaning.</param>
/// <param name="Limit">Most rows to return in all.</param>
public readonly record struct EntityRange(
    string Table,
    string Partition,
    string From = "",
    string? To = null,
    bool Reverse = false,
    int Limit = int.MaxValue);
