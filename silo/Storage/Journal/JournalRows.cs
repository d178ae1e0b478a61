using System.Buffers.Binary;

namespace Qianliyan.Storage.Journal;

/// <summary>
/// Bytes of the journal's rows; integers big-endian. A layout never changes: a new one gets a new version byte.
/// <code>
/// entry       01 | kind | format version | flags (1 = attachment) | int64 arrival ms | hash 32 | [digest 32] | payload
/// attachment  01 | int32 header length | header | body
/// checkpoint  01 | format version | int64 sequence | int32 day number | hash 32 | snapshot
/// day mark    01 | int64 sequence
/// page        01 | int64 sequence of its checkpoint | page
/// </code>
/// </summary>
static class JournalRows
{
    const byte Version = 1;
    const byte HasAttachment = 1;
    const int EntryHeader = 4 + 8 + JournalHash.Size;
    const int AttachmentHeader = 1 + 4;
    const int CheckpointHeader = 2 + 8 + 4 + JournalHash.Size;
    const int DayMarkSize = 1 + 8;
    const int PageHeader = 1 + 8;

    public static readonly byte[] TwinMark = [Version];

    public static int EntryLength(in JournalRecord record) =>
        EntryHeader + (record.Attachment is null ? 0 : JournalHash.Size) + record.Payload.Length;

    public static void WriteEntry(Span<byte> row, in JournalRecord record, in JournalHash hash, JournalHash? digest)
    {
        row[0] = Version;
        row[1] = record.Kind;
        row[2] = record.FormatVersion;
        row[3] = digest is null ? (byte)0 : HasAttachment;
        BinaryPrimitives.WriteInt64BigEndian(row[4..], record.ArrivalMs);
        hash.CopyTo(row[12..]);
        digest?.CopyTo(row[EntryHeader..]);
        record.Payload.Span.CopyTo(row[(EntryHeader + (digest is null ? 0 : JournalHash.Size))..]);
    }

    /// <summary>The row of an entry whose hashes are known.</summary>
    public static byte[] Entry(JournalEntry entry)
    {
        var header = EntryHeader + (entry.AttachmentDigest is null ? 0 : JournalHash.Size);
        var row = new byte[header + entry.Payload.Length];
        var record = new JournalRecord(entry.Kind, entry.FormatVersion, entry.ArrivalMs, entry.Payload);
        WriteEntry(row, record, entry.Hash, entry.AttachmentDigest);
        return row;
    }

    public static JournalEntry ReadEntry(long sequence, ReadOnlyMemory<byte> row)
    {
        var bytes = Checked(row, EntryHeader, "entry");
        var hasAttachment = (bytes[3] & HasAttachment) != 0;
        var header = EntryHeader + (hasAttachment ? JournalHash.Size : 0);
        return new(
            sequence,
            bytes[1],
            bytes[2],
            BinaryPrimitives.ReadInt64BigEndian(bytes[4..]),
            row[header..],
            new(bytes.Slice(12, JournalHash.Size)),
            hasAttachment ? new JournalHash(bytes.Slice(EntryHeader, JournalHash.Size)) : null);
    }

    public static int AttachmentLength(in JournalAttachment attachment) =>
        AttachmentHeader + attachment.Header.Length + attachment.Body.Length;

    public static void WriteAttachment(Span<byte> row, in JournalAttachment attachment) =>
        WriteFramed(row, attachment.Header.Span, attachment.Body.Span);

    /// <summary>What the chain seals of an attachment: all of its row but the version of the layout.</summary>
    public static ReadOnlySpan<byte> SealedPart(ReadOnlySpan<byte> attachmentRow) => attachmentRow[1..];

    public static JournalAttachment ReadAttachment(ReadOnlyMemory<byte> row)
    {
        var header = BinaryPrimitives.ReadInt32BigEndian(Checked(row, AttachmentHeader, "attachment")[1..]);
        return new(row.Slice(AttachmentHeader, header), row[(AttachmentHeader + header)..]);
    }

    /// <summary>Header and body in one row; also the layout of the frame log.</summary>
    public static byte[] Framed(ReadOnlySpan<byte> header, ReadOnlySpan<byte> body)
    {
        var row = new byte[AttachmentHeader + header.Length + body.Length];
        WriteFramed(row, header, body);
        return row;
    }

    public static byte[] Checkpoint(in JournalCheckpoint checkpoint, in JournalPosition position)
    {
        var row = new byte[CheckpointHeader + checkpoint.Snapshot.Length];
        row[0] = Version;
        row[1] = checkpoint.FormatVersion;
        BinaryPrimitives.WriteInt64BigEndian(row.AsSpan(2), position.Sequence);
        BinaryPrimitives.WriteInt32BigEndian(row.AsSpan(10), position.Day.DayNumber);
        position.Hash.CopyTo(row.AsSpan(14));
        checkpoint.Snapshot.Span.CopyTo(row.AsSpan(CheckpointHeader));
        return row;
    }

    public static StoredCheckpoint ReadCheckpoint(ReadOnlyMemory<byte> row, string etag)
    {
        var bytes = Checked(row, CheckpointHeader, "checkpoint");
        var position = new JournalPosition(
            BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
            new(bytes.Slice(14, JournalHash.Size)),
            DateOnly.FromDayNumber(BinaryPrimitives.ReadInt32BigEndian(bytes[10..])),
            etag);
        return new(position, bytes[1], row[CheckpointHeader..]);
    }

    public static byte[] DayMark(long sequence)
    {
        var row = new byte[DayMarkSize];
        row[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(row.AsSpan(1), sequence);
        return row;
    }

    public static long ReadDayMark(ReadOnlyMemory<byte> row) =>
        BinaryPrimitives.ReadInt64BigEndian(Checked(row, DayMarkSize, "day mark")[1..]);

    public static byte[] Page(long sequence, ReadOnlySpan<byte> page)
    {
        var row = new byte[PageHeader + page.Length];
        row[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(row.AsSpan(1), sequence);
        page.CopyTo(row.AsSpan(PageHeader));
        return row;
    }

    public static StoredPage ReadPage(string id, ReadOnlyMemory<byte> row) =>
        new(id, BinaryPrimitives.ReadInt64BigEndian(Checked(row, PageHeader, "page")[1..]), row[PageHeader..]);

    static void WriteFramed(Span<byte> row, ReadOnlySpan<byte> header, ReadOnlySpan<byte> body)
    {
        row[0] = Version;
        BinaryPrimitives.WriteInt32BigEndian(row[1..], header.Length);
        header.CopyTo(row[AttachmentHeader..]);
        body.CopyTo(row[(AttachmentHeader + header.Length)..]);
    }

    static ReadOnlySpan<byte> Checked(ReadOnlyMemory<byte> row, int minimum, string what) =>
        row.Length >= minimum && row.Span[0] == Version
            ? row.Span
            : throw new StorageCorruptException($"A {what} of {row.Length} bytes has an unknown layout.");
}
