using Qianliyan.Integration.Silos;
using Qianliyan.V1;

namespace Qianliyan.Integration.Cluster;

/// <summary>A silo that the others cannot hear: what was acknowledged is there exactly once.</summary>
public sealed class CutOffTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silo_cut_off_from_the_others_but_not_from_storage_ends_and_the_others_go_on()
    {
        await using SiloNetwork network = await SiloNetwork.Create(3, Cancellation);
        await using SiloCluster cluster = await SiloCluster.StartAt(
            network.Places, network.Here, Cancellation, "--unknown-points", "register");
        await ClusterLoad.Under(cluster, async load =>
        {
            await ClusterLoad.Acknowledged(load);
            await network.Cut(2, Cancellation);
            (await cluster.Silos[2].Ended(Cancellation)).ShouldNotBe(0, cluster.Silos[2].Output);
            await ClusterLoad.Acknowledged(load);
            (await Active(cluster.Silos[0])).ShouldBe(2);

            await network.Mend(2, Cancellation);
            await cluster.Silos[2].StartAgain(Cancellation);
            await ClusterLoad.Acknowledged(load);
            (await Active(cluster.Silos[0])).ShouldBe(3);
        });
    }

    static async Task<int> Active(SiloProcess silo)
    {
        using var api = new SiloApi(silo.Grpc);
        V1.Cluster state = await api.Cluster.GetClusterAsync(new GetClusterRequest(), cancellationToken: Cancellation);
        return state.Silos.Count(each => each.State == SiloState.Active);
    }
}
