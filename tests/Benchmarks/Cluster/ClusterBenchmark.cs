using System.Diagnostics;
using System.Net;
using Grpc.Net.Client;
using HdrHistogram;
using Qianliyan.Benchmarks.Machine;
using Qianliyan.Benchmarks.Reports;
using Qianliyan.Domain.Time;
using Qianliyan.Integration.Silos;
using Qianliyan.Simulator.Load;
using Qianliyan.V1;

namespace Qianliyan.Benchmarks.Cluster;

/// <summary>
/// Several silos over the emulator of Azure Table storage, all on this machine: what a hop to another silo costs, what two
/// silos carry beside one, how long a killed silo is missed, and what devices see of a rolling restart.
/// </summary>
sealed class ClusterBenchmark : IBenchmark
{
    const int Points = 300;
    const int Calls = 3_000;
    const double MostRestartRate = 1_000;
    const double LongestLoss = 20;

    /// <summary>ClusterMembershipOptions as Orleans 10 ships it.</summary>
    static readonly Dictionary<string, string> DefaultMembership = new()
    {
        ["QIANLIYAN_Membership__ProbeTimeout"] = "00:00:05",
        ["QIANLIYAN_Membership__NumMissedProbesLimit"] = "3",
        ["QIANLIYAN_Membership__NumVotesForDeathDeclaration"] = "2",
        ["QIANLIYAN_Membership__EnableIndirectProbes"] = "true",
        ["QIANLIYAN_Membership__TableRefreshTimeout"] = "00:01:00",
        ["QIANLIYAN_Membership__IAmAliveTablePublishTimeout"] = "00:00:30",
    };

    static readonly string[] Options = ["--unknown-points", "register", "--drain-seconds", "2"];

    /// <summary>Data times go on from one run to the next, for an earlier one would be a correction of what was said.</summary>
    BeijingTime _nextData = BeijingTime.From(TimeProvider.System.GetUtcNow()).AddSeconds(-600);

    public string Title => "several silos over Azure Table storage, the emulator on the same cores";

    public async Task Run(Bench bench, CancellationToken cancellationToken)
    {
        double one = await MeasureAlone(bench, cancellationToken);
        bench.Report.Progress("starting two silos over another emulator, as one grows slower with every row it holds");
        await using SiloCluster cluster = await SiloCluster.Start(2, cancellationToken, Options);
        await using var front = new DeviceFront(cluster.Silos);
        double two = await MeasureSaturated(bench, "two silos", cluster, front, cancellationToken);
        bench.Report.Note(FormattableString.Invariant(
            $"Two silos carry {two / one:0.00} of what one carries: silos, emulator and generator share {Environment.ProcessorCount} cores, and the emulator takes one transaction at a time."));
        await MeasureHop(bench, cluster, cancellationToken);

        bench.Report.Progress("a third silo joins");
        await cluster.Add(cancellationToken);
        await MeasureRestart(bench, cluster, front, Math.Min(MostRestartRate, Math.Round(two / 6)), cancellationToken);
        await MeasureColdStart(bench, cluster, cancellationToken);
        bench.Report.Progress("kill -9");
        Lost lost = await Loss(cluster, cancellationToken);
        bench.Report.Add(Check.Below(
            FormattableString.Invariant($"kill -9 of one of three, which held {lost.Points} of {Points} points, until all answer,"),
            LongestLoss, lost.Seconds, "s"));
        await MeasureLossByDefault(bench, cancellationToken);
    }

    async Task<double> MeasureAlone(Bench bench, CancellationToken cancellationToken)
    {
        bench.Report.Progress("starting a silo over an emulator");
        await using SiloCluster cluster = await SiloCluster.Start(1, cancellationToken, Options);
        await using var front = new DeviceFront(cluster.Silos);
        return await MeasureSaturated(bench, "one silo", cluster, front, cancellationToken);
    }

    async Task<double> MeasureSaturated(
        Bench bench, string what, SiloCluster cluster, DeviceFront front, CancellationToken cancellationToken)
    {
        LoadOptions saturated = Load(front) with { Duration = bench.Turn };
        await Measure(bench, "warm-up", saturated with { Duration = bench.WarmUp }, cluster, isShown: false, cancellationToken);
        return await Measure(bench, $"{what}, saturated", saturated, cluster, isShown: true, cancellationToken);
    }

    /// <summary>The same loss with the membership that Orleans has by itself.</summary>
    async Task MeasureLossByDefault(Bench bench, CancellationToken cancellationToken)
    {
        bench.Report.Progress("three silos with the default membership");
        await using SiloCluster cluster = await SiloCluster.StartAt(
            Enumerable.Repeat(SiloPlace.Here with { Variables = DefaultMembership }, 3), IPAddress.Loopback, cancellationToken,
            Options);
        await using var front = new DeviceFront(cluster.Silos);
        LoadOptions load = Load(front) with { Warmup = TimeSpan.Zero, Duration = bench.Turn, Rate = Points };
        await Measure(bench, "every point reports", load, cluster, isShown: false, cancellationToken);
        bench.Report.Progress("kill -9");
        Lost lost = await Loss(cluster, cancellationToken);
        bench.Report.Note(FormattableString.Invariant(
            $"With the default membership all points answer {lost.Seconds:0.0} s after kill -9 of one of three, which held {lost.Points} of {Points}."));
    }

    LoadOptions Load(DeviceFront front) => new()
    {
        Gateway = front.Endpoint,
        Connections = Points,
        Points = Points,
        DataStart = _nextData,
        DataStep = TimeSpan.FromSeconds(1),
        // Devices that connect anew find their points elsewhere, and these move.
        Warmup = TimeSpan.FromSeconds(15),
        Reconnect = true,
        Drain = TimeSpan.FromSeconds(15),
    };

    async Task<double> Measure(
        Bench bench, string what, LoadOptions load, SiloCluster cluster, bool isShown, CancellationToken cancellationToken)
    {
        bench.Report.Progress(what);
        double before = MachineReading.Load();
        long transactions = await Transactions(cluster, cancellationToken);
        LoadResult result = await new LoadRunner(load with { DataStart = _nextData }, TimeProvider.System).RunAsync(cancellationToken);
        _nextData = _nextData.AddSeconds(result.TotalSent / Points + 1);
        transactions = await Transactions(cluster, cancellationToken) - transactions;
        if (!isShown)
            return result.FramesPerSecond;
        bench.Report.Add(RowOf(what, result, before));
        bench.Report.Note(FormattableString.Invariant(
            $"{what}: {1_000.0 * transactions / Math.Max(1, result.TotalAcknowledged):0} transactions per 1,000 frames."));
        return result.FramesPerSecond;
    }

    /// <summary>The same points asked at the silo where they live, and at the other.</summary>
    static async Task MeasureHop(Bench bench, SiloCluster cluster, CancellationToken cancellationToken)
    {
        bench.Report.Progress("points asked at either silo");
        var histograms = new LongHistogram[2];
        double load = MachineReading.Load();
        for (int i = 0; i < histograms.Length; i++)
            histograms[i] = await Ask(cluster.Silos[i], cancellationToken);
        // Points live at either silo, about half of them at each: the slower half of the calls goes to the other one.
        foreach ((LongHistogram histogram, int silo) in histograms.Select((histogram, silo) => (histogram, silo + 1)))
        {
            bench.Report.Add(new Row
            {
                What = $"GetPoint one after another, at silo {silo}",
                Unit = "calls/s",
                Latency = Latency.Of(histogram),
                LoadBefore = load,
            });
            bench.Report.Note(FormattableString.Invariant(
                $"Silo {silo}: a quarter of the calls within {histogram.GetValueAtPercentile(25) / 1_000.0:0.00} ms, three quarters within {histogram.GetValueAtPercentile(75) / 1_000.0:0.00} ms: the hop to the other silo costs about the difference."));
        }
    }

    static async Task<LongHistogram> Ask(SiloProcess silo, CancellationToken cancellationToken)
    {
        using GrpcChannel channel = GrpcChannel.ForAddress(silo.Grpc);
        var points = new TwinService.TwinServiceClient(channel);
        var histogram = new LongHistogram(60_000_000, 3);
        for (int call = -Calls / 4; call < Calls; call++)
        {
            long began = Stopwatch.GetTimestamp();
            await points.GetPointAsync(new GetPointRequest { Name = PointCalls.NameOf(Math.Abs(call) % Points) }, cancellationToken: cancellationToken);
            if (call >= 0)
                histogram.RecordValue(Math.Max(1, (long)Stopwatch.GetElapsedTime(began).TotalMicroseconds));
        }

        return histogram;
    }

    /// <summary>Three silos are stopped and started again, one after another, while devices report.</summary>
    /// <param name="rate">Frames/s: at most a sixth of what two silos carry here, since a start takes a core by itself.</param>
    async Task MeasureRestart(
        Bench bench, SiloCluster cluster, DeviceFront front, double rate, CancellationToken cancellationToken)
    {
        bench.Report.Progress("rolling restart of three silos");
        double before = MachineReading.Load();
        LoadOptions load = Load(front) with
        {
            Rate = rate,
            AnswerTimeout = TimeSpan.FromSeconds(5),
            Duration = TimeSpan.FromMinutes(10),
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<LoadResult> running = new LoadRunner(load, TimeProvider.System).RunAsync(stop.Token);
        await Task.Delay(bench.Turn, cancellationToken);
        long began = Stopwatch.GetTimestamp();
        foreach (SiloProcess silo in cluster.Silos.ToArray())
        {
            int code = await silo.Stop();
            if (code != 0)
                throw new InvalidOperationException($"A silo ended with {code}: {silo.Output}");
            await silo.StartAgain(cancellationToken);
        }

        TimeSpan restart = Stopwatch.GetElapsedTime(began);
        await Task.Delay(bench.Turn, cancellationToken);
        await stop.CancelAsync();
        LoadResult result = await running;
        bench.Report.Add(RowOf(FormattableString.Invariant($"rolling restart, {rate:#,0}/s offered"), result, before));
        bench.Report.Add(new Check(
            "every frame answered", FormattableString.Invariant($"{result.TotalAcknowledged:#,0} of {result.TotalSent:#,0}"),
            result.Unanswered == 0));
        bench.Report.Note(FormattableString.Invariant(
            $"Three silos in {restart.TotalSeconds:0} s; {result.Reconnects} connections made again, {result.Resent} frames sent again."));
    }

    /// <summary>All silos end, and begin at the same moment.</summary>
    static async Task MeasureColdStart(Bench bench, SiloCluster cluster, CancellationToken cancellationToken)
    {
        bench.Report.Progress("cold start of three silos");
        await Task.WhenAll(cluster.Silos.Select(silo => silo.Stop()));
        long began = Stopwatch.GetTimestamp();
        await Task.WhenAll(cluster.Silos.Select(silo => silo.StartAgain(cancellationToken)));
        TimeSpan ready = Stopwatch.GetElapsedTime(began);
        using var any = new SiloApi(cluster.Silos[0].Grpc);
        await PointCalls.AllAnswer(any.Twins, Points, cancellationToken);
        TimeSpan all = Stopwatch.GetElapsedTime(began);
        bench.Report.Note(FormattableString.Invariant(
            $"Cold start: three silos ready after {ready.TotalSeconds:0.0} s, {Points} points answer after {all.TotalSeconds:0.0} s; {await Transactions(cluster, cancellationToken)} requests to the table so far."));
    }

    /// <summary>From kill -9 of the silo at which most points live until every point has answered at another.</summary>
    static async Task<Lost> Loss(SiloCluster cluster, CancellationToken cancellationToken)
    {
        (SiloProcess silo, int held) = await Fullest(cluster, cancellationToken);
        using var other = new SiloApi(cluster.Silos.First(left => left != silo).Grpc);
        await PointCalls.AllAnswer(other.Twins, Points, cancellationToken);
        long began = Stopwatch.GetTimestamp();
        await silo.Kill();
        await PointCalls.AllAnswer(other.Twins, Points, cancellationToken);
        return new Lost(held, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    static async Task<(SiloProcess Silo, int Points)> Fullest(SiloCluster cluster, CancellationToken cancellationToken)
    {
        using var any = new SiloApi(cluster.Silos[0].Grpc);
        V1.Cluster now = await any.Cluster.GetClusterAsync(new GetClusterRequest(), cancellationToken: cancellationToken);
        V1.Silo fullest = now.Silos.MaxBy(PointsOf)!;
        return (cluster.Silos.Single(silo => fullest.Name.Contains($"/{silo.Address}@", StringComparison.Ordinal)), PointsOf(fullest));

        static int PointsOf(V1.Silo silo) => silo.Twins.Where(kind => kind.Kind == "points").Sum(kind => kind.Active);
    }

    static async Task<long> Transactions(SiloCluster cluster, CancellationToken cancellationToken)
    {
        long sum = 0;
        foreach (SiloProcess silo in cluster.Silos)
        {
            using var metrics = new Silos.SiloMetrics(silo.Http);
            sum += (long)await metrics.TableRequests(cancellationToken);
        }

        return sum;
    }

    static Row RowOf(string what, LoadResult result, double before) => new()
    {
        What = what,
        Rate = result.FramesPerSecond,
        Unit = "frames/s",
        Latency = new Latency(result.LatencyP50, result.LatencyP99, result.LatencyP999),
        LoadBefore = before,
    };

    /// <param name="Points">At the silo when it was killed.</param>
    /// <param name="Seconds">Until they answered elsewhere.</param>
    readonly record struct Lost(int Points, double Seconds);
}
