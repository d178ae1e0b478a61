using Qianliyan.Benchmarks.Machine;
using Qianliyan.Benchmarks.Reports;
using Qianliyan.Benchmarks.Silos;
using Qianliyan.Domain.Time;

namespace Qianliyan.Benchmarks.Twins;

/// <summary>
/// What a live point costs in memory. The silo first carries a load for few points, so that its own buffers and
/// compiled code are there; then many points report three instants each, and then an hour of them.
/// </summary>
sealed class MemoryBenchmark : IBenchmark
{
    const int Points = 100_000;
    const int FewPoints = 1_000;
    const int FirstRounds = 3;
    const int HourRounds = 120;
    const int StepSeconds = 30;
    const double MostKibibytes = 6;

    /// <summary>An hour of 100,000 points is twelve million observations.</summary>
    static readonly TimeSpan LongEnoughForAnHour = TimeSpan.FromSeconds(60);

    public string Title => "memory per live point";

    public async Task Run(Bench bench, CancellationToken cancellationToken)
    {
        double load = MachineReading.Load();
        var few = new PointSet(FewPoints, "WM", HasEnterprises: false);
        var points = new PointSet(bench.Scaled(Points), HasEnterprises: false);
        await using RegisteredSilo silo = await RegisteredSilo.Start(bench, few, cancellationToken);
        int process = silo.Process.ProcessId;
        BeijingTime now = BeijingTime.From(TimeProvider.System.GetUtcNow());
        bench.Report.Progress("warming up with few points");
        UploadPlan warm = UploadPlan.Instants(now.AddSeconds(-BeijingTime.SecondsPerDay), 1, long.MaxValue);
        using (var feed = new IngestLoad(silo.Process.Grpc, few, warm))
            await feed.Run("warm-up", TimeSpan.Zero, bench.WarmUp, process, silo.Metrics, cancellationToken);
        MemoryReading before = await MemoryReading.Settled(silo, cancellationToken);

        bench.Report.Progress(FormattableString.Invariant($"{points.Count} points, {FirstRounds} instants each"));
        await Registration.Import(silo.Channel, points, cancellationToken);
        BeijingTime start = now.StartOfHour;
        Row row = await Feed(
            silo, points, UploadPlan.Instants(start, StepSeconds, FirstRounds), load, cancellationToken);
        MemoryReading after = await MemoryReading.Settled(silo, cancellationToken);
        Report(bench, row, before, after, points.Count, FirstRounds);
        bench.Report.Add(Check.Below(
            "resident", MostKibibytes, (after.Resident - before.Resident) / points.Count / 1024, "KiB per point"));
        if (bench.Duration >= LongEnoughForAnHour)
        {
            bench.Report.Progress("the rest of an hour");
            UploadPlan rest = UploadPlan.Instants(
                start.AddSeconds(FirstRounds * StepSeconds), StepSeconds, HourRounds - FirstRounds);
            row = await Feed(silo, points, rest, MachineReading.Load(), cancellationToken);
            Report(bench, row, before, await MemoryReading.Settled(silo, cancellationToken), points.Count, HourRounds);
        }

        bench.Report.Note(FormattableString.Invariant(
            $"Ten factors; points registered with three limits and no enterprises. Before: {before.Resident / (1 << 20):F0} MiB resident, {before.Live / (1 << 20):F0} MiB live on the managed heap, after {FewPoints} points had carried {bench.WarmUp.TotalSeconds:F0} s of saturated ingest. Each reading follows a forced full collection."));
    }

    static async Task<Row> Feed(
        RegisteredSilo silo, PointSet points, UploadPlan plan, double load, CancellationToken cancellationToken)
    {
        using var feed = new IngestLoad(silo.Process.Grpc, points, plan);
        (long observations, TimeSpan elapsed) = await feed.RunAll(cancellationToken);
        return new Row
        {
            What = "", Rate = observations / elapsed.TotalSeconds, Unit = "observations/s", LoadBefore = load,
        };
    }

    static void Report(Bench bench, Row row, MemoryReading before, MemoryReading after, int points, int rounds)
    {
        bench.Report.Add(
            row with { What = FormattableString.Invariant($"{points:#,0} points, {rounds} instants each") });
        bench.Report.Note(FormattableString.Invariant(
            $"After {rounds} instants: {(after.Resident - before.Resident) / points:#,0} B resident a point, of it {(after.Live - before.Live) / points:#,0} B live on the managed heap and {(after.Committed - before.Committed) / points:#,0} B held by the collector; {after.Resident / (1 << 20):#,0} MiB in all."));
    }
}
