using Qianliyan.Integration.Silos;
using Qianliyan.Simulator.Load;

namespace Qianliyan.Integration.Cluster;

/// <summary>Silos of a cluster are killed, stopped and frozen under load: what was acknowledged is there exactly once.</summary>
public sealed class SiloLossTests
{
    const int Points = 60;
    const int FramesBetweenLosses = 600;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kills_of_one_of_three_silos_lose_and_double_nothing_that_was_acknowledged()
    {
        await using SiloCluster cluster = await SiloCluster.Start(3, Cancellation, "--unknown-points", "register");
        await UnderLoad(cluster, async load =>
        {
            for (int kill = 0; kill < 3; kill++)
            {
                SiloProcess victim = cluster.Silos[1 + (kill % 2)];
                await Acknowledged(load);
                await victim.Kill();
                await Acknowledged(load);
                await victim.StartAgain(Cancellation);
            }
        });
    }

    [Fact]
    public async Task A_silo_that_stops_hands_its_twins_over()
    {
        await using SiloCluster cluster = await SiloCluster.Start(2, Cancellation, "--unknown-points", "register");
        await UnderLoad(cluster, async load =>
        {
            await Acknowledged(load);
            (await cluster.Silos[1].Stop()).ShouldBe(0, cluster.Silos[1].Output);
            await Acknowledged(load);
        });
    }

    [Fact]
    public async Task A_frozen_silo_that_wakes_up_after_it_was_declared_dead_changes_nothing()
    {
        await using SiloCluster cluster = await SiloCluster.Start(2, Cancellation, "--unknown-points", "register");
        await UnderLoad(cluster, async load =>
        {
            await Acknowledged(load);
            await cluster.Silos[1].Freeze();
            await Acknowledged(load);
            await cluster.Silos[1].Thaw();
            await Acknowledged(load);
        });
    }

    /// <summary>Devices at the first silo, which stays: its twins are everywhere.</summary>
    static async Task UnderLoad(SiloCluster cluster, Func<LoadRunner, Task> losses)
    {
        string log = Path.Combine(Path.GetTempPath(), $"acked-{cluster.Silos[0].ProcessId}.log");
        var load = new LoadRunner(
            new LoadOptions
            {
                Gateway = cluster.Silos[0].Devices,
                Connections = Points,
                Points = Points,
                Rate = 200,
                Warmup = TimeSpan.Zero,
                Duration = TimeSpan.FromMinutes(10),
                Reconnect = true,
                AckedLog = log,
            },
            TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<LoadResult> running = load.RunAsync(stop.Token);
        await losses(load);
        await stop.CancelAsync();
        await running;
        await AcknowledgedFrames.ShouldAllBeHeldOnce(cluster.Silos[0].Grpc, log, Points, Cancellation);
        File.Delete(log);
    }

    static async Task Acknowledged(LoadRunner load)
    {
        long target = load.Acknowledged + FramesBetweenLosses;
        await Eventually.Get(
            () => Task.FromResult(load.Acknowledged), acknowledged => acknowledged >= target,
            "frames are acknowledged", Cancellation);
    }
}
