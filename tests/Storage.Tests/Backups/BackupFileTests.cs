using System.Text;
using Qianliyan.Storage.Journal.Backups;
using static Qianliyan.Storage.Tests.Backups.WrittenBackup;

namespace Qianliyan.Storage.Tests.Backups;

public sealed class BackupFileTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_reads_back_as_it_was_written()
    {
        using var file = new MemoryStream(await BytesAsync());
        var entries = new List<SealedEntry>();
        var frames = new List<RejectedFrame>();

        var contents = await new BackupFile(file).ReadAsync(
            run =>
            {
                entries.AddRange(run);
                return default;
            },
            rejected =>
            {
                frames.AddRange(rejected);
                return default;
            },
            Token);

        entries.Select(entry => $"{entry.Twin} {entry.Entry.Sequence} {Text(entry.Entry.Payload)}").ShouldBe(
            ["points/A-31 1 one", "points/A-31 2 two", "regions/13 1 told", "points/A-31 3 three"]);
        entries.Select(entry => entry.Entry.ArrivalMs - Noon).ShouldBe([1, 2, 1, 3]);
        entries.Select(entry => entry.Attachment is { } kept ? Text(kept.Body) : null).ShouldBe(
            ["raw one", null, null, null]);
        entries[3].Entry.AttachmentDigest.ShouldNotBeNull();
        frames.Select(frame => $"{frame.Id} {Text(frame.Content.Body)}").ShouldBe(["0001 ##1", "0002 ##2"]);
        contents.Header.ShouldBe(new("1.2.3", "hebei", Noon));
        contents.End.EndedMs.ShouldBe(Noon + 5);
        (contents.End.Totals with { ContentBytes = 0 }).ShouldBe(new(2, 4, 1, 1, 2, 0));
        contents.Cuts["points/A-31"].Sequence.ShouldBe(3);
        contents.FileBytes.ShouldBe(file.Length);
    }

    [Fact]
    public async Task Every_flipped_byte_is_found()
    {
        var whole = await BytesAsync();
        for (var at = 0; at < whole.Length; at++)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 0x20;
            await Should.ThrowAsync<BackupFaultException>(() => VerifyAsync(changed), $"byte {at} of {whole.Length}");
        }
    }

    [Fact]
    public async Task A_file_that_ends_anywhere_before_its_end_is_incomplete()
    {
        var whole = await BytesAsync();
        for (var length = 17; length < whole.Length; length++)
        {
            var fault = await Should.ThrowAsync<BackupFaultException>(() => VerifyAsync(whole[..length]));
            fault.Message.ShouldContain("was not finished");
        }
    }

    [Fact]
    public async Task A_fault_says_in_which_block_it_is()
    {
        var whole = await BytesAsync();
        whole[^40] ^= 1;

        (await Should.ThrowAsync<BackupFaultException>(() => VerifyAsync(whole))).Message
            .ShouldMatch(@"^Block 6, bytes \d+ to \d+: not what was written here; bytes of it were changed\.$");
    }

    [Fact]
    public async Task Another_format_is_refused_by_its_number()
    {
        var whole = await BytesAsync();
        whole[16] = 2;

        (await Should.ThrowAsync<BackupFaultException>(() => VerifyAsync(whole))).Message
            .ShouldBe("The backup has format 2; this build reads format 1.");
    }

    [Fact]
    public async Task Another_file_is_no_backup() =>
        (await Should.ThrowAsync<BackupFaultException>(() => VerifyAsync("version: national-2026.1"u8.ToArray())))
            .Message.ShouldContain("is no backup");

    [Fact]
    public async Task Bytes_after_the_end_are_found()
    {
        byte[] longer = [.. await BytesAsync(), 0];

        (await Should.ThrowAsync<BackupFaultException>(() => VerifyAsync(longer))).Message
            .ShouldContain("follow after the end");
    }

    [Fact]
    public async Task A_block_of_another_backup_does_not_fit_in()
    {
        var whole = await BytesAsync();
        using var file = new MemoryStream();
        using var writer = new BackupWriter(async (bytes, _) => await file.WriteAsync(bytes));
        await writer.BeginAsync(new("1.2.3", "henan", Noon));
        var begin = (int)file.Length;

        byte[] mixed = [.. file.ToArray(), .. whole.AsSpan(begin)];

        (await Should.ThrowAsync<BackupFaultException>(() => VerifyAsync(mixed))).Message.ShouldStartWith("Block 2");
    }

    [Fact]
    public async Task A_journal_that_the_manifest_does_not_name_is_a_fault()
    {
        using var file = new MemoryStream();
        using var writer = new BackupWriter(async (bytes, _) => await file.WriteAsync(bytes));
        await writer.BeginAsync(new("1.2.3", "hebei", Noon));
        var runs = new EntryRuns();
        new WrittenBackup().Add(runs, "points/A-31", "one", attachment: null, isPurged: false);
        await writer.WriteAsync(runs);
        await writer.EndAsync([], Noon);

        (await Should.ThrowAsync<BackupFaultException>(() => VerifyAsync(file.ToArray()))).Message
            .ShouldContain("points/A-31 is in the backup and not in its manifest");
    }

    static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
