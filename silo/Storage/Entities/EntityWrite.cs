namespace Qianliyan.Storage.Entities;

/// <summary>
/// One write of an <see cref="EntityBatch"/>. The value must stay unchanged until the commit's task has completed.
/// </summary>
public readonly record struct EntityWrite
{
    EntityWrite(EntityWriteKind kind, string table, string row, ReadOnlyMemory<byte> value, string? etag)
    {
        Kind = kind;
        Table = table;
        Row = row;
        Value = value;
        ETag = etag;
    }

    public EntityWriteKind Kind { get; }

    public string Table { get; }

    public string Row { get; }

    public ReadOnlyMemory<byte> Value { get; }

    /// <summary>
    /// Expected ETag of <see cref="EntityWriteKind.Replace"/> and <see cref="EntityWriteKind.Delete"/>.
    /// </summary>
    public string? ETag { get; }

    public static EntityWrite Insert(string table, string row, ReadOnlyMemory<byte> value) =>
        new(EntityWriteKind.Insert, table, row, value, null);

    public static EntityWrite Upsert(string table, string row, ReadOnlyMemory<byte> value) =>
        new(EntityWriteKind.Upsert, table, row, value, null);

    public static EntityWrite Replace(string table, string row, ReadOnlyMemory<byte> value, string etag) =>
        new(EntityWriteKind.Replace, table, row, value, etag);

    public static EntityWrite Delete(string table, string row, string etag) =>
        new(EntityWriteKind.Delete, table, row, default, etag);

    public static EntityWrite DeleteAny(string table, string row) =>
        new(EntityWriteKind.DeleteAny, table, row, default, null);
}
