using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.Embedded;

/// <summary>One write of a <see cref="CommitRequest"/>; key and value lie one after the other in its buffer.</summary>
readonly record struct CommitOperation(
    EntityWriteKind Kind, string Table, string? ETag, int KeyOffset, int KeyLength, int ValueLength);
