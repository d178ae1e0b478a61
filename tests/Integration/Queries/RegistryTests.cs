using Grpc.Core;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Integration.Silos;
using Qianliyan.V1;

namespace Qianliyan.Integration.Queries;

/// <summary>Registry files that come again: what they say is replaced, what they do not speak of stays.</summary>
public sealed class RegistryTests
{
    const string Points = """
        # datum: wgs84
        mn,st,name,kind,region,longitude,latitude,password,minute_interval
        KNOWN1,31,Boiler 1,flue_gas,130102,114.5,38.0,secret,5
        """;

    const string Names = """
        mn,st,name,kind,region
        KNOWN1,31,Boiler one,flue_gas,130102
        """;

    const string NoPasswords = """
        mn,st,name,kind,region,password
        KNOWN1,31,Boiler one,flue_gas,130102,
        """;

    const string Limits = """
        mn,st,factor,period,upper,lower,source
        KNOWN1,31,a21026,hour,100,,permit
        """;

    const string OtherLimits = """
        mn,st,factor,period,upper,lower,source
        KNOWN1,31,a21002,hour,100,,permit
        """;

    const string BadLimits = """
        mn,st,factor,period,upper,lower,source
        KNOWN1,31,a21026,hour,100,,permit
        KNOWN1,31,a21002,fortnight,100,,permit
        """;

    static readonly BeijingTime Morning = BeijingTime.Of(2026, 3, 2, 8);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_points_file_that_comes_again_keeps_the_limits_and_the_password_that_it_does_not_speak_of()
    {
        await using SiloProcess silo = await SiloProcess.Start(Cancellation);
        using var api = new SiloApi(silo.Grpc);
        ImportResult limits = await api.Import(
            Cancellation, (RegistryFileKind.Points, Points), (RegistryFileKind.Limits, Limits));
        await using var wrong = new TestDevice { Mn = "KNOWN1", Password = "wrong1" };
        await using var right = new TestDevice { Mn = "KNOWN1", Password = "secret" };
        await right.Connect(silo.Devices, Cancellation);

        ImportResult again = await api.Import(RegistryFileKind.Points, Names, Cancellation);
        byte[] frames =
        [
            .. wrong.Frame(Commands.Hour, Morning, "a21026", 1m),
            .. right.Frame(Commands.Hour, Morning, "a21026", 150m),
        ];
        (await right.Ask(frames, Cancellation)).ShouldBe(Commands.DataAnswer);

        limits.AppliedCount.ShouldBe(1);
        again.AppliedCount.ShouldBe(1);
        Point point = await api.Point("KNOWN1-31", Cancellation);
        point.DisplayName.ShouldBe("Boiler one");
        point.Location.ShouldNotBeNull();
        point.Level.ShouldBe(Level.Warning);
        point.LevelReason.ShouldContain("a21026");
        (await api.History("KNOWN1-31", Cancellation)).ShouldHaveSingleItem().Readings[0].Value.ShouldBe("150");
        (await api.Proof("points/KNOWN1-31", Cancellation)).Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task A_points_file_with_an_empty_password_lifts_it()
    {
        await using SiloProcess silo = await SiloProcess.Start(Cancellation);
        using var api = new SiloApi(silo.Grpc);
        await api.Import(RegistryFileKind.Points, Points, Cancellation);
        await using var device = new TestDevice { Mn = "KNOWN1", Password = "other1" };
        await device.Connect(silo.Devices, Cancellation);

        await api.Import(RegistryFileKind.Points, NoPasswords, Cancellation);

        (await device.Ask(device.Frame(Commands.Realtime, Morning, "a21026", 1m), Cancellation))
            .ShouldBe(Commands.DataAnswer);
    }

    /// <summary>From the day on which it comes: data of earlier days are judged by the limits of then.</summary>
    [Fact]
    public async Task A_limits_file_that_comes_again_says_all_limits_of_its_points()
    {
        BeijingTime today = BeijingTime.From(TimeProvider.System.GetUtcNow()).StartOfHour;
        await using SiloProcess silo = await SiloProcess.Start(Cancellation);
        using var api = new SiloApi(silo.Grpc);
        await api.Import(Cancellation, (RegistryFileKind.Points, Points), (RegistryFileKind.Limits, Limits));

        await api.Import(Cancellation, (RegistryFileKind.Points, Names), (RegistryFileKind.Limits, OtherLimits));
        await using var device = new TestDevice { Mn = "KNOWN1", Password = "secret" };
        await device.Connect(silo.Devices, Cancellation);
        await device.Ask(device.Frame(Commands.Hour, today, "a21026", 150m), Cancellation);
        (await api.Point("KNOWN1-31", Cancellation)).Level.ShouldBe(Level.Normal);
        await device.Ask(device.Frame(Commands.Hour, today, "a21002", 150m), Cancellation);

        (await api.Point("KNOWN1-31", Cancellation)).Level.ShouldBe(Level.Warning);
    }

    [Fact]
    public async Task A_bad_row_in_the_limits_keeps_the_points_of_the_same_import_out_too()
    {
        await using SiloProcess silo = await SiloProcess.Start(Cancellation);
        using var api = new SiloApi(silo.Grpc);

        await api.Import(Cancellation, (RegistryFileKind.Points, Points), (RegistryFileKind.Limits, BadLimits));

        RpcException unknown = await Should.ThrowAsync<RpcException>(() => api.Point("KNOWN1-31", Cancellation));
        unknown.StatusCode.ShouldBe(StatusCode.NotFound);
    }
}
