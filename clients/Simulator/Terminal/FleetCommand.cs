using System.CommandLine;
using System.Globalization;
using System.Net;
using Qianliyan.Simulator.Fleets;
using Qianliyan.Simulator.Running;

namespace Qianliyan.Simulator.Terminal;

/// <summary>The command without a verb: a city of devices against a gateway, or its registry files.</summary>
sealed class FleetCommand
{
    readonly Option<IPEndPoint> _gateway = EndpointOption.Gateway();
    readonly Option<double> _speed = new("--speed")
    {
        Description = "Simulated seconds per real second. Over 1 the clock begins a day ago; caught up, it slows to 1.",
        DefaultValueFactory = _ => 1,
    };
    readonly Option<int> _seed = new("--seed")
    {
        Description = "Decides positions and values.",
        DefaultValueFactory = _ => 1,
    };
    readonly Option<TimeSpan> _history = Durations.Option(
        "--history", "Simulated time before the start that is back-filled at once, such as 3h.", TimeSpan.Zero);
    readonly Option<TimeSpan> _interval = Durations.Option(
        "--rtd-interval", "Between two uploads of instants, 30s to 1h.", TimeSpan.FromSeconds(30));
    readonly Option<bool> _ahead = new("--run-ahead") { Description = "Let the simulated clock pass the real one." };
    readonly Option<bool> _calm = new("--calm") { Description = "Without the scripted events." };
    readonly Option<int> _micro = new("--micro-stations")
    {
        Description = "Micro-stations.",
        DefaultValueFactory = _ => 30,
    };
    readonly Option<DirectoryInfo?> _registry = new("--registry")
    {
        Description = "Write the registry files of the fleet into this folder and end.",
    };

    public void AddTo(RootCommand root)
    {
        Option[] options = [_gateway, _speed, _seed, _history, _interval, _ahead, _calm, _micro, _registry];
        foreach (Option option in options)
            root.Options.Add(option);
        root.SetAction(Run);
    }

    async Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        var city = new CityOptions { MicroStations = parsed.GetValue(_micro), Events = !parsed.GetValue(_calm) };
        Fleet fleet = Fleet.City(parsed.GetValue(_seed), city, grid: null);
        if (parsed.GetValue(_registry) is { } folder)
        {
            RegistryFiles.Write(fleet, folder.FullName);
            await output.WriteLineAsync($"registry files of {fleet.Points.Count()} points are in {folder.FullName}");
            return 0;
        }

        var runner = new FleetRunner(
            fleet,
            parsed.GetRequiredValue(_gateway),
            TimeProvider.System,
            new FleetOptions
            {
                Speed = parsed.GetValue(_speed),
                History = parsed.GetValue(_history),
                RealtimeInterval = parsed.GetValue(_interval),
                MayRunAhead = parsed.GetValue(_ahead),
            });
        await Announce(fleet, runner, output);
        Task running = runner.RunAsync(cancellation);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5));
        while (!cancellation.IsCancellationRequested)
        {
            Task<bool> tick = timer.WaitForNextTickAsync(cancellation).AsTask();
            if (await Task.WhenAny(running, tick) == running || tick.IsCanceled)
                break;
            await output.WriteLineAsync(Line(runner.Progress));
        }

        await running;
        await output.WriteLineAsync(Line(runner.Progress));
        return 0;
    }

    static async Task Announce(Fleet fleet, FleetRunner runner, TextWriter output)
    {
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{fleet.Loggers.Count} loggers, {fleet.Outlets.Count()} outlets, clock begins at {runner.Start}"));
        foreach (FleetEvent happening in fleet.Events.DistinctBy(happening => happening.Story))
        {
            string whom = happening.Logger ?? happening.Outlet?.ToString() ?? "";
            await output.WriteLineAsync(
                $"  from {runner.Start.AddSeconds((long)happening.First.TotalSeconds)}: {happening.Story} ({whom})");
        }
    }

    static string Line(FleetProgress now) => string.Create(
        CultureInfo.InvariantCulture,
        $"{now.Now} links {now.Connected}/{now.Loggers} sent {now.Sent} acknowledged {now.Acknowledged}")
        + string.Create(
            CultureInfo.InvariantCulture,
            $" re-sent {now.Resent} pending {now.Pending} abandoned {now.Abandoned} reconnects {now.Reconnects}")
        + string.Create(
            CultureInfo.InvariantCulture,
            $" p50 {now.MedianLatency.TotalMilliseconds:F1} ms p99 {now.Latency99.TotalMilliseconds:F1} ms");
}
