using System.Numerics;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.Journal;

/// <summary>
/// The rows of one append and the position after it. Pure: hashing and encoding on the caller's thread. Used again and
/// again; entries and attachments lie in one buffer, which stays unchanged until the next append.
/// </summary>
sealed class AppendPlan
{
    public const string SnapshotName = "s";
    public const string PagePrefix = "p";
    const int MostBytesKept = 16 * 1024;

    readonly List<EntityWrite> _writes = [];
    byte[] _rows = [];
    int _used;

    public List<EntityWrite> Writes => _writes;

    /// <summary>After the append; the checkpoint's tag is not known yet.</summary>
    public JournalPosition Position { get; private set; }

    /// <summary>Days of which this append may hold the first entry.</summary>
    public List<JournalDayMark>? NewDays { get; private set; }

    /// <summary>Index of the checkpoint's write, -1 if there is none.</summary>
    public int CheckpointWrite { get; private set; } = -1;

    public void Prepare(JournalAppend append)
    {
        Check(append);
        Position = append.Previous;
        Reserve(append.Entries);
        for (var i = 0; i < append.Entries.Count; i++)
        {
            Add(append.Twin, append.Entries[i]);
        }

        if (append.Previous.Sequence == 0 && append.Entries.Count > 0)
        {
            _writes.Add(EntityWrite.Upsert(StorageTables.Twins, append.Twin, JournalRows.TwinMark));
        }

        if (append.Checkpoint is { } checkpoint)
        {
            Add(append.Twin, checkpoint);
        }

        for (var i = 0; i < append.SideWrites.Count; i++)
        {
            _writes.Add(ToWrite(append.Twin, Position.Sequence, append.SideWrites[i]));
        }
    }

    /// <summary>Lets go of the append.</summary>
    public void Clear()
    {
        _writes.Clear();
        NewDays = null;
        CheckpointWrite = -1;
        _used = 0;
        if (_rows.Length > MostBytesKept)
        {
            _rows = [];
        }
    }

    public void AddDayMark(string twin, JournalDayMark mark) => _writes.Add(
        EntityWrite.Upsert(StorageTables.Days, TwinKeys.DayRow(twin, mark.Day), JournalRows.DayMark(mark.Sequence)));

    static void Check(JournalAppend append)
    {
        TwinKeys.Check(append.Twin);
        var previous = append.Previous;
        if (previous.Sequence < 0 || (previous.Sequence == 0 && previous.Hash != JournalChain.Genesis(append.Twin)))
        {
            throw new ArgumentException(
                $"{previous.Sequence} is no position of '{append.Twin}'; a new twin starts at JournalPosition.Start.",
                nameof(append));
        }

        if (append.Entries.Count == 0 && append.Checkpoint is null && append.SideWrites.Count == 0)
        {
            throw new ArgumentException($"The append to '{append.Twin}' has nothing to write.", nameof(append));
        }

        if (append.Checkpoint is null && append.SideWrites.Any(IsPage))
        {
            throw new ArgumentException($"Pages of '{append.Twin}' must come with a checkpoint.", nameof(append));
        }
    }

    static bool IsPage(JournalSideWrite side) =>
        side.Kind is JournalSideWriteKind.PutPage or JournalSideWriteKind.DeletePage;

    void Add(string twin, in JournalRecord record)
    {
        var sequence = Position.Sequence + 1;
        var row = TwinKeys.EntryRow(twin, sequence);
        JournalHash? digest = null;
        if (record.Attachment is { } attachment)
        {
            var kept = Take(JournalRows.AttachmentLength(attachment));
            JournalRows.WriteAttachment(kept.Span, attachment);
            digest = JournalChain.DigestOfSealed(JournalRows.SealedPart(kept.Span));
            _writes.Add(EntityWrite.Upsert(StorageTables.Attachments, row, kept));
        }

        var hash = JournalChain.Next(
            Position.Hash, sequence, record.Kind, record.FormatVersion, record.ArrivalMs, digest, record.Payload.Span);
        var entry = Take(JournalRows.EntryLength(record));
        JournalRows.WriteEntry(entry.Span, record, hash, digest);
        _writes.Add(EntityWrite.Insert(StorageTables.Entries, row, entry));

        var day = JournalDay.Of(record.ArrivalMs);
        if (day > Position.Day)
        {
            (NewDays ??= []).Add(new(day, sequence));
        }

        Position = Position with { Sequence = sequence, Hash = hash, Day = day > Position.Day ? day : Position.Day };
    }

    void Add(string twin, in JournalCheckpoint checkpoint)
    {
        var row = TwinKeys.Row(twin, SnapshotName);
        var value = JournalRows.Checkpoint(checkpoint, Position);
        CheckpointWrite = _writes.Count;
        _writes.Add(Position.CheckpointTag is { } tag
            ? EntityWrite.Replace(StorageTables.Checkpoints, row, value, tag)
            : EntityWrite.Insert(StorageTables.Checkpoints, row, value));
    }

    /// <summary>Makes room at once, so that no row moves.</summary>
    void Reserve(IReadOnlyList<JournalRecord> records)
    {
        var length = 0;
        for (var i = 0; i < records.Count; i++)
        {
            length += JournalRows.EntryLength(records[i])
                + (records[i].Attachment is { } attachment ? JournalRows.AttachmentLength(attachment) : 0);
        }

        if (_rows.Length < length)
        {
            _rows = new byte[BitOperations.RoundUpToPowerOf2((uint)length)];
        }
    }

    Memory<byte> Take(int length)
    {
        var row = _rows.AsMemory(_used, length);
        _used += length;
        return row;
    }

    static EntityWrite ToWrite(string twin, long sequence, in JournalSideWrite side)
    {
        TwinKeys.CheckName(side.Key);
        return side.Kind switch
        {
            JournalSideWriteKind.PutPage =>
                EntityWrite.Upsert(
                    StorageTables.Checkpoints,
                    TwinKeys.Row(twin, PagePrefix + side.Key),
                    JournalRows.Page(sequence, side.Value.Span)),
            JournalSideWriteKind.DeletePage =>
                EntityWrite.DeleteAny(StorageTables.Checkpoints, TwinKeys.Row(twin, PagePrefix + side.Key)),
            JournalSideWriteKind.PutOutbox =>
                EntityWrite.Upsert(StorageTables.Outbox, TwinKeys.Row(twin, side.Key), side.Value),
            JournalSideWriteKind.DeleteOutbox =>
                EntityWrite.DeleteAny(StorageTables.Outbox, TwinKeys.Row(twin, side.Key)),
            _ => throw new ArgumentOutOfRangeException(nameof(side), side.Kind, "Unknown kind of side write."),
        };
    }
}
