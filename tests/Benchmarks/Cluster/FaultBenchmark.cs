using System.Diagnostics;
using System.Net;
using Grpc.Net.Client;
using Qianliyan.Benchmarks.Machine;
using Qianliyan.Benchmarks.Reports;
using Qianliyan.Integration.Silos;
using Qianliyan.Simulator.Load;
using Qianliyan.V1;

namespace Qianliyan.Benchmarks.Cluster;

/// <summary>
/// Faults of a cluster of three silos while devices report, each in full: after it every acknowledged frame is in the
/// history once, replay equals live by hash, and the time until all points answer again is shown.
/// </summary>
sealed class FaultBenchmark : IBenchmark
{
    const int Points = 120;
    const int Kills = 4;
    static readonly TimeSpan BetweenKills = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Outage = TimeSpan.FromSeconds(60);
    static readonly TimeSpan Freeze = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    static readonly string[] Options = ["--unknown-points", "register", "--drain-seconds", "2"];

    public string Title => "faults of three silos over the emulator of table storage";

    public async Task Run(Bench bench, CancellationToken cancellationToken)
    {
        SiloPlace[] here = [SiloPlace.Here, SiloPlace.Here, SiloPlace.Here];
        await using (SiloCluster cluster = await SiloCluster.StartAt(here, IPAddress.Loopback, cancellationToken, Options))
        {
            await Under(bench, "kill -9 of one of three every 30 s, four times", cluster, KillInTurn, cancellationToken);
            await Under(bench, "storage gone for 60 s", cluster, StopStorage, cancellationToken);
            await Under(bench, "a silo stands still for 30 s", cluster, FreezeOne, cancellationToken);
        }

        SiloPlace[] skewed = [SiloPlace.Here, SiloPlace.Here.ByClock(Skew), SiloPlace.Here.ByClock(-Skew)];
        await using (SiloCluster cluster = await SiloCluster.StartAt(skewed, IPAddress.Loopback, cancellationToken, Options))
            await Under(bench, "clocks two minutes fast and slow, kill -9 of the fast one", cluster, KillOne, cancellationToken);

        await using SiloNetwork network = await SiloNetwork.Create(3, cancellationToken);
        await using SiloCluster apart = await SiloCluster.StartAt(network.Places, network.Here, cancellationToken, Options);
        await Under(
            bench, "a silo cut off from the others, not from storage", apart,
            async (cluster, token) =>
            {
                await network.Cut(2, token);
                await cluster.Silos[2].Ended(token);
                await network.Mend(2, token);
            },
            cancellationToken);
    }

    static async Task KillInTurn(SiloCluster cluster, CancellationToken cancellationToken)
    {
        for (int kill = 0; kill < Kills; kill++)
        {
            SiloProcess victim = cluster.Silos[kill % cluster.Silos.Count];
            await victim.Kill();
            await Task.Delay(BetweenKills, cancellationToken);
            await victim.StartAgain(cancellationToken);
        }

        await cluster.Silos[0].Kill();
    }

    static async Task StopStorage(SiloCluster cluster, CancellationToken cancellationToken)
    {
        await cluster.Storage.StopAsync(cancellationToken);
        await Task.Delay(Outage, cancellationToken);
        await cluster.Storage.StartAsync(cancellationToken);
    }

    static async Task FreezeOne(SiloCluster cluster, CancellationToken cancellationToken)
    {
        await cluster.Silos[1].Freeze();
        await Task.Delay(Freeze, cancellationToken);
        await cluster.Silos[1].Thaw();
        await cluster.Silos[1].Ended(cancellationToken);
    }

    static Task KillOne(SiloCluster cluster, CancellationToken cancellationToken) => cluster.Silos[1].Kill();

    static async Task Under(
        Bench bench, string fault, SiloCluster cluster, Func<SiloCluster, CancellationToken, Task> happens,
        CancellationToken cancellationToken)
    {
        bench.Report.Progress(fault);
        string log = Path.GetTempFileName();
        await using var front = new DeviceFront(cluster.Silos);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        double load = MachineReading.Load();
        Task<LoadResult> running = new LoadRunner(Load(front, log), TimeProvider.System).RunAsync(stop.Token);
        await Task.Delay(bench.WarmUp, cancellationToken);
        await happens(cluster, cancellationToken);
        SiloProcess asked = cluster.Silos.First(silo => silo.IsRunning);
        TimeSpan answered = await UntilAllAnswer(asked, cancellationToken);
        foreach (SiloProcess silo in cluster.Silos.Where(silo => !silo.IsRunning))
            await silo.StartAgain(cancellationToken);
        await Task.Delay(bench.WarmUp, cancellationToken);
        await stop.CancelAsync();
        LoadResult result = await running;
        await AcknowledgedFrames.ShouldAllBeHeldOnce(asked.Grpc, log, Points, cancellationToken);
        File.Delete(log);
        bench.Report.Add(new Row
        {
            What = fault,
            Rate = result.FramesPerSecond,
            Unit = "frames/s",
            Latency = new Latency(result.LatencyP50, result.LatencyP99, result.LatencyP999),
            LoadBefore = load,
        });
        bench.Report.Add(Check.Below($"{fault}: then all points answer", 20, answered.TotalSeconds, "s"));
        bench.Report.Note(FormattableString.Invariant(
            $"{fault}: {result.TotalAcknowledged:#,0} frames acknowledged, each held once; {result.Reconnects} connections made again, {result.Resent} frames sent again."));
    }

    static LoadOptions Load(DeviceFront front, string log) => new()
    {
        Gateway = front.Endpoint,
        Connections = Points,
        Points = Points,
        Rate = Points,
        Warmup = TimeSpan.Zero,
        Duration = TimeSpan.FromMinutes(20),
        AnswerTimeout = TimeSpan.FromSeconds(5),
        Reconnect = true,
        AckedLog = log,
    };

    static async Task<TimeSpan> UntilAllAnswer(SiloProcess silo, CancellationToken cancellationToken)
    {
        using GrpcChannel channel = GrpcChannel.ForAddress(silo.Grpc);
        long began = Stopwatch.GetTimestamp();
        await PointCalls.AllAnswer(new TwinService.TwinServiceClient(channel), Points, cancellationToken);
        return Stopwatch.GetElapsedTime(began);
    }
}
