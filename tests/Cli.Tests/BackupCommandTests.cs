using System.Text.RegularExpressions;
using Qianliyan.Cli.Backups;

namespace Qianliyan.Cli.Tests;

public sealed class BackupCommandTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("qianliyan-backup-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_backup_is_written_proven_and_told_in_a_few_lines()
    {
        await using FakeServer server = await FakeServer.Start();
        string file = Path.Combine(_folder, "hebei.qlb");

        CliRun run = await server.Run("backup", file);

        run.ExitCode.ShouldBe(0, run.Error);
        string[] lines = run.Out.Split('\n');
        lines[0].ShouldBe($"{file}: proven");
        lines[1].ShouldBe("holds      1 twin, 2 entries, 1 raw frame, 1 frame without an observation");
        lines[2].ShouldBe("as of      2026-01-01 12:00:00 to 2026-01-01 12:00:07, cluster hebei, build 1.2.3");
        lines[3].ShouldMatch("^seal       [0-9a-f]{64}$");
        lines[4].ShouldMatch(@"^0\.0 MB of 0\.0 MB, [0-9.]+ s: [0-9,]+ entries/s, [0-9.]+ MB/s$");
        Directory.GetFiles(_folder).ShouldBe([file]);
    }

    [Fact]
    public async Task Verify_proves_the_file_without_a_server_and_finds_a_byte_that_was_changed()
    {
        await using FakeServer server = await FakeServer.Start();
        string file = Path.Combine(_folder, "hebei.qlb");
        CliRun written = await server.Run("backup", file);

        CliRun whole = await CliRun.Of("backup", "verify", file);
        byte[] bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[^40] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        CliRun changed = await CliRun.Of("backup", "verify", file);

        whole.ExitCode.ShouldBe(0);
        SealIn(whole.Out).ShouldBe(SealIn(written.Out));
        (changed.ExitCode, changed.Out).ShouldBe((2, ""));
        changed.Error.ShouldMatch($@"^{Regex.Escape(file)}: Block \d+, bytes \d+ to \d+: not what was written here");
    }

    [Fact]
    public async Task A_backup_that_breaks_off_leaves_a_partial_file_that_is_none_and_can_be_begun_again()
    {
        await using FakeServer server = await FakeServer.Start();
        string file = Path.Combine(_folder, "hebei.qlb");
        server.Cluster.BreaksOff = true;

        CliRun broken = await server.Run("backup", file);
        CliRun verified = await CliRun.Of("backup", "verify", file + ".partial");
        server.Cluster.BreaksOff = false;
        CliRun again = await server.Run("backup", file);

        broken.ExitCode.ShouldBe(1);
        broken.Error.ShouldContain("Unavailable: The silo is about to leave");
        broken.Error.ShouldContain($"What came so far is in {file}.partial, which is no backup");
        verified.ExitCode.ShouldBe(2);
        verified.Error.ShouldContain("the backup was not finished");
        again.ExitCode.ShouldBe(0, again.Error);
        Directory.GetFiles(_folder).ShouldBe([file]);
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_written_over()
    {
        await using FakeServer server = await FakeServer.Start();
        string file = Path.Combine(_folder, "hebei.qlb");
        await File.WriteAllTextAsync(file, "mine", TestContext.Current.CancellationToken);

        CliRun run = await server.Run("backup", file);

        run.ShouldBe(new CliRun(1, "", $"{file} is there already; name another file.\n"));
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldBe("mine");
    }

    [Fact]
    public void In_a_folder_the_file_is_named_for_the_Beijing_time() =>
        BackupCommand.FileAt(_folder, new DateTimeOffset(2026, 1, 31, 18, 5, 9, TimeSpan.Zero))
            .ShouldBe(Path.Combine(_folder, "qianliyan-20260201-020509.qlb"));

    static string SealIn(string output) =>
        output.Split('\n').Single(line => line.StartsWith("seal", StringComparison.Ordinal));
}
