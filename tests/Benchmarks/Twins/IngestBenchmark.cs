using Qianliyan.Benchmarks.Echo;
using Qianliyan.Benchmarks.Reports;
using Qianliyan.Benchmarks.Silos;
using Qianliyan.Domain.Time;
using Qianliyan.V1;

namespace Qianliyan.Benchmarks.Twins;

/// <summary>
/// IngestService, every observation for another twin, acknowledged when durable. Ceiling and silo take turns.
/// </summary>
sealed class IngestBenchmark : IBenchmark
{
    const int Turns = 2;
    const double LeastRate = 60_000;
    static readonly TimeSpan TurnWarmUp = TimeSpan.FromSeconds(3);

    public string Title => "gRPC ingest, acknowledged when durable, every observation another twin";

    public async Task Run(Bench bench, CancellationToken cancellationToken)
    {
        var points = new PointSet(Bench.NationalPoints);
        await using RegisteredSilo silo = await RegisteredSilo.Start(bench, points, cancellationToken);
        await using GrpcEcho echo = await GrpcEcho.Start(new Point(), cancellationToken);
        // A round may take less than a second: the times must not run ahead of the clock.
        BeijingTime start = BeijingTime.From(TimeProvider.System.GetUtcNow()).AddSeconds(
            -10 * BeijingTime.SecondsPerMinute);
        UploadPlan plan = UploadPlan.Instants(start, stepSeconds: 1, long.MaxValue);
        using var siloLoad = new IngestLoad(silo.Process.Grpc, points, plan);
        using var echoLoad = new IngestLoad(echo.Address, points, plan);
        int server = silo.Process.ProcessId;

        bench.Report.Progress("warming up");
        await siloLoad.Run("warm-up", TimeSpan.Zero, bench.WarmUp, server, silo.Metrics, cancellationToken);
        await echoLoad.Run(
            "warm-up", TimeSpan.Zero, bench.WarmUp / 2, echo.ProcessId, metrics: null, cancellationToken);
        var rows = new TurnRows(bench.Report);
        for (int turn = 0; turn < Turns; turn++)
        {
            bench.Report.Progress("bare gRPC echo");
            rows.AddCeiling(await echoLoad.Run(
                "bare gRPC echo of the same messages", TurnWarmUp, bench.Turn, echo.ProcessId, metrics: null,
                cancellationToken));
            bench.Report.Progress("silo");
            rows.Add(await siloLoad.Run("silo", TurnWarmUp, bench.Turn, server, silo.Metrics, cancellationToken));
        }

        bench.Report.Add(Check.AtLeast("ingest", LeastRate, rows.Rate, "observations/s"));
        bench.Report.Note(FormattableString.Invariant(
            $"{IngestLoad.Streams} streams on connections of their own, batches of {IngestLoad.BatchSize}, {IngestLoad.BatchesInFlight} in flight; {points.Count} registered points with limits; ten factors. Latency is that of a batch at saturation."));
    }
}
