using System.Globalization;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;
using Qianliyan.Simulator.Running;
using Spectre.Console;

namespace Qianliyan.Silo.Demo;

/// <summary>
/// What the demonstration shows on the console: a live table, or a line now and then where nobody looks.
/// </summary>
sealed class DemoView(DemoCity city, SiloSettings settings, IGrainFactory grains, FleetRunner runner)
{
    const int MostRows = 18;
    const int WidthOfFiles = 200;
    static readonly TimeSpan LiveInterval = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(10);

    public void ShowAddresses()
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive)
            AnsiConsole.Profile.Width = WidthOfFiles;
        string sample = city.Fleet.Points.First().Twin.ToString();
        int points = city.Fleet.Points.Count();
        int enterprises = city.Fleet.Enterprises.Count;
        int furnaces = city.Fleet.Incinerators.Count;
        AnsiConsole.MarkupLineInterpolated(
            $"[bold]Qianliyan[/] is up: {points} points, {enterprises} enterprises, {furnaces} furnaces.");
        AnsiConsole.MarkupLineInterpolated(
            $"  JSON, start page   http://localhost:{settings.HttpPort}/  (try /v1/{sample})");
        AnsiConsole.MarkupLineInterpolated(
            $"  gRPC               http://localhost:{settings.GrpcPort}  (reflection on)");
        AnsiConsole.MarkupLineInterpolated($"  Orleans dashboard  http://localhost:{settings.HttpPort}/dashboard/");
        AnsiConsole.MarkupLineInterpolated(
            $"  metrics, health    http://localhost:{settings.HttpPort}/metrics  /healthz/ready");
        AnsiConsole.MarkupLineInterpolated($"  HJ 212 devices     localhost:{settings.Hj212Port}");
        AnsiConsole.MarkupInterpolated($"  Demonstration: open to everybody on {settings.Listen}. ");
        AnsiConsole.MarkupLineInterpolated(
            $"Ctrl+C ends it; what was acknowledged stays in {Path.GetFullPath(settings.DataDirectory)}.");
    }

    public async Task Live(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LiveInterval);
        await AnsiConsole.Live(new Text("…")).StartAsync(async live =>
        {
            while (await Tick(timer, cancellationToken))
                live.UpdateTarget(Table(await Statuses()));
        });
    }

    public async Task Lines(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LineInterval);
        while (await Tick(timer, cancellationToken))
        {
            PointStatus[] points = await Statuses();
            string levels = string.Join(
                ", ", points.GroupBy(p => p.Level).OrderByDescending(g => g.Key).Select(g => $"{g.Count()} {g.Key}"));
            AnsiConsole.WriteLine($"{Clock()}  {Traffic()}  {levels}");
            foreach (PointStatus point in points.Where(p => p.Level >= EscalationLevel.Warning).Take(5))
                AnsiConsole.WriteLine($"    {point.Name} {point.DisplayName}: {point.Level}, {point.LevelReason}");
        }
    }

    async Task<PointStatus[]> Statuses()
    {
        PointRecord[] points = [.. city.Fleet.Points];
        TwinStatus[] statuses = await Task.WhenAll(
            points.Select(point => grains.GetTwin(point.Twin).GetStatus().AsTask()));
        return
        [
            .. statuses.Cast<PointStatus>()
                .OrderByDescending(p => p.Level)
                .ThenByDescending(p => p.Link)
                .ThenBy(p => p.Name),
        ];
    }

    Table Table(PointStatus[] points)
    {
        Table table = new Table().Border(TableBorder.Rounded).Title($"{Clock()}   {Traffic()}")
            .AddColumns("Point", "Level", "Link", "Newest values", "Why");
        foreach (PointStatus point in points.Take(MostRows))
        {
            table.AddRow(
                new Markup(Markup.Escape(point.DisplayName)),
                new Markup(Level(point.Level)),
                new Markup(Link(point.Link)),
                new Markup(Markup.Escape(Values(point))),
                new Markup(Markup.Escape(point.LevelReason)));
        }

        return table.Caption($"{points.Length} points, the worst {Math.Min(MostRows, points.Length)} shown");
    }

    string Traffic()
    {
        FleetProgress now = runner.Progress;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{now.Connected}/{now.Loggers} devices, {now.Acknowledged:N0} frames acknowledged, "
            + $"{now.Pending:N0} not yet, p99 {now.Latency99.TotalMilliseconds:F0} ms");
    }

    string Clock() =>
        runner.Progress.Now.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    static string Values(PointStatus point) =>
        string.Join("  ", point.Factors.Where(f => f.Last.HasValue).Take(3).Select(Value));

    static string Value(FactorStatus factor) =>
        factor.LastFlag is Domain.Measurements.DataFlag.Normal
            ? $"{factor.Factor} {factor.Last}"
            : $"{factor.Factor} {factor.Last}({(char)factor.LastFlag})";

    static string Link(LinkState link) =>
        link == LinkState.Silent ? "[yellow]silent[/]" : Markup.Escape(link.ToString().ToLowerInvariant());

    static string Level(EscalationLevel level) => level switch
    {
        EscalationLevel.Exceeded => "[red]exceeded[/]",
        EscalationLevel.Warning => "[orange1]warning[/]",
        EscalationLevel.Notice => "[yellow]notice[/]",
        _ => "[green]normal[/]",
    };

    static async ValueTask<bool> Tick(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
