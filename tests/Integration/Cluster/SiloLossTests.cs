using Qianliyan.Integration.Silos;

namespace Qianliyan.Integration.Cluster;

/// <summary>Silos of a cluster are killed, stopped and frozen under load: what was acknowledged is there exactly once.</summary>
public sealed class SiloLossTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kills_of_one_of_three_silos_lose_and_double_nothing_that_was_acknowledged()
    {
        await using SiloCluster cluster = await SiloCluster.Start(3, Cancellation, "--unknown-points", "register");
        await ClusterLoad.Under(cluster, async load =>
        {
            for (int kill = 0; kill < 3; kill++)
            {
                SiloProcess victim = cluster.Silos[1 + (kill % 2)];
                await ClusterLoad.Acknowledged(load);
                await victim.Kill();
                await ClusterLoad.Acknowledged(load);
                await victim.StartAgain(Cancellation);
            }
        });
    }

    [Fact]
    public async Task A_silo_that_stops_hands_its_twins_over()
    {
        await using SiloCluster cluster = await SiloCluster.Start(2, Cancellation, "--unknown-points", "register");
        await ClusterLoad.Under(cluster, async load =>
        {
            await ClusterLoad.Acknowledged(load);
            (await cluster.Silos[1].Stop()).ShouldBe(0, cluster.Silos[1].Output);
            await ClusterLoad.Acknowledged(load);
        });
    }

    [Fact]
    public async Task A_frozen_silo_that_wakes_up_after_it_was_declared_dead_changes_nothing()
    {
        await using SiloCluster cluster = await SiloCluster.Start(2, Cancellation, "--unknown-points", "register");
        await ClusterLoad.Under(cluster, async load =>
        {
            await ClusterLoad.Acknowledged(load);
            await cluster.Silos[1].Freeze();
            await ClusterLoad.Acknowledged(load);
            await cluster.Silos[1].Thaw();
            await ClusterLoad.Acknowledged(load);
        });
    }
}
