using System.CommandLine;
using Qianliyan.Benchmarks.Cluster;
using Qianliyan.Benchmarks.Codec;
using Qianliyan.Benchmarks.Detectors;
using Qianliyan.Benchmarks.Devices;
using Qianliyan.Benchmarks.Echo;
using Qianliyan.Benchmarks.Folds;
using Qianliyan.Benchmarks.Reports;
using Qianliyan.Benchmarks.Trials;
using Qianliyan.Benchmarks.Twins;

namespace Qianliyan.Benchmarks;

/// <summary>The command line: which sections to run and for how long.</summary>
static class BenchmarkCommand
{
    const string All = "all";
    static readonly TimeSpan LongestSection = TimeSpan.FromMinutes(25);

    static readonly (string Name, IBenchmark Benchmark)[] Benchmarks =
    [
        ("codec", new CodecBenchmark()),
        ("fold", new FoldBenchmark()),
        ("dryrun", new TrialBenchmark()),
        ("detectors", new DetectorsBenchmark()),
        ("devices", new DevicesBenchmark()),
        ("national", new NationalBenchmark()),
        ("backfill", new BackFillBenchmark()),
        ("ingest", new IngestBenchmark()),
        ("get", new GetBenchmark()),
        ("memory", new MemoryBenchmark()),
        ("restart", new RestartBenchmark()),
        ("cluster", new ClusterBenchmark()),
        ("transactions", new TransactionBenchmark()),
        ("faults", new FaultBenchmark()),
    ];

    public static RootCommand Create()
    {
        string[] names = [All, .. Benchmarks.Select(entry => entry.Name)];
        Argument<string[]> which = new("which")
        {
            Description = string.Join(", ", names) + ".",
            Arity = ArgumentArity.OneOrMore,
        };
        which.AcceptOnlyFromAmong(names);
        Option<int> seconds = new("--duration")
        {
            Description = "Seconds that the longest rows are measured.",
            DefaultValueFactory = _ => 60,
        };
        Option<bool> quick = new("--quick") { Description = "A smoke check: windows of 5 s, a tenth of the points." };
        Option<int> points = new("--points")
        {
            Description = "Points whose history the dry run tries a policy on.",
            DefaultValueFactory = _ => 6_000,
        };
        Option<string?> output = new("--out") { Description = "Also write the report into this Markdown file." };
        var root = new RootCommand(
            "Measures Qianliyan beside raw ceilings of the same run. Each row prints the limit it is held to.")
        {
            which, seconds, quick, points, output, EchoCommand.Create(),
        };
        root.SetAction((parsed, cancellationToken) =>
        {
            bool isQuick = parsed.GetValue(quick);
            var duration = TimeSpan.FromSeconds(isQuick ? 5 : parsed.GetValue(seconds));
            var report = new Report(parsed.InvocationConfiguration.Output, parsed.GetValue(output));
            var bench = new Bench(report, duration, isQuick) { TrialPoints = parsed.GetValue(points) };
            return Run(parsed.GetRequiredValue(which), bench, cancellationToken);
        });
        return root;
    }

    /// <returns>How many limits were not kept.</returns>
    static async Task<int> Run(string[] which, Bench bench, CancellationToken cancellationToken)
    {
        foreach ((string name, IBenchmark benchmark) in Benchmarks)
        {
            if (cancellationToken.IsCancellationRequested || (!which.Contains(All) && !which.Contains(name)))
                continue;
            bench.Report.Begin($"{name}: {benchmark.Title}");
            await RunOne(benchmark, bench, cancellationToken);
            bench.Report.End();
        }

        return bench.Report.Missed;
    }

    /// <summary>A section that fails is a limit missed; the others run all the same.</summary>
    static async Task RunOne(IBenchmark benchmark, Bench bench, CancellationToken cancellationToken)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bounded.CancelAfter(LongestSection);
        try
        {
            await benchmark.Run(bench, bounded.Token);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            string cause = cancellationToken.IsCancellationRequested ? "stopped from outside"
                : bounded.IsCancellationRequested ? $"stopped after {LongestSection.TotalMinutes:F0} minutes"
                : e.Message;
            bench.Report.Add(new Check("runs to its end", cause, IsMet: false));
            if (!bounded.IsCancellationRequested)
                bench.Report.Progress(e.ToString());
        }
    }
}
