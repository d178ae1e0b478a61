using Qianliyan.Storage.Entities;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Storage.Tests.Journal;

public sealed class EmbeddedJournalTests : JournalConformance, IDisposable
{
    const string Twin = "points/sealed";

    readonly TemporaryStore _temporary = new();

    protected override IJournal Journal => _temporary.Journal;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Everything_is_there_after_reopening()
    {
        var position = await AppendThreeAsync();

        _temporary.Reopen();

        (await Journal.ReadPositionAsync(Twin, Token)).ShouldBe(position);
        (await Journal.VerifyChainAsync(Twin, Token)).Entries.ShouldBe(3);
    }

    [Theory]
    [InlineData(StorageTables.Entries, "does not follow")]
    [InlineData(StorageTables.Attachments, "not the one that was sealed")]
    public async Task One_changed_byte_breaks_the_chain_at_its_entry(string table, string fault)
    {
        await AppendThreeAsync();
        var key = KeyOf(table, 2);
        var row = (await _temporary.Store.GetAsync(key, Token))!.Value;
        var forged = row.Value.ToArray();
        forged[^1] ^= 1;
        var write = EntityWrite.Replace(table, key.Row, forged, row.ETag);
        await _temporary.Store.CommitAsync(new(key.Partition, [write]), Token);

        var report = await Journal.VerifyChainAsync(Twin, Token);

        report.FaultAt.ShouldBe(2);
        report.Fault.ShouldNotBeNull().ShouldContain(fault);
        report.Entries.ShouldBe(1);
    }

    [Fact]
    public async Task Removed_entry_breaks_the_chain()
    {
        await AppendThreeAsync();
        var key = KeyOf(StorageTables.Entries, 2);
        await _temporary.Store.CommitAsync(new(key.Partition, [EntityWrite.DeleteAny(key.Table, key.Row)]), Token);

        var report = await Journal.VerifyChainAsync(Twin, Token);

        report.FaultAt.ShouldBe(2);
        report.Fault.ShouldNotBeNull().ShouldContain("missing");
    }

    [Fact]
    public async Task Purged_attachment_leaves_the_chain_provable()
    {
        await AppendThreeAsync();
        var key = KeyOf(StorageTables.Attachments, 2);
        await _temporary.Store.CommitAsync(new(key.Partition, [EntityWrite.DeleteAny(key.Table, key.Row)]), Token);

        var report = await Journal.VerifyChainAsync(Twin, Token);

        report.IsIntact.ShouldBeTrue();
        (report.Attachments, report.MissingAttachments).ShouldBe((2, 1));
    }

    static EntityKey KeyOf(string table, long sequence) =>
        new(table, TwinKeys.ShardOf(Twin), TwinKeys.EntryRow(Twin, sequence));

    async Task<JournalPosition> AppendThreeAsync()
    {
        var append = new JournalAppend
        {
            Twin = Twin,
            Previous = JournalPosition.Start(Twin),
            Entries = [.. new[] { "1", "2", "3" }.Select(text => Record(text, attachment: "raw " + text))],
        };
        return (await Journal.AppendAsync(append, Token)).Position;
    }
}
