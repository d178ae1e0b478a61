using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Qianliyan.Storage.Journal;

/// <summary>
/// The seal of a journal. All integers are big-endian; the layout never changes.
/// <code>
/// hash(0)  = SHA256("qianliyan.journal.1" || 0x00 || UTF-8 of the twin id)
/// digest   = SHA256(int32 header length || header || body)                        of an attachment
/// hash(n)  = SHA256(hash(n-1) || int64 n || byte kind || byte format version || int64 arrival ms
///                   || byte has attachment (0, 1) || digest, if there is one || payload)
/// </code>
/// The twin id is in the genesis, so an entry cannot be moved to another twin; the digest stands for the attachment,
/// so raw bytes may be purged after their retention time and the chain still proves the rest.
/// </summary>
public static class JournalChain
{
    const int FixedBytes = JournalHash.Size + 8 + 1 + 1 + 8 + 1;

    public static JournalHash Genesis(string twin)
    {
        ArgumentException.ThrowIfNullOrEmpty(twin);
        return new(SHA256.HashData(Encoding.UTF8.GetBytes("qianliyan.journal.1\0" + twin)));
    }

    public static JournalHash Digest(in JournalAttachment attachment)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, attachment.Header.Length);
        hash.AppendData(length);
        hash.AppendData(attachment.Header.Span);
        hash.AppendData(attachment.Body.Span);
        Span<byte> result = stackalloc byte[JournalHash.Size];
        hash.GetHashAndReset(result);
        return new(result);
    }

    /// <summary>The digest of an attachment from its bytes in one piece, header length first.</summary>
    internal static JournalHash DigestOfSealed(ReadOnlySpan<byte> lengthHeaderBody)
    {
        Span<byte> result = stackalloc byte[JournalHash.Size];
        SHA256.HashData(lengthHeaderBody, result);
        return new(result);
    }

    public static JournalHash Next(
        in JournalHash previous,
        long sequence,
        byte kind,
        byte formatVersion,
        long arrivalMs,
        JournalHash? attachmentDigest,
        ReadOnlySpan<byte> payload)
    {
        const int StackBytes = 1024;
        var size = FixedBytes + (attachmentDigest is null ? 0 : JournalHash.Size) + payload.Length;
        var buffer = size <= StackBytes ? stackalloc byte[StackBytes] : new byte[size];
        previous.CopyTo(buffer);
        BinaryPrimitives.WriteInt64BigEndian(buffer[32..], sequence);
        buffer[40] = kind;
        buffer[41] = formatVersion;
        BinaryPrimitives.WriteInt64BigEndian(buffer[42..], arrivalMs);
        buffer[50] = attachmentDigest is null ? (byte)0 : (byte)1;
        attachmentDigest?.CopyTo(buffer[FixedBytes..]);
        payload.CopyTo(buffer[(size - payload.Length)..]);
        Span<byte> result = stackalloc byte[JournalHash.Size];
        SHA256.HashData(buffer[..size], result);
        return new(result);
    }

    /// <summary>The hash an entry must have after <paramref name="previous"/>.</summary>
    public static JournalHash Next(in JournalHash previous, JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Next(
            previous,
            entry.Sequence,
            entry.Kind,
            entry.FormatVersion,
            entry.ArrivalMs,
            entry.AttachmentDigest,
            entry.Payload.Span);
    }
}
