using Qianliyan.Client;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Integration.Silos;
using Qianliyan.V1;

namespace Qianliyan.Integration.Api;

/// <summary>The client's watch outlives its silo.</summary>
public sealed class WatchTests
{
    static readonly BeijingTime Morning = BeijingTime.Of(2026, 3, 2, 8);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_watch_goes_on_after_kill_and_start_with_a_snapshot_that_misses_nothing()
    {
        await using SiloProcess silo = await SiloProcess.Start(Cancellation, "--unknown-points", "register");
        using var client = new QianliyanClient(silo.Grpc);
        await Record(silo, "1", Morning);
        await using IAsyncEnumerator<WatchTwinsResponse> watch = client
            .Watch(new WatchTwinsRequest { Names = { "points/W1-31" } }, Cancellation)
            .GetAsyncEnumerator(Cancellation);
        (await Next(watch, "1")).Sequence.ShouldBe(1);
        await UntilSynced(watch);

        await Record(silo, "2", Morning.AddSeconds(30));
        (await Next(watch, "2")).Sequence.ShouldBe(2);
        await silo.Kill();
        await silo.StartAgain(Cancellation);
        (await watch.MoveNextAsync()).ShouldBeTrue();

        TwinUpdate again = watch.Current.Updates.ShouldHaveSingleItem();
        (again.Sequence, again.Point.Factors[0].LastValue).ShouldBe((2, "2"));
        await UntilSynced(watch);
        await Record(silo, "3", Morning.AddSeconds(60));
        (await Next(watch, "3")).Sequence.ShouldBe(3);
    }

    [Fact]
    public async Task What_is_recorded_before_the_watch_is_back_is_in_its_snapshot()
    {
        await using SiloProcess silo = await SiloProcess.Start(Cancellation, "--unknown-points", "register");
        using var client = new QianliyanClient(silo.Grpc);
        await Record(silo, "1", Morning);
        await using IAsyncEnumerator<WatchTwinsResponse> watch = client
            .Watch(new WatchTwinsRequest { Names = { "points/W1-31" } }, Cancellation)
            .GetAsyncEnumerator(Cancellation);
        await Next(watch, "1");
        await UntilSynced(watch);
        ValueTask<bool> pending = watch.MoveNextAsync();

        await silo.Kill();
        await silo.StartAgain(Cancellation);
        await Record(silo, "2", Morning.AddSeconds(30));
        (await pending).ShouldBeTrue();

        bool isInSnapshot = watch.Current.Updates.ShouldHaveSingleItem().Point.Factors[0].LastValue == "2";
        TwinUpdate newest = isInSnapshot ? watch.Current.Updates[0] : await Next(watch, "2");
        newest.Sequence.ShouldBe(2);
    }

    static async Task Record(SiloProcess silo, string value, BeijingTime time)
    {
        await using var device = new TestDevice { Mn = "W1" };
        await device.Connect(silo.Devices, Cancellation);
        byte[] frame = device.Frame(
            Commands.Realtime, time, "a21026", decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture));
        (await device.Ask(frame, Cancellation)).ShouldBe(Commands.DataAnswer);
    }

    /// <summary>Reads on until the point shows the value.</summary>
    static async Task<TwinUpdate> Next(IAsyncEnumerator<WatchTwinsResponse> watch, string value)
    {
        while (true)
        {
            (await watch.MoveNextAsync()).ShouldBeTrue();
            foreach (TwinUpdate update in watch.Current.Updates)
            {
                if (update.Point.Factors.Any(factor => factor.LastValue == value))
                    return update;
            }
        }
    }

    static async Task UntilSynced(IAsyncEnumerator<WatchTwinsResponse> watch)
    {
        while (!watch.Current.Synced)
            (await watch.MoveNextAsync()).ShouldBeTrue();
    }
}
