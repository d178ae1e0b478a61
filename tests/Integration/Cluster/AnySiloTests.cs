using Qianliyan.Client;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Integration.Silos;
using Qianliyan.V1;

namespace Qianliyan.Integration.Cluster;

/// <summary>Devices and clients may connect to any silo of a cluster.</summary>
public sealed class AnySiloTests
{
    static readonly BeijingTime Morning = BeijingTime.Of(2026, 3, 2, 8);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_device_tells_one_silo_is_read_and_watched_at_another()
    {
        await using SiloCluster cluster = await SiloCluster.Start(2, Cancellation, "--unknown-points", "register");
        using var client = new QianliyanClient(cluster.Silos[1].Grpc);
        await using IAsyncEnumerator<WatchTwinsResponse> watch = client
            .Watch(new WatchTwinsRequest { Names = { "points/C1-31", "points/C2-31" } }, Cancellation)
            .GetAsyncEnumerator(Cancellation);
        await UntilSynced(watch);

        await Record(cluster.Silos[0], "C1", 1, Morning);
        await Record(cluster.Silos[1], "C2", 2, Morning);

        (await NextOf(watch, "points/C1-31", "points/C2-31")).ShouldBe(["points/C1-31 1", "points/C2-31 2"]);
        using var api = new SiloApi(cluster.Silos[0].Grpc);
        (await api.Point("C2-31", Cancellation)).Factors[0].LastValue.ShouldBe("2");
        (await api.History("C2-31", Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_watch_misses_nothing_when_a_silo_comes_and_another_is_killed()
    {
        await using SiloCluster cluster = await SiloCluster.Start(2, Cancellation, "--unknown-points", "register");
        string[] names = [.. Enumerable.Range(0, 20).Select(i => $"points/W{i}-31")];
        using var client = new QianliyanClient(cluster.Silos[0].Grpc);
        await using IAsyncEnumerator<WatchTwinsResponse> watch = client
            .Watch(new WatchTwinsRequest { Names = { names } }, Cancellation)
            .GetAsyncEnumerator(Cancellation);
        await UntilSynced(watch);
        for (int i = 0; i < names.Length; i++)
            await Record(cluster.Silos[i % 2], $"W{i}", 1, Morning);
        await NextOf(watch, names);

        SiloProcess third = await cluster.Add(Cancellation);
        for (int i = 0; i < names.Length; i++)
            await Record(third, $"W{i}", 2, Morning.AddSeconds(30));
        await UntilValue(watch, names, "2");
        await cluster.Silos[1].Kill();
        for (int i = 0; i < names.Length; i++)
            await Record(third, $"W{i}", 3, Morning.AddSeconds(60));

        await UntilValue(watch, names, "3");
    }

    /// <summary>As a device does: again, on a new connection, until it is acknowledged.</summary>
    static Task<int> Record(SiloProcess silo, string mn, decimal value, BeijingTime time) => Eventually.Get(
        async () =>
        {
            await using var device = new TestDevice { Mn = mn };
            await device.Connect(silo.Devices, Cancellation);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            patience.CancelAfter(TimeSpan.FromSeconds(5));
            try
            {
                return await device.Ask(device.Frame(2011, time, "a21026", value), patience.Token);
            }
            catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
            {
                return 0;
            }
        },
        answer => answer == Commands.DataAnswer,
        $"{mn} is acknowledged",
        Cancellation);

    static async Task UntilSynced(IAsyncEnumerator<WatchTwinsResponse> watch)
    {
        do
            (await watch.MoveNextAsync()).ShouldBeTrue();
        while (!watch.Current.Synced);
    }

    /// <summary>The first update with data of each twin.</summary>
    static async Task<string[]> NextOf(IAsyncEnumerator<WatchTwinsResponse> watch, params string[] names)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        while (values.Count < names.Length)
        {
            (await watch.MoveNextAsync()).ShouldBeTrue();
            foreach (TwinUpdate update in watch.Current.Updates.Where(update => update.Point?.Factors.Count > 0))
                values.TryAdd(update.Point.Name, update.Point.Factors[0].LastValue);
        }

        return [.. values.Select(value => $"{value.Key} {value.Value}")];
    }

    static async Task UntilValue(IAsyncEnumerator<WatchTwinsResponse> watch, string[] names, string value)
    {
        HashSet<string> waiting = [.. names];
        while (waiting.Count > 0)
        {
            (await watch.MoveNextAsync()).ShouldBeTrue();
            foreach (TwinUpdate update in watch.Current.Updates.Where(update => update.Point?.Factors.Count > 0))
            {
                if (update.Point.Factors[0].LastValue == value)
                    waiting.Remove(update.Point.Name);
            }
        }
    }
}
