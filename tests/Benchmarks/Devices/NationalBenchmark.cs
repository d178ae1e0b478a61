using Qianliyan.Benchmarks.Reports;
using Qianliyan.Benchmarks.Silos;
using Qianliyan.Simulator.Load;

namespace Qianliyan.Benchmarks.Devices;

/// <summary>The load of the nation: 60,000 points, each every 30 seconds.</summary>
sealed class NationalBenchmark : IBenchmark
{
    const int Connections = 5_000;
    const double NationalRate = 2_000;
    const double LongestP99 = 20;
    const double MostCores = 0.8;

    public string Title => "the national load, 60,000 points every 30 s";

    public async Task Run(Bench bench, CancellationToken cancellationToken)
    {
        var points = new PointSet(Bench.NationalPoints);
        await using RegisteredSilo silo = await RegisteredSilo.Start(bench, points, cancellationToken);
        await using TcpEcho echo = await TcpEcho.Start(cancellationToken);
        var pair = new DevicePair(bench, silo, echo);
        LoadOptions load = new()
        {
            Gateway = silo.Process.Devices,
            Connections = Connections,
            Points = points.Count,
            DataStep = TimeSpan.FromSeconds(1),
            Warmup = TimeSpan.FromSeconds(3),
        };

        bench.Report.Progress("warming up");
        await pair.Silo("warm-up, saturated", load with { Duration = bench.WarmUp }, cancellationToken);
        LoadOptions paced = load with { Rate = NationalRate, DataStep = TimeSpan.FromSeconds(30), Duration = bench.Duration };
        Row ceiling = await pair.Echo(
            "bare TCP echo, 2,000/s", paced with { Duration = bench.Turn }, cancellationToken);
        Row row = await pair.Silo("silo, 2,000/s", paced, cancellationToken);

        bench.Report.Add(ceiling);
        bench.Report.Add(row);
        bench.Report.Add(Check.AtLeast("carried", 0.99 * NationalRate, row.Rate!.Value, "frames/s"));
        bench.Report.Add(Check.Below("p99", LongestP99, row.Latency!.Value.P99, "ms"));
        bench.Report.Add(Check.Below("server", MostCores, row.Cpu!.Value.Server, "cores"));
        pair.CheckAnswers();
        bench.Report.Note(FormattableString.Invariant(
            $"{Connections} connections, window 1; {points.Count} registered points with limits; ten factors. Here the ceiling is one of latency."));
    }
}
