using Microsoft.Extensions.DependencyInjection;
using Qianliyan.Integration.Silos;
using Qianliyan.Storage;
using Qianliyan.Storage.Backups;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Integration.Backups;

/// <summary>
/// A backup of a system under load, its loss, and what is restored of it: real processes, as an operator runs them.
/// </summary>
public sealed class BackupTests : IDisposable
{
    const int FramesBefore = 3_000;
    const int FramesAfter = 1_000;

    readonly string _folder = Directory.CreateTempSubdirectory("qianliyan-backup-").FullName;
    readonly ReportingCity _city = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    string File => Path.Combine(_folder, "city.qlb");

    string Restored => Path.Combine(_folder, "restored");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_acknowledged_before_a_backup_is_there_once_after_the_silo_is_lost_and_reporting_goes_on()
    {
        Dictionary<string, string[]> acknowledged = await BackUpAndLose();

        ToolRun restored = await ToolRun.Silo(Cancellation, "restore", File, "--data", Restored);
        restored.ExitCode.ShouldBe(0, restored.Error);
        restored.Out.ShouldMatch(@"\d s: [\d,]+ entries/s, [\d.]+ MB/s");
        TestContext.Current.TestOutputHelper?.WriteLine(restored.Out);
        SignalAudit atRest = await SignalAudit.OfDirectory(Restored);
        await using (SiloProcess silo = await SiloProcess.StartIn(Restored, Cancellation))
        {
            await RestoredCity.ShouldHold(silo.Grpc, acknowledged);
            (await RestoredCity.ShouldProveItself(silo.Grpc)).ShouldBeGreaterThan(acknowledged.Count);
            await ReportOn(silo);
            await RestoredCity.ShouldProveItself(silo.Grpc);
            (await silo.Stop()).ShouldBe(0, silo.Output);
        }

        SignalAudit later = await SignalAudit.OfDirectory(Restored);
        later.Heard.ShouldBeGreaterThan(atRest.Heard);
    }

    [Fact]
    public async Task A_backup_of_one_silo_becomes_a_cluster_and_one_of_the_cluster_one_silo_again()
    {
        Dictionary<string, string[]> acknowledged = await BackUpAndLose();
        await using SiloCluster cluster = await SiloCluster.Start(0, Cancellation);

        ToolRun moved = await ToolRun.Silo(
            Cancellation, "restore", File, "--cluster", cluster.Storage.ConnectionString);
        moved.ExitCode.ShouldBe(0, moved.Error);
        TestContext.Current.TestOutputHelper?.WriteLine(moved.Out);
        await SignalAudit.OfTable(cluster.Storage.ConnectionString);
        SiloProcess first = await cluster.Add(Cancellation);
        SiloProcess second = await cluster.Add(Cancellation);
        await RestoredCity.ShouldHold(second.Grpc, acknowledged);
        await RestoredCity.ShouldProveItself(first.Grpc);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task reporting = _city.Report([first.Devices, second.Devices], stop.Token);
        await Reported(FramesAfter);
        Dictionary<string, string[]> toCluster = _city.AcknowledgedSoFar();
        string back = Path.Combine(_folder, "back.qlb");
        await BackUp(back, second);
        await first.Kill();
        await second.Kill();
        await stop.CancelAsync();
        await reporting;
        ToolRun returned = await ToolRun.Silo(Cancellation, "restore", back, "--data", Restored);
        returned.ExitCode.ShouldBe(0, returned.Error);
        await SignalAudit.OfDirectory(Restored);
        await using SiloProcess silo = await SiloProcess.StartIn(Restored, Cancellation);
        await RestoredCity.ShouldHold(silo.Grpc, acknowledged);
        await RestoredCity.ShouldHold(silo.Grpc, toCluster);
        await RestoredCity.ShouldProveItself(silo.Grpc);
    }

    [Fact]
    public async Task A_damaged_backup_and_a_store_that_is_not_empty_are_refused()
    {
        await BackUpAndLose();
        byte[] bytes = await System.IO.File.ReadAllBytesAsync(File, Cancellation);
        bytes[bytes.Length / 3] ^= 0x10;
        string damaged = Path.Combine(_folder, "damaged.qlb");
        await System.IO.File.WriteAllBytesAsync(damaged, bytes, Cancellation);

        ToolRun verified = await ToolRun.Qly(Cancellation, "backup", "verify", damaged);
        (verified.ExitCode, verified.Out).ShouldBe((2, ""));
        verified.Error.ShouldMatch(@"damaged\.qlb: Block \d+");
        ToolRun refused = await ToolRun.Silo(Cancellation, "restore", damaged, "--data", Restored);
        refused.ExitCode.ShouldBe(2, refused.Out);
        refused.Error.ShouldMatch(@"^Block \d+");

        (await ToolRun.Silo(Cancellation, "restore", File, "--data", Restored)).ExitCode.ShouldBe(0);
        ToolRun again = await ToolRun.Silo(Cancellation, "restore", File, "--data", Restored);
        again.ExitCode.ShouldBe(2, again.Out);
        again.Error.ShouldContain("The store is not empty");
    }

    [Fact]
    public async Task No_silo_starts_on_a_store_whose_restore_was_broken_off()
    {
        await using (ServiceProvider services = new ServiceCollection()
            .AddLogging().AddEmbeddedStore(store => store.Directory = Restored).BuildServiceProvider())
        {
            await services.GetRequiredService<StoreImport>().BeginAsync(JournalChain.Genesis("a backup"), Cancellation);
        }

        InvalidOperationException refused = await Should.ThrowAsync<InvalidOperationException>(
            () => SiloProcess.StartIn(Restored, Cancellation));

        refused.Message.ShouldContain("The silo ended with 1");
        refused.Message.ShouldContain("was not finished: run it again, or empty the store.");
    }

    /// <returns>What was acknowledged before the backup began.</returns>
    async Task<Dictionary<string, string[]>> BackUpAndLose()
    {
        await using SiloProcess silo = await SiloProcess.Start(Cancellation);
        using (var api = new SiloApi(silo.Grpc))
            await ReportingCity.Register(api, Cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task reporting = _city.Report([silo.Devices], stop.Token);
        await Reported(FramesBefore);
        Dictionary<string, string[]> acknowledged = _city.AcknowledgedSoFar();
        await BackUp(File, silo);
        await silo.Kill();
        await reporting;
        _city.Forget();
        return acknowledged;
    }

    /// <summary>Devices report on while it is written.</summary>
    async Task BackUp(string file, SiloProcess silo)
    {
        int before = _city.Acknowledged;
        ToolRun run = await ToolRun.Qly(Cancellation, "backup", file, "--server", silo.Grpc.ToString());
        run.ExitCode.ShouldBe(0, run.Error);
        TestContext.Current.TestOutputHelper?.WriteLine(run.Out);
        _city.Acknowledged.ShouldBeGreaterThan(before);
    }

    async Task ReportOn(SiloProcess silo)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task reporting = _city.Report([silo.Devices], stop.Token);
        await Reported(FramesAfter);
        await stop.CancelAsync();
        await reporting;
    }

    async Task Reported(int frames)
    {
        int target = _city.Acknowledged + frames;
        await Eventually.Get(
            () => Task.FromResult(_city.Acknowledged), acknowledged => acknowledged >= target,
            "frames are acknowledged", Cancellation);
    }
}
