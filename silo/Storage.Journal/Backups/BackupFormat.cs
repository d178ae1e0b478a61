namespace Qianliyan.Storage.Journal.Backups;

/// <summary>
/// The bytes of a backup. Integers big-endian; numbers inside of blocks base-128. A layout never changes: another one
/// has another format byte.
/// <code>
/// file     "QIANLIYAN BACKUP" | format 01 | block, block, ... , end
/// block    kind | int32 length of its content | int32 length as stored | content, Zstandard | hash 32
/// hash(0)  = SHA256(magic and format)
/// hash(n)  = SHA256(hash(n-1) || kind || both lengths || content as stored)
/// </code>
/// So each block proves itself, its place and all before it, and the hash of the last one, the seal, names the whole. A
/// file that ends without an end is a backup that was not finished.
/// </summary>
static class BackupFormat
{
    public const byte Version = 1;
    public const int BlockHeader = 1 + 4 + 4;

    /// <summary>Content of a block; one entry may go beyond it.</summary>
    public const int BlockBytes = 512 * 1024;

    /// <summary>
    /// No block that was ever written is longer: an entry and its attachment, a row each, and a block before.
    /// </summary>
    public const int MostBlockBytes = 8 * 1024 * 1024;

    public static ReadOnlySpan<byte> Magic => "QIANLIYAN BACKUP"u8;

    public static byte[] Start() => [.. Magic, Version];
}
