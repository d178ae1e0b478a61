using Qianliyan.Benchmarks.Machine;
using Qianliyan.Benchmarks.Reports;
using Qianliyan.Benchmarks.Silos;
using Qianliyan.Domain.Time;

namespace Qianliyan.Benchmarks.Twins;

/// <summary>
/// A silo with a day of history of all points is killed and started again on the same directory: when is it ready, when
/// have all twins answered, and did the restart itself add anything to any journal or tell any finding again?
/// </summary>
sealed class RestartBenchmark : IBenchmark
{
    const double LongestReady = 5;
    const double LongestAnswer = 30;

    public string Title => "kill -9 and restart with a day of history";

    public async Task Run(Bench bench, CancellationToken cancellationToken)
    {
        double load = MachineReading.Load();
        var points = new PointSet(bench.Scaled(Bench.NationalPoints));
        await using RegisteredSilo silo = await new HistoryDirectory(points).Open(bench, cancellationToken);
        bench.Report.Progress("bringing every point up to now");
        using (var live = new IngestLoad(silo.Process.Grpc, points, Now()))
            await live.RunAll(cancellationToken);
        await silo.UntilQuiet(cancellationToken);
        Census before = await Census.Take(silo.Channel, points, cancellationToken);

        bench.Report.Progress("kill -9, start again");
        await silo.Process.Kill();
        long began = TimeProvider.System.GetTimestamp();
        await silo.Process.StartAgain(cancellationToken);
        double ready = Since(began);
        using var listening = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = new FindingWatch(silo.Channel);
        Task watching = watch.Run(listening.Token);
        Census after = await Census.Take(silo.Channel, points, cancellationToken);
        double answered = Since(began);
        await silo.UntilQuiet(cancellationToken);
        double quiet = Since(began);
        Census settled = await Census.Take(silo.Channel, points, cancellationToken);
        long toldAgain = watch.Findings;
        await RaiseFindings(silo, points, watch, cancellationToken);
        long raised = watch.Findings - toldAgain;
        await listening.CancelAsync();
        await watching;

        bench.Report.Add(new Row
        {
            What = FormattableString.Invariant($"{after.Twins:#,0} twins answered"),
            Rate = after.Twins / (answered - ready),
            Unit = "twins/s",
            LoadBefore = load,
        });
        bench.Report.Add(Check.Below("ready after", LongestReady, ready, "s"));
        bench.Report.Add(Check.Below("all twins answered after", LongestAnswer, answered, "s"));
        bench.Report.Add(new Check(
            "twins as they were", FormattableString.Invariant($"{after.Twins:#,0} of {before.Twins:#,0}"),
            after.Twins == before.Twins));
        bench.Report.Add(new Check(
            "entries added by the restart = 0",
            FormattableString.Invariant($"{settled.Entries - before.Entries:#,0} on {before.Entries:#,0}"),
            settled.Entries == before.Entries));
        bench.Report.Add(new Check(
            "findings told again = 0", FormattableString.Invariant($"{toldAgain:#,0}"), toldAgain == 0));
        bench.Report.Add(new Check(
            "new findings are told", FormattableString.Invariant($"{raised:#,0}"), raised > 0));
        bench.Report.Note(FormattableString.Invariant(
            $"{points.Count} points, {points.Enterprises} enterprises and their counties; {before.NotNormal:#,0} twins above normal. Times from starting the process; quiet after {quiet:F1} s. The page cache is warm."));
    }

    /// <summary>One instant of this minute, so that nothing is overdue when the silo starts again.</summary>
    static UploadPlan Now() =>
        UploadPlan.Instants(BeijingTime.From(TimeProvider.System.GetUtcNow()), stepSeconds: 1, rounds: 1);

    /// <summary>
    /// Hours over the limit, of a day that no run is likely to have taken: else silence would prove nothing.
    /// </summary>
    static async Task RaiseFindings(
        RegisteredSilo silo, PointSet points, FindingWatch watch, CancellationToken cancellationToken)
    {
        const int fewPoints = 200;
        BeijingTime day = BeijingTime.From(TimeProvider.System.GetUtcNow()).StartOfDay
            .AddSeconds(-BeijingTime.SecondsPerDay * (long)Random.Shared.Next(40, 360));
        long before = watch.Findings;
        using (var load = new IngestLoad(silo.Process.Grpc, points with { Count = fewPoints }, UploadPlan.Hours(day, hours: 1)))
            await load.RunAll(cancellationToken);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(5));
        while (watch.Findings == before && !timeout.IsCancellationRequested)
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
    }

    static double Since(long began) => TimeProvider.System.GetElapsedTime(began).TotalSeconds;
}
