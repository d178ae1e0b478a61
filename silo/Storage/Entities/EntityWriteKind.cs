namespace Qianliyan.Storage.Entities;

/// <summary>What one write of a batch does and on which condition.</summary>
public enum EntityWriteKind : byte
{
    /// <summary>Row must be absent.</summary>
    Insert,

    /// <summary>Row is written whatever is there.</summary>
    Upsert,

    /// <summary>Row must be there with the given ETag; the whole value is replaced.</summary>
    Replace,

    /// <summary>Row must be there with the given ETag.</summary>
    Delete,

    /// <summary>Row is removed if it is there; an absent row is no conflict.</summary>
    DeleteAny,
}
