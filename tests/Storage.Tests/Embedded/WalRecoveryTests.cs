using Qianliyan.Storage.Journal;

namespace Qianliyan.Storage.Tests.Embedded;

/// <summary>A log whose last record was torn by a crash, or is followed by garbage, opens without help.</summary>
public sealed class WalRecoveryTests : IDisposable
{
    const string Twin = "points/torn";
    const int Entries = 200;

    readonly string _directory = Directory.CreateTempSubdirectory("qianliyan-wal-").FullName;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 7)]
    [InlineData(0, 100_000)]
    public async Task Garbage_after_the_last_record_loses_no_entry(int cut, int garbage)
    {
        await WriteAndDamageAsync(cut, garbage);

        (await CheckAsync()).ShouldBe(Entries);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(40, 0)]
    [InlineData(40, 5_000)]
    public async Task Cut_into_the_last_record_loses_that_entry_only(int cut, int garbage)
    {
        await WriteAndDamageAsync(cut, garbage);

        (await CheckAsync()).ShouldBe(Entries - 1);
    }

    [Fact]
    public async Task Store_goes_on_after_a_torn_tail_and_keeps_what_follows()
    {
        await WriteAndDamageAsync(cut: 40, garbage: 5_000);
        for (var round = 0; round < 3; round++)
        {
            using var store = new TemporaryStore(directory: _directory);
            await AppendAsync(store.Journal, 10);
        }

        (await CheckAsync()).ShouldBe(Entries - 1 + 30);
    }

    // Stands for a crash: the files are copied while the store is open, so nothing has been flushed from the log.
    async Task WriteAndDamageAsync(int cut, int garbage)
    {
        using var original = new TemporaryStore();
        await AppendAsync(original.Journal, Entries);
        var target = Directory.CreateDirectory(Path.Combine(_directory, "store")).FullName;
        var files = Directory.EnumerateFiles(original.WalFolder);
        foreach (var file in files.Where(path => Path.GetFileName(path) != "LOCK"))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        var log = Directory.EnumerateFiles(target, "*.log").Order(StringComparer.Ordinal).Last();
        await using var stream = new FileStream(log, FileMode.Open);
        stream.Length.ShouldBeGreaterThan(Entries * 100);
        stream.SetLength(stream.Length - cut);
        stream.Seek(0, SeekOrigin.End);
        var bytes = new byte[garbage];
        new Random(1).NextBytes(bytes);
        await stream.WriteAsync(bytes, Token);
    }

    static async Task AppendAsync(IJournal journal, int count)
    {
        var position = await journal.ReadPositionAsync(Twin, Token);
        for (var i = 0; i < count; i++)
        {
            var append = new JournalAppend
            {
                Twin = Twin,
                Previous = position,
                Entries = [new(1, 1, 1_767_240_000_000, BitConverter.GetBytes(position.Sequence + 1))],
            };
            position = (await journal.AppendAsync(append, Token)).Position;
        }
    }

    async Task<long> CheckAsync()
    {
        using var store = new TemporaryStore(directory: _directory);
        var report = await store.Journal.VerifyChainAsync(Twin, Token);
        report.IsIntact.ShouldBeTrue(report.Fault);
        return report.Entries;
    }
}
