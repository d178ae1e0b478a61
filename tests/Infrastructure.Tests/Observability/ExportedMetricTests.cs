using Grpc.Core;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Integration.Silos;
using Qianliyan.V1;

namespace Qianliyan.Infrastructure.Tests.Observability;

/// <summary>Dashboard and alerts against a running cluster, scraped by a real Prometheus.</summary>
public sealed class ExportedMetricTests
{
    static readonly BeijingTime Morning = BeijingTime.Of(2026, 3, 2, 8);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_panel_shows_something_and_no_alert_fires_of_a_cluster_that_is_well()
    {
        await using SiloCluster cluster = await SiloCluster.Start(2, Cancellation, "--unknown-points", "register");
        await using Prometheus prometheus = await Prometheus.Start(cluster.Silos, Cancellation);
        using var api = new SiloApi(cluster.Silos[0].Grpc);
        using AsyncServerStreamingCall<WatchTwinsResponse> watch = api.Twins.WatchTwins(
            new WatchTwinsRequest { Names = { "points/M1-31" } }, cancellationToken: Cancellation);
        (await watch.ResponseStream.MoveNext(Cancellation)).ShouldBeTrue();
        foreach (SiloProcess silo in cluster.Silos)
            await Report(silo);

        HashSet<string> exported = await Exported(cluster.Silos[0]);
        Dashboard.Expressions.Concat(Dashboard.Rules)
            .SelectMany(asked => Dashboard.MetricsOf(asked.Expression).Select(metric => (asked.Name, metric)))
            .Where(asked => !exported.Contains(asked.metric))
            .ShouldBeEmpty();

        foreach ((string panel, string expression) in Dashboard.Expressions)
            await Eventually.Get(
                () => prometheus.Series(expression, Cancellation), series => series > 0, $"{panel}: {expression}",
                Cancellation);

        List<(string Name, string Health, string State)> alerts = await Eventually.Get(
            () => prometheus.Alerts(Cancellation), rules => rules.All(rule => rule.Health == "ok"),
            "rules are evaluated", Cancellation);
        alerts.Count.ShouldBe(Dashboard.Rules.Count());
        alerts.Where(alert => alert.State == "firing").ShouldBeEmpty();
    }

    /// <summary>Frames that are recorded, deviate, and are refused; the device comes and goes.</summary>
    static async Task Report(SiloProcess silo)
    {
        await using var device = new TestDevice { Mn = "M1" };
        await device.Connect(silo.Devices, Cancellation);
        byte[] refused = device.Frame(Commands.Realtime, Morning, "a21026", 1m);
        refused[^3] ^= 1;
        await device.Send(refused, Cancellation);
        byte[] deviating = device.Frame(Commands.Realtime, Morning, "a21026", 1m);
        (await device.Ask(LowerCaseCrc(deviating), Cancellation)).ShouldBe(Commands.DataAnswer);
        byte[] frame = device.Frame(Commands.Realtime, Morning.AddSeconds(30), "a21026", 2m);
        (await device.Ask(frame, Cancellation)).ShouldBe(Commands.DataAnswer);
    }

    /// <summary>The four digits before CR LF.</summary>
    static byte[] LowerCaseCrc(byte[] frame)
    {
        for (int i = frame.Length - 6; i < frame.Length - 2; i++)
            frame[i] = (byte)char.ToLowerInvariant((char)frame[i]);
        return frame;
    }

    static async Task<HashSet<string>> Exported(SiloProcess silo)
    {
        using var http = new HttpClient { BaseAddress = silo.Http };
        string text = await http.GetStringAsync("/metrics", Cancellation);
        return
        [
            .. text.Split('\n')
                .Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => line[..line.AsSpan().IndexOfAny('{', ' ')]),
        ];
    }
}
