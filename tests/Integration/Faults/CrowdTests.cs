using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Integration.Silos;

namespace Qianliyan.Integration.Faults;

public sealed class CrowdTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    const int Devices = 5_000;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_thousand_devices_at_once_are_all_answered()
    {
        TestDevice[] devices = [.. Enumerable.Range(0, Devices).Select(i => new TestDevice { Mn = $"CROWD{i:D4}" })];
        try
        {
            await Parallel.ForEachAsync(
                devices, Cancellation, async (device, token) => await device.Connect(shared.Silo.Devices, token));

            int[] answers = await Task.WhenAll(devices.Select(device =>
                device.Ask(
                    device.Frame(Commands.Realtime, BeijingTime.Of(2026, 3, 2, 8), "a21026", 1m), Cancellation)));

            answers.ShouldAllBe(answer => answer == Commands.DataAnswer);
        }
        finally
        {
            foreach (TestDevice device in devices)
                await device.DisposeAsync();
        }
    }
}
