using System.Net;
using Grpc.Core;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Integration.Silos;
using Qianliyan.V1;
using SiloStatus = Qianliyan.V1.Silo;

namespace Qianliyan.Integration.Cluster;

/// <summary>An operator lets a silo leave.</summary>
public sealed class DrainTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silo_drained_under_load_leaves_and_loses_nothing()
    {
        await using SiloCluster cluster = await SiloCluster.Start(2, Cancellation, "--unknown-points", "register");
        using var api = new SiloApi(cluster.Silos[0].Grpc);
        await ClusterLoad.Under(cluster, async load =>
        {
            await ClusterLoad.Acknowledged(load);
            (await Silos(api)).ShouldAllBe(silo => silo.State == SiloState.Active && silo.Twins.Sum(twins => twins.Active) > 0);

            SiloStatus leaving = await Drain(api, cluster.Silos[1]);
            leaving.State.ShouldBe(SiloState.Draining);
            (await cluster.Silos[1].Ended(Cancellation)).ShouldBe(0, cluster.Silos[1].Output);

            (await Silos(api)).Select(silo => silo.Name).ShouldHaveSingleItem().ShouldStartWith(NameOf(cluster.Silos[0]));
            await ClusterLoad.Acknowledged(load);
        });
    }

    [Fact]
    public async Task A_draining_silo_answers_calls_but_takes_no_device_and_no_stream_and_is_not_ready()
    {
        await using SiloCluster cluster = await SiloCluster.Start(
            2, Cancellation, "--unknown-points", "register", "--drain-seconds", "3600");
        SiloProcess leaving = cluster.Silos[1];
        using var api = new SiloApi(leaving.Grpc);
        await using var device = new TestDevice { Mn = "D1" };
        await device.Connect(leaving.Devices, Cancellation);
        byte[] frame = device.Frame(2011, BeijingTime.Of(2026, 3, 2, 8), "a21026", 1);
        (await device.Ask(frame, Cancellation)).ShouldBe(Commands.DataAnswer);
        AsyncServerStreamingCall<WatchTwinsResponse> watch = api.Twins.WatchTwins(
            new WatchTwinsRequest { Names = { "points/D1-31" } }, cancellationToken: Cancellation);
        (await watch.ResponseStream.MoveNext(Cancellation)).ShouldBeTrue();

        await Drain(api, leaving);

        await Should.ThrowAsync<EndOfStreamException>(() => device.Answer(Cancellation));
        (await Ended(watch)).StatusCode.ShouldBe(StatusCode.Unavailable);
        await using var late = new TestDevice { Mn = "D1" };
        await late.Connect(leaving.Devices, Cancellation);
        await Should.ThrowAsync<EndOfStreamException>(() => late.Answer(Cancellation));
        using var http = new HttpClient { BaseAddress = leaving.Http };
        using HttpResponseMessage ready = await http.GetAsync("/healthz/ready", Cancellation);
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await api.Point("D1-31", Cancellation)).Factors[0].LastValue.ShouldBe("1");
        (await Silos(api)).Single(silo => silo.Name.StartsWith(NameOf(leaving), StringComparison.Ordinal))
            .State.ShouldBe(SiloState.Draining);

        (await leaving.Stop()).ShouldBe(0, "a second signal ends the wait");
    }

    [Fact]
    public async Task The_last_silo_leaves_only_when_that_is_meant()
    {
        await using SiloProcess only = await SiloProcess.Start(Cancellation);
        using var api = new SiloApi(only.Grpc);

        RpcException refused = await Should.ThrowAsync<RpcException>(() => Drain(api, only));
        refused.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        RpcException unknown = await Should.ThrowAsync<RpcException>(async () => await api.Cluster.DrainSiloAsync(
            new DrainSiloRequest { Name = "cluster/silos/10.1.2.3:4" }, cancellationToken: Cancellation));
        unknown.StatusCode.ShouldBe(StatusCode.NotFound);
        (await Silos(api)).Single().State.ShouldBe(SiloState.Active);

        await api.Cluster.DrainSiloAsync(
            new DrainSiloRequest { Name = NameOf(only), AllowLast = true }, cancellationToken: Cancellation);
        (await only.Ended(Cancellation)).ShouldBe(0, only.Output);
    }

    static string NameOf(SiloProcess silo) => $"cluster/silos/{silo.Address}";

    static async Task<SiloStatus> Drain(SiloApi api, SiloProcess silo) => await api.Cluster.DrainSiloAsync(
        new DrainSiloRequest { Name = NameOf(silo) }, cancellationToken: Cancellation);

    static async Task<IReadOnlyList<SiloStatus>> Silos(SiloApi api) =>
        (await api.Cluster.GetClusterAsync(new GetClusterRequest(), cancellationToken: Cancellation)).Silos;

    /// <summary>How the stream ends.</summary>
    static async Task<RpcException> Ended(AsyncServerStreamingCall<WatchTwinsResponse> watch) =>
        await Should.ThrowAsync<RpcException>(async () =>
        {
            while (await watch.ResponseStream.MoveNext(Cancellation))
                watch.ResponseStream.Current.ShouldNotBeNull();
        });
}
