namespace Qianliyan.Storage.Entities;

/// <summary>Why a conditional write was refused.</summary>
public enum EntityConflictKind : byte
{
    /// <summary>An insert found the row already there.</summary>
    AlreadyExists,

    /// <summary>A replace or delete found no row.</summary>
    Missing,

    /// <summary>A replace or delete found the row with another ETag.</summary>
    ETagMismatch,
}
