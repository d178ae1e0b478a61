using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Integration.Silos;
using Qianliyan.V1;

namespace Qianliyan.Integration.Devices;

/// <summary>Codes of HJ/T 212-2005 on the wire, with a meaning of their own at one point and none at the other.</summary>
public sealed class OldCodeTests
{
    const string Points = """
        # datum: wgs84
        mn,st,name,kind,region,old_codes
        OWN1,32,Outlet 1,waste_water,130102,011=w21003
        NATION1,32,Outlet 2,waste_water,130102,
        """;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("OWN1", "w21003")]
    [InlineData("NATION1", "w01018")]
    public async Task A_code_of_2005_means_what_is_registered_for_its_point(string mn, string factor)
    {
        await using SiloProcess silo = await SiloProcess.Start(Cancellation);
        using var api = new SiloApi(silo.Grpc);
        await api.Import(RegistryFileKind.Points, Points, Cancellation);
        await using var device = new TestDevice { Mn = mn, System = 32 };
        await device.Connect(silo.Devices, Cancellation);

        await device.Ask(
            device.Frame(Commands.Realtime, BeijingTime.Of(2026, 3, 2, 8), "011", 2.5m), Cancellation);

        FactorStatus status = (await api.Point($"{mn}-32", Cancellation)).Factors.ShouldHaveSingleItem();
        (status.Factor, status.LastValue).ShouldBe((factor, "2.5"));
    }
}
