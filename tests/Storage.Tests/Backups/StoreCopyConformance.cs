using System.Text;
using Qianliyan.Storage.Backups;
using Qianliyan.Storage.Entities;
using Qianliyan.Storage.Frames;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Storage.Tests.Backups;

/// <summary>What is read out of one store and written into an empty one is there as it was, raw frames too.</summary>
public abstract class StoreCopyConformance
{
    const string Twin = "points/88888880000001-31";
    const int Entries = 150;
    const int Purged = 7;

    // 2026-01-01 12:00 Beijing time.
    const long Noon = 1_767_240_000_000;
    const long HourMs = 3_600_000;

    protected abstract IEntityStore Source { get; }

    protected abstract IEntityStore Target { get; }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Journals_raw_frames_day_marks_and_frame_log_are_copied_as_they_are()
    {
        await WriteAsync();
        var export = new StoreExport(Source);
        var import = new StoreImport(Target, new(Target, TimeProvider.System));
        var shard = StoreExport.ShardOf(Twin);

        var entries = await export.ReadShardAsync(shard, Token).ToListAsync(Token);
        await import.WriteAsync(entries, Token);
        await import.WriteAsync(await export.ReadFramesAsync(Token).ToListAsync(Token), Token);

        (await export.ReadTwinAsync(Twin, 3, 5, Token).Select(entry => entry.Entry.Sequence).ToListAsync(Token))
            .ShouldBe([3, 4, 5]);
        var copy = new EntityJournal(Target);
        var report = await copy.VerifyChainAsync(Twin, Token);
        (report.IsIntact, report.Entries, report.Attachments, report.MissingAttachments)
            .ShouldBe((true, Entries, Entries - 1, 1));
        (await copy.ReadPositionAsync(Twin, Token))
            .ShouldBe(await new EntityJournal(Source).ReadPositionAsync(Twin, Token));
        (await copy.ListTwinsAsync(Token).ToListAsync(Token)).ShouldBe([Twin]);
        foreach (var table in (string[])[StorageTables.Entries, StorageTables.Attachments, StorageTables.Days])
        {
            (await RowsAsync(Target, table)).ShouldBe(await RowsAsync(Source, table), table);
        }

        (await RowsAsync(Target, StorageTables.Frames)).ShouldBe(await RowsAsync(Source, StorageTables.Frames));
        entries.Count(entry => entry.Attachment is null).ShouldBe(1);
    }

    async Task WriteAsync()
    {
        var journal = new EntityJournal(Source);
        var position = JournalPosition.Start(Twin);
        foreach (var hours in Enumerable.Range(0, Entries).Chunk(30))
        {
            JournalAppend append = new()
            {
                Twin = Twin,
                Previous = position,
                Entries = [.. hours.Select(hour => Record(hour))],
            };
            position = (await journal.AppendAsync(append, Token)).Position;
        }

        var row = TwinKeys.EntryRow(Twin, Purged);
        await Source.CommitAsync(
            new(TwinKeys.ShardOf(Twin), [EntityWrite.DeleteAny(StorageTables.Attachments, row)]), Token);
        var log = new EntityFrameLog(Source);
        for (var i = 0; i < 3; i++)
        {
            await log.AppendAsync(new(Noon + i, Bytes("why"), Bytes($"##{i}")), Token);
        }
    }

    async Task<List<string>> RowsAsync(IEntityStore store, string table)
    {
        var partition = table == StorageTables.Frames ? StorageTables.FramesPartition : TwinKeys.ShardOf(Twin);
        return await store.ReadRangeAsync(new(table, partition), Token)
            .Select(row => $"{row.Row} {Convert.ToHexString(row.Value.Span)}").ToListAsync(Token);
    }

    static JournalRecord Record(int hour)
    {
        var frame = new JournalAttachment(Bytes("head"), Bytes($"##{hour}"));
        return new(2, 1, Noon + (hour * HourMs), Bytes($"entry {hour}"), frame);
    }

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
