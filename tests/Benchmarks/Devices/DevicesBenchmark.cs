using Qianliyan.Benchmarks.Reports;
using Qianliyan.Benchmarks.Silos;
using Qianliyan.Simulator.Load;

namespace Qianliyan.Benchmarks.Devices;

/// <summary>
/// HJ 212 over TCP, each frame answered when it is durable: as much as goes, then a paced load. Ceiling and silo take
/// turns.
/// </summary>
sealed class DevicesBenchmark : IBenchmark
{
    const int Connections = 5_000;
    const double OfferedRate = 12_000;
    const double LongestP99 = 100;
    const double LeastSaturation = 18_000;
    const int Turns = 2;

    public string Title => "HJ 212 over TCP, 9014 when durable, a device waits for its answer";

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
        await pair.Silo("warm-up", load with { Duration = bench.WarmUp }, cancellationToken);
        var rows = new TurnRows(bench.Report);
        for (int turn = 0; turn < Turns; turn++)
        {
            LoadOptions turnLoad = load with { Duration = bench.Turn };
            rows.AddCeiling(await pair.Echo("bare TCP echo, saturated", turnLoad, cancellationToken));
            rows.Add(await pair.Silo("silo, saturated", turnLoad, cancellationToken));
        }

        LoadOptions paced = load with { Rate = OfferedRate, Duration = bench.Duration };
        bench.Report.Add(await pair.Echo("bare TCP echo, 12,000/s offered", paced with { Duration = bench.Turn }, cancellationToken));
        Row siloPaced = await pair.Silo("silo, 12,000/s offered", paced, cancellationToken);
        bench.Report.Add(siloPaced with { Ceiling = rows.Ceiling });

        bench.Report.Add(Check.AtLeast("saturation", LeastSaturation, rows.Rate, "frames/s"));
        bench.Report.Add(Check.AtLeast("paced, carried", 0.99 * OfferedRate, siloPaced.Rate!.Value, "frames/s"));
        bench.Report.Add(Check.Below("paced, p99", LongestP99, siloPaced.Latency!.Value.P99, "ms"));
        pair.CheckAnswers();
        bench.Report.Note(FormattableString.Invariant(
            $"{Connections} connections, window 1; {points.Count} registered points with limits; ten factors. The generator runs on the same cores."));
        bench.Report.Note("Paced latency counts from the moment a frame was due.");
    }
}
