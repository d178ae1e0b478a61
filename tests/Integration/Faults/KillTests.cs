using System.Globalization;
using Qianliyan.Integration.Silos;
using Qianliyan.Simulator.Load;
using Qianliyan.V1;

namespace Qianliyan.Integration.Faults;

/// <summary>kill -9 under load, again and again: what was acknowledged is in the history exactly once.</summary>
public sealed class KillTests
{
    const int Kills = 20;
    const int Points = 200;
    const int FramesBetweenKills = 10_000;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Twenty_kills_lose_and_double_nothing_that_was_acknowledged()
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
        await ShouldHoldEveryAcknowledgedFrameOnce(silo, log);
        File.Delete(log);
    }

    static async Task ShouldHoldEveryAcknowledgedFrameOnce(SiloProcess silo, string log)
    {
        using var api = new SiloApi(silo.Grpc);
        string[] lines = await File.ReadAllLinesAsync(log, Cancellation);
        ILookup<string, string> acknowledged = lines
            .Select(line => line.Split(' '))
            .ToLookup(parts => parts[0], parts => parts[1]);
        acknowledged.Count.ShouldBe(Points);
        await Parallel.ForEachAsync(acknowledged, Cancellation, async (device, cancellationToken) =>
        {
            string id = $"{device.Key}-31";
            List<Observation> history = await api.History(id, cancellationToken);
            HashSet<string> stored = [.. history.Select(observation => observation.RequestNumber)];
            stored.Count.ShouldBe(history.Count, $"{id} holds a frame twice");
            device.Except(stored).ShouldBeEmpty($"{id} lost acknowledged frames");
            history.Select(observation => observation.Sequence.ToString(CultureInfo.InvariantCulture))
                .ShouldBe(Enumerable.Range(1, history.Count).Select(i => i.ToString(CultureInfo.InvariantCulture)));
            Proof proof = await api.Proof($"points/{id}", cancellationToken);
            proof.ReplayedHash.ShouldBe(proof.LiveHash);
            proof.Holds.ShouldBeTrue($"{id}: the chain is broken");
        });
    }
}
