using Qianliyan.Client;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Integration.Silos;
using Qianliyan.V1;

namespace Qianliyan.Integration.Telemetry;

/// <summary>What a silo sends to an OpenTelemetry collector.</summary>
public sealed class TraceTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_trace_goes_from_a_frame_at_one_silo_to_the_watch_update_at_another()
    {
        await using OtlpCollector collector = await OtlpCollector.Start(Cancellation);
        await using SiloCluster cluster = await SiloCluster.Start(
            2, Cancellation, "--unknown-points", "register", "--otlp", collector.Address, "--trace-share", "1");
        using var client = new QianliyanClient(cluster.Silos[1].Grpc);
        await using IAsyncEnumerator<WatchTwinsResponse> watch = client
            .Watch(new WatchTwinsRequest { Names = { "points/T1-31" } }, Cancellation)
            .GetAsyncEnumerator(Cancellation);
        do
            (await watch.MoveNextAsync()).ShouldBeTrue();
        while (!watch.Current.Synced);

        await using var device = new TestDevice { Mn = "T1" };
        await device.Connect(cluster.Silos[0].Devices, Cancellation);
        (await device.Ask(device.Frame(2011, BeijingTime.Of(2026, 3, 2, 8), "a21026", 1), Cancellation))
            .ShouldBe(Commands.DataAnswer);
        (await watch.MoveNextAsync()).ShouldBeTrue();

        await Eventually.Get(
            () => Task.FromResult(collector.HasTrace("hj212 uploads", "twin append", "watch update")),
            isThere => isThere, "the trace has come", Cancellation);
        IReadOnlyList<OtlpSpan> trace = collector.TraceWith("hj212 uploads");
        trace.Single(span => span.Name == "hj212 uploads").Parent.ShouldBe("");
        trace.Where(span => span.Parent.Length > 0)
            .ShouldAllBe(span => trace.Any(parent => parent.Id == span.Parent));
    }

    [Fact]
    public async Task A_collector_gets_metrics_and_logs_and_no_trace_where_none_is_wanted()
    {
        await using OtlpCollector collector = await OtlpCollector.Start(Cancellation);
        await using SiloProcess silo = await SiloProcess.Start(
            Cancellation, "--unknown-points", "register", "--otlp", collector.Address, "--trace-share", "0");

        await Acknowledged(silo);
        await Eventually.Get(
            () => Task.FromResult(collector.Calls("metrics")), calls => calls > 0, "metrics have come", Cancellation);
        (await silo.Stop()).ShouldBe(0);

        (collector.Calls("logs") > 0, collector.Calls("trace")).ShouldBe((true, 0));
    }

    [Fact]
    public async Task A_collector_that_is_gone_disturbs_nothing()
    {
        OtlpCollector collector = await OtlpCollector.Start(Cancellation);
        string address = collector.Address;
        await collector.DisposeAsync();
        await using SiloProcess silo = await SiloProcess.Start(
            Cancellation, "--unknown-points", "register", "--otlp", address, "--trace-share", "1");

        await Acknowledged(silo);

        (await silo.Stop()).ShouldBe(0);
    }

    static async Task Acknowledged(SiloProcess silo)
    {
        await using var device = new TestDevice { Mn = "T2" };
        await device.Connect(silo.Devices, Cancellation);
        (await device.Ask(device.Frame(2011, BeijingTime.Of(2026, 3, 2, 8), "a21026", 1), Cancellation))
            .ShouldBe(Commands.DataAnswer);
    }
}
