using System.Diagnostics;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Storage.Tests.Embedded;

/// <summary>Runs on a memory file system of 48 MB, which takes the right to mount.</summary>
public sealed class DiskFullTests : IDisposable
{
    const string Twin = "points/full";
    const int MegaByte = 1 << 20;

    readonly string _mount = Directory.CreateTempSubdirectory("qianliyan-full-").FullName;
    readonly bool _isMounted;

    public DiskFullTests() =>
        _isMounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", _mount);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (_isMounted)
        {
            Run("umount", _mount);
        }

        Directory.Delete(_mount, recursive: true);
    }

    [Fact]
    public async Task Full_disk_fails_appends_clearly_reads_go_on_and_the_store_recovers_with_the_space()
    {
        Assert.SkipUnless(_isMounted, "Mounting a small tmpfs is not permitted here.");
        var ballast = Path.Combine(_mount, "ballast");
        using var temporary = new TemporaryStore(directory: _mount);
        var journal = temporary.Journal;
        var position = await AppendAsync(journal, JournalPosition.Start(Twin), 1_000);
        Fill(ballast);

        var acknowledged = position;
        var error = await Should.ThrowAsync<StorageFullException>(async () =>
        {
            while (true)
            {
                acknowledged = await AppendAsync(journal, acknowledged, 50_000);
            }
        });
        error.Message.ShouldContain(_mount);
        await Should.ThrowAsync<StorageFullException>(() => AppendAsync(journal, acknowledged, 10));
        (await journal.VerifyChainAsync(Twin, Token)).Entries.ShouldBeGreaterThanOrEqualTo(acknowledged.Sequence);

        File.Delete(ballast);
        var found = await journal.ReadPositionAsync(Twin, Token);
        found.Sequence.ShouldBeGreaterThanOrEqualTo(acknowledged.Sequence);
        var after = await RetryAsync(journal);

        temporary.Reopen();
        var report = await temporary.Journal.VerifyChainAsync(Twin, Token);
        report.IsIntact.ShouldBeTrue(report.Fault);
        report.Entries.ShouldBe(after.Sequence);
    }

    // What a twin does after an outage: load the position again, since the failed append may have been written or not.
    static async Task<JournalPosition> RetryAsync(IJournal journal)
    {
        try
        {
            return await AppendAsync(journal, await journal.ReadPositionAsync(Twin, Token), 100);
        }
        catch (JournalFencedException)
        {
            return await AppendAsync(journal, await journal.ReadPositionAsync(Twin, Token), 100);
        }
    }

    static void Fill(string path)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[MegaByte / 4];
        try
        {
            while (true)
            {
                stream.Write(block);
            }
        }
        catch (IOException)
        {
            stream.SetLength(stream.Length / block.Length * block.Length);
        }
    }

    static async Task<JournalPosition> AppendAsync(IJournal journal, JournalPosition position, int bytes)
    {
        var payload = new byte[bytes];
        Random.Shared.NextBytes(payload);
        var record = new JournalRecord(1, 1, 1_767_240_000_000, payload);
        var append = new JournalAppend { Twin = Twin, Previous = position, Entries = [record] };
        return (await journal.AppendAsync(append, Token)).Position;
    }

    static bool Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true });
        process!.WaitForExit();
        return process.ExitCode == 0;
    }
}
