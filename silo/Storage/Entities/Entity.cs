namespace Qianliyan.Storage.Entities;

/// <summary>One stored row.</summary>
public readonly struct Entity
{
    readonly string? _etag;
    readonly ulong _stamp;

    public Entity(string row, string etag, ReadOnlyMemory<byte> value)
    {
        Row = row;
        Value = value;
        _etag = etag;
    }

    internal Entity(string row, ulong stamp, ReadOnlyMemory<byte> value)
    {
        Row = row;
        Value = value;
        _stamp = stamp;
    }

    /// <summary>Row key inside the partition that was read.</summary>
    public string Row { get; }

    /// <summary>Bytes as written. Owned by the reader.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    /// <summary>Changes with every successful write of the row, equal content included. Opaque.</summary>
    public string ETag => _etag ?? EntityStamp.Format(_stamp);
}
