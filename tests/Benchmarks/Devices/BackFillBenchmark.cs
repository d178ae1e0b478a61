using Qianliyan.Benchmarks.Reports;
using Qianliyan.Benchmarks.Silos;
using Qianliyan.Domain.Time;
using Qianliyan.Simulator.Load;

namespace Qianliyan.Benchmarks.Devices;

/// <summary>
/// After an outage: loggers send what they kept, eight frames at a time. In order, as when nothing newer has come yet;
/// and late, behind newer data of the same points, so that hours which were closed are computed again.
/// </summary>
sealed class BackFillBenchmark : IBenchmark
{
    const int Connections = 1_000;
    const int Points = 5_000;
    const int Window = 8;
    const int Turns = 2;
    const double LeastRate = 25_000;
    const int OutageSeconds = BeijingTime.SecondsPerDay;

    public string Title => "back-fill over TCP after a day's outage, window 8";

    public async Task Run(Bench bench, CancellationToken cancellationToken)
    {
        var points = new PointSet(Points);
        await using RegisteredSilo silo = await RegisteredSilo.Start(bench, points, cancellationToken);
        await using TcpEcho echo = await TcpEcho.Start(cancellationToken);
        var pair = new DevicePair(bench, silo, echo);
        LoadOptions load = new()
        {
            Gateway = silo.Process.Devices,
            Connections = Connections,
            Points = Points,
            Window = Window,
            Warmup = TimeSpan.FromSeconds(2),
            Duration = bench.Turn,
        };

        // A run of n frames moves the data times of 5,000 points on by n / 5,000 * 30 s: half an hour in four seconds.
        BeijingTime now = BeijingTime.From(TimeProvider.System.GetUtcNow());
        BeijingTime from = now.AddSeconds(-3 * OutageSeconds);
        bench.Report.Progress("warming up");
        await pair.Silo("warm-up", load with { DataStart = from, Duration = bench.WarmUp }, cancellationToken);
        var inOrder = new TurnRows(bench.Report);
        for (int turn = 0; turn < Turns; turn++)
        {
            inOrder.AddCeiling(await pair.Echo("bare TCP echo", load, cancellationToken));
            from = from.AddSeconds(OutageSeconds / 2);
            inOrder.Add(await pair.Silo("silo, in order", load with { DataStart = from }, cancellationToken));
        }

        await pair.Silo("one newer frame of each point", Newer(load, points), cancellationToken);
        TurnRows late = inOrder.Beside();
        from = now.AddSeconds(-OutageSeconds);
        for (int turn = 0; turn < Turns; turn++)
        {
            late.Add(await pair.Silo("silo, late", load with { DataStart = from }, cancellationToken));
            from = from.AddSeconds(OutageSeconds / 2);
        }

        bench.Report.Add(Check.AtLeast("in order", LeastRate, inOrder.Rate, "frames/s"));
        bench.Report.Add(Check.AtLeast("late", LeastRate, late.Rate, "frames/s"));
        pair.CheckAnswers();
        bench.Report.Note(FormattableString.Invariant(
            $"{Connections} connections, {Points} registered points with limits, every 30 s, data times up to three days old; ten factors."));
    }

    static LoadOptions Newer(LoadOptions load, PointSet points) => load with
    {
        Rate = points.Count,
        Warmup = TimeSpan.Zero,
        Duration = TimeSpan.FromSeconds(1.5),
        DataStep = TimeSpan.FromSeconds(1),
    };
}
