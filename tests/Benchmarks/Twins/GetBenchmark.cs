using Qianliyan.Benchmarks.Echo;
using Qianliyan.Benchmarks.Reports;
using Qianliyan.Benchmarks.Silos;
using Qianliyan.Domain.Time;
using Qianliyan.Simulator.Load;
using Qianliyan.V1;

namespace Qianliyan.Benchmarks.Twins;

/// <summary>
/// GetPoint by name, alone and while the nation's frames come in. The ceiling answers the same call with one of the
/// silo's own answers, made beforehand. Ceiling and silo take turns.
/// </summary>
sealed class GetBenchmark : IBenchmark
{
    const int Turns = 2;
    const double NationalRate = 2_000;
    const double LeastShareAlone = 75;
    const double LeastShareUnderLoad = 60;
    const double LongestP99 = 20;
    static readonly TimeSpan TurnWarmUp = TimeSpan.FromSeconds(3);

    public string Title => "GetPoint over gRPC, 64 calls in flight";

    public async Task Run(Bench bench, CancellationToken cancellationToken)
    {
        var points = new PointSet(Bench.NationalPoints);
        await using RegisteredSilo silo = await RegisteredSilo.Start(bench, points, cancellationToken);
        await Fill(silo, points, cancellationToken);
        var client = new TwinService.TwinServiceClient(silo.Channel);
        Point answer = await client.GetPointAsync(
            new GetPointRequest { Name = points.NameOf(points.Count / 2) }, cancellationToken: cancellationToken);
        await using GrpcEcho echo = await GrpcEcho.Start(answer, cancellationToken);
        using var siloLoad = new GetLoad(silo.Process.Grpc, points);
        using var echoLoad = new GetLoad(echo.Address, points);
        int server = silo.Process.ProcessId;

        bench.Report.Progress("warming up");
        await siloLoad.Run("warm-up", TimeSpan.Zero, bench.WarmUp, server, silo.Metrics, cancellationToken);
        await echoLoad.Run("warm-up", TimeSpan.Zero, bench.WarmUp, echo.ProcessId, metrics: null, cancellationToken);
        var alone = new TurnRows(bench.Report);
        TurnRows loaded = alone.Beside();
        for (int turn = 0; turn < Turns; turn++)
        {
            bench.Report.Progress("bare gRPC echo");
            alone.AddCeiling(await echoLoad.Run("bare gRPC echo", TurnWarmUp, bench.Turn, echo.ProcessId, metrics: null, cancellationToken));
            bench.Report.Progress("silo alone");
            alone.Add(
                await siloLoad.Run("silo, alone", TurnWarmUp, bench.Turn, server, silo.Metrics, cancellationToken));
            bench.Report.Progress("silo under load");
            Task<LoadResult> frames = Frames(silo, points, TurnWarmUp + bench.Turn, cancellationToken);
            loaded.Add(await siloLoad.Run("silo, 2,000 frames/s coming in", TurnWarmUp, bench.Turn, server, silo.Metrics, cancellationToken));
            await frames;
        }

        bench.Report.Add(Check.AtLeast("alone, share of the ceiling", LeastShareAlone, 100 * alone.Share, "%"));
        bench.Report.Add(
            Check.AtLeast("under load, share of the ceiling", LeastShareUnderLoad, 100 * loaded.Share, "%"));
        bench.Report.Add(Check.Below("alone, p99", LongestP99, alone.WorstP99, "ms"));
        bench.Report.Add(Check.Below("under load, p99", LongestP99, loaded.WorstP99, "ms"));
        bench.Report.Note(FormattableString.Invariant(
            $"{GetLoad.Callers} callers over {GetLoad.Connections} connections, names at random among {points.Count}; an answer has {answer.CalculateSize()} bytes. p99 of the worse turn. Allocated bytes under load hold those of the frames too."));
    }

    /// <summary>Three instants for every point, so that its status is as long as in the field.</summary>
    static async Task Fill(RegisteredSilo silo, PointSet points, CancellationToken cancellationToken)
    {
        const int rounds = 3;
        BeijingTime start = BeijingTime.From(TimeProvider.System.GetUtcNow()).AddSeconds(-rounds * 30);
        using var load = new IngestLoad(silo.Process.Grpc, points, UploadPlan.Instants(start, stepSeconds: 30, rounds));
        await load.RunAll(cancellationToken);
        await silo.UntilQuiet(cancellationToken);
    }

    static Task<LoadResult> Frames(
        RegisteredSilo silo, PointSet points, TimeSpan duration, CancellationToken cancellationToken)
    {
        var load = new LoadOptions
        {
            Gateway = silo.Process.Devices,
            Connections = 5_000,
            Points = points.Count,
            Rate = NationalRate,
            Warmup = TimeSpan.Zero,
            Duration = duration,
            DataStart = BeijingTime.From(TimeProvider.System.GetUtcNow()),
        };
        return new LoadRunner(load, TimeProvider.System).RunAsync(cancellationToken);
    }
}
