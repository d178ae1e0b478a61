using Qianliyan.Benchmarks.Machine;
using Qianliyan.Benchmarks.Reports;
using Qianliyan.Benchmarks.Silos;
using Qianliyan.Domain.Time;
using Qianliyan.Integration.Silos;
using Qianliyan.Simulator.Load;

namespace Qianliyan.Benchmarks.Cluster;

/// <summary>
/// Billed transactions of Azure Table storage for 1,000 frames. What counts is how many frames a silo brings to a
/// shard: at the national load of 2,000 frames/s four silos bring 125/s to each of the four shards, and so does one silo
/// with 500 frames/s, which an emulator can carry.
/// </summary>
sealed class TransactionBenchmark : IBenchmark
{
    const int Points = 500;
    const double FramesPerSecond = 500;
    const double MostTransactions = 25;

    public string Title => "transactions of table storage, 4 shards, 125 frames/s a shard and silo as at the national load on four silos";

    public async Task Run(Bench bench, CancellationToken cancellationToken)
    {
        bench.Report.Progress("starting a silo over an emulator");
        await using SiloCluster cluster = await SiloCluster.Start(
            1, cancellationToken, "--unknown-points", "register", "--drain-seconds", "0", "--table-shards", "4");
        var load = new LoadOptions
        {
            Gateway = cluster.Silos[0].Devices,
            Connections = Points,
            Points = Points,
            Rate = FramesPerSecond,
            Warmup = TimeSpan.Zero,
            Duration = bench.Turn,
            DataStart = BeijingTime.From(TimeProvider.System.GetUtcNow()),
            DataStep = TimeSpan.FromSeconds(1),
            Drain = TimeSpan.FromSeconds(15),
        };
        bench.Report.Progress("every twin begins");
        await new LoadRunner(load, TimeProvider.System).RunAsync(cancellationToken);

        bench.Report.Progress("measuring");
        using var metrics = new SiloMetrics(cluster.Silos[0].Http);
        double before = MachineReading.Load();
        double transactions = await metrics.TableRequests(cancellationToken);
        CpuMeter cpu = CpuMeter.Start(cluster.Silos[0].ProcessId);
        LoadOptions later = load with { DataStart = BeijingTime.From(TimeProvider.System.GetUtcNow()) };
        LoadResult result = await new LoadRunner(later, TimeProvider.System).RunAsync(cancellationToken);
        transactions = await metrics.TableRequests(cancellationToken) - transactions;
        bench.Report.Add(new Row
        {
            What = FormattableString.Invariant($"{FramesPerSecond:0} frames/s offered"),
            Rate = result.FramesPerSecond,
            Unit = "frames/s",
            Latency = new Latency(result.LatencyP50, result.LatencyP99, result.LatencyP999),
            Cpu = cpu.Read(),
            LoadBefore = before,
        });
        bench.Report.Add(Check.AtLeast("carried", FramesPerSecond * 0.95, result.FramesPerSecond, "frames/s"));
        bench.Report.Add(Check.Below(
            "transactions for 1,000 frames", MostTransactions, 1_000 * transactions / result.TotalAcknowledged, ""));
    }
}
