using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Integration.Silos;

namespace Qianliyan.Integration.Faults;

/// <summary>How a silo ends and comes back.</summary>
public sealed class StopTests
{
    static readonly BeijingTime Morning = BeijingTime.Of(2026, 3, 2, 8);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Terminated_it_ends_with_zero_and_comes_back_with_everything()
    {
        await using SiloProcess silo = await SiloProcess.Start(Cancellation, "--unknown-points", "register");
        byte[] first;
        await using (var device = new TestDevice { Mn = "STOP1" })
        {
            await device.Connect(silo.Devices, Cancellation);
            first = device.Frame(Commands.Realtime, Morning, "a21026", 1m);
            await device.Ask(first, Cancellation);
            await device.Ask(device.Frame(Commands.Realtime, Morning.AddSeconds(30), "a21026", 2m), Cancellation);
        }

        (await silo.Stop()).ShouldBe(0);
        await silo.StartAgain(Cancellation);

        using var api = new SiloApi(silo.Grpc);
        await using var again = new TestDevice { Mn = "STOP1" };
        await again.Connect(silo.Devices, Cancellation);
        (await again.Ask(first, Cancellation)).ShouldBe(Commands.DataAnswer);
        (await api.History("STOP1-31", Cancellation)).Select(o => o.Readings[0].Value).ShouldBe(["1", "2"]);
        (await api.Point("STOP1-31", Cancellation)).Factors[0].LastValue.ShouldBe("2");
        (await api.Proof("points/STOP1-31", Cancellation)).Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task A_second_silo_on_the_same_directory_is_refused_in_one_sentence()
    {
        await using SiloProcess silo = await SiloProcess.Start(Cancellation);

        InvalidOperationException refusal = await Should.ThrowAsync<InvalidOperationException>(
            () => SiloProcess.StartIn(silo.Directory, Cancellation));

        refusal.Message.ShouldContain("ended with 1");
        refusal.Message.ShouldContain("--data");
    }
}
