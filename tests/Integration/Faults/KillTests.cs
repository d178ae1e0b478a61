using Qianliyan.Integration.Silos;
using Qianliyan.Simulator.Load;

namespace Qianliyan.Integration.Faults;

/// <summary>kill -9 under load, again and again: what was acknowledged is in the history exactly once.</summary>
public sealed class KillTests
{
    const int Kills = 8;
    const int Points = 200;
    const int FramesBetweenKills = 10_000;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Eight_kills_lose_and_double_nothing_that_was_acknowledged()
    {
        await using SiloProcess silo = await SiloProcess.Start(Cancellation, "--unknown-points", "register");
        string log = Path.Combine(Path.GetTempPath(), $"acked-{silo.ProcessId}.log");
        var load = new LoadRunner(
            new LoadOptions
            {
                Gateway = silo.Devices,
                Connections = Points,
                Points = Points,
                Rate = 10_000,
                Warmup = TimeSpan.Zero,
                Duration = TimeSpan.FromMinutes(10),
                Reconnect = true,
                AckedLog = log,
            },
            TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<LoadResult> running = load.RunAsync(stop.Token);
        for (int kill = 0; kill < Kills; kill++)
        {
            long target = load.Acknowledged + FramesBetweenKills;
            await Eventually.Get(
                () => Task.FromResult(load.Acknowledged), acknowledged => acknowledged >= target,
                "frames are acknowledged", Cancellation);
            await silo.Kill();
            await silo.StartAgain(Cancellation);
        }

        await stop.CancelAsync();
        LoadResult result = await running;

        result.TotalAcknowledged.ShouldBeGreaterThanOrEqualTo(Kills * FramesBetweenKills);
        await AcknowledgedFrames.ShouldAllBeHeldOnce(silo.Grpc, log, Points, Cancellation);
        File.Delete(log);
    }
}
