using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Integration.Silos;
using Qianliyan.V1;
using SiloStatus = Qianliyan.V1.Silo;

namespace Qianliyan.Integration.Cluster;

/// <summary>Where twins live.</summary>
public sealed class PlacementTests
{
    static readonly string[] Devices = [.. Enumerable.Range(0, 8).Select(i => $"P{i}")];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_point_moves_to_the_silo_at_which_its_device_stays()
    {
        await using SiloCluster cluster = await SiloCluster.Start(2, Cancellation, "--unknown-points", "register");
        using var api = new SiloApi(cluster.Silos[0].Grpc);

        await Report(cluster.Silos[0], BeijingTime.Of(2026, 3, 2, 8));
        await UntilPointsAt(api, cluster.Silos[0]);
        await Report(cluster.Silos[1], BeijingTime.Of(2026, 3, 2, 9));
        await UntilPointsAt(api, cluster.Silos[1]);

        foreach (string mn in Devices)
        {
            (await api.History($"{mn}-31", Cancellation)).Count.ShouldBe(8);
            (await api.Proof($"points/{mn}-31", Cancellation)).Holds.ShouldBeTrue(mn);
        }
    }

    /// <summary>Each device sends four frames over one connection.</summary>
    static async Task Report(SiloProcess silo, BeijingTime from)
    {
        foreach (string mn in Devices)
        {
            await using var device = new TestDevice { Mn = mn };
            await device.Connect(silo.Devices, Cancellation);
            for (int i = 0; i < 4; i++)
            {
                byte[] frame = device.Frame(2011, from.AddSeconds(30 * i), "a21026", i);
                (await device.Ask(frame, Cancellation)).ShouldBe(Commands.DataAnswer);
            }
        }
    }

    static Task<int> UntilPointsAt(SiloApi api, SiloProcess silo) => Eventually.Get(
        async () =>
        {
            V1.Cluster state = await api.Cluster.GetClusterAsync(
                new GetClusterRequest(), cancellationToken: Cancellation);
            SiloStatus asked = state.Silos.Single(
                each => each.Name.StartsWith($"cluster/silos/{silo.Address}@", StringComparison.Ordinal));
            return asked.Twins.SingleOrDefault(kind => kind.Kind == "points")?.Active ?? 0;
        },
        points => points == Devices.Length,
        $"all points are at {silo.Address}",
        Cancellation);
}
