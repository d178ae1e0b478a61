using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.Journal;

/// <summary>
/// The rows of one append and the position after it. Pure: hashing and encoding on the caller's thread.
/// </summary>
sealed class AppendPlan
{
    public const string SnapshotName = "s";
    public const string PagePrefix = "p";

    readonly List<EntityWrite> _writes;

    AppendPlan(JournalAppend append)
    {
        _writes = new((2 * append.Entries.Count) + append.SideWrites.Count + 3);
        Position = append.Previous;
    }

    public List<EntityWrite> Writes => _writes;

    /// <summary>After the append; the checkpoint's tag is not known yet.</summary>
    public JournalPosition Position { get; private set; }

    /// <summary>Days of which this append may hold the first entry.</summary>
    public List<JournalDayMark>? NewDays { get; private set; }

    /// <summary>Index of the checkpoint's write, -1 if there is none.</summary>
    public int CheckpointWrite { get; private set; } = -1;

    public static AppendPlan Create(JournalAppend append)
    {
        Check(append);
        var plan = new AppendPlan(append);
        foreach (var record in append.Entries)
        {
            plan.Add(append.Twin, record);
        }

        if (append.Previous.Sequence == 0 && append.Entries.Count > 0)
        {
            plan._writes.Add(EntityWrite.Upsert(StorageTables.Twins, append.Twin, JournalRows.TwinMark));
        }

        if (append.Checkpoint is { } checkpoint)
        {
            plan.Add(append.Twin, checkpoint);
        }

        foreach (var side in append.SideWrites)
        {
            plan._writes.Add(ToWrite(append.Twin, side));
        }

        return plan;
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

        if (append.Checkpoint is null
            && append.SideWrites.Any(IsPage))
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
        var digest = record.Attachment is { } attachment ? JournalChain.Digest(attachment) : default(JournalHash?);
        var hash = JournalChain.Next(
            Position.Hash, sequence, record.Kind, record.FormatVersion, record.ArrivalMs, digest, record.Payload.Span);
        _writes.Add(EntityWrite.Insert(StorageTables.Entries, row, JournalRows.Entry(record, hash, digest)));
        if (record.Attachment is { } kept)
        {
            _writes.Add(EntityWrite.Upsert(StorageTables.Attachments, row, JournalRows.Attachment(kept)));
        }

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

    static EntityWrite ToWrite(string twin, in JournalSideWrite side)
    {
        TwinKeys.CheckName(side.Key);
        return side.Kind switch
        {
            JournalSideWriteKind.PutPage =>
                EntityWrite.Upsert(StorageTables.Checkpoints, TwinKeys.Row(twin, PagePrefix + side.Key), side.Value),
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
