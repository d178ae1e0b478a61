using System.Text;
using Google.Protobuf.WellKnownTypes;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Integration.Silos;
using Qianliyan.V1;

namespace Qianliyan.Integration.Devices;

/// <summary>What a silo does with devices that its registry does not know, and with wrong passwords.</summary>
public sealed class QuarantineTests
{
    const string Points = """
        # datum: wgs84
        mn,st,name,kind,region,enterprise,incinerator,longitude,latitude,password,reference_oxygen,minute_interval,units,old_codes,tags
        KNOWN1,31,Boiler 1,flue_gas,130102,,,114.5,38.0,secret,,10,,,
        """;

    static readonly BeijingTime Morning = BeijingTime.Of(2026, 3, 2, 8);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Frames_of_unknown_points_are_kept_and_listed_but_not_acknowledged()
    {
        await using SiloProcess silo = await SiloProcess.Start(Cancellation);
        using var api = new SiloApi(silo.Grpc);
        ImportResult imported = await api.Import(RegistryFileKind.Points, Points, Cancellation);
        imported.AppliedCount.ShouldBe(1);
        await using var stranger = new TestDevice { Mn = "STRANGER" };
        await stranger.Connect(silo.Devices, Cancellation);
        await using var known = new TestDevice { Mn = "KNOWN1", Password = "secret" };
        await known.Connect(silo.Devices, Cancellation);

        await stranger.Send(stranger.Frame(Commands.Realtime, Morning, "a21026", 1m), Cancellation);
        await known.Ask(known.Frame(Commands.Realtime, Morning, "a21026", 2m), Cancellation);

        ListQuarantinedFramesResponse listed = await Eventually.Get(
            () => api.Twins.ListQuarantinedFramesAsync(
                new ListQuarantinedFramesRequest
                {
                    StartTime = Timestamp.FromDateTimeOffset(BeijingTime.Of(2000, 1, 1).ToDateTimeOffset()),
                },
                cancellationToken: Cancellation).ResponseAsync,
            response => response.QuarantinedFrames.Count > 0,
            "the stranger's frame is listed",
            Cancellation);
        QuarantinedFrame frame = listed.QuarantinedFrames.ShouldHaveSingleItem();
        frame.Origin.ClaimedPoint.ShouldBe("STRANGER-31");
        frame.Origin.Disposition.ShouldBe(FrameDisposition.Quarantined);
        frame.Content.ToStringUtf8().ShouldNotContain(stranger.Password);
        stranger.Stream.DataAvailable.ShouldBeFalse();
    }

    [Fact]
    public async Task A_wrong_password_is_not_acknowledged_and_records_nothing()
    {
        await using SiloProcess silo = await SiloProcess.Start(Cancellation);
        using var api = new SiloApi(silo.Grpc);
        await api.Import(RegistryFileKind.Points, Points, Cancellation);
        await using var device = new TestDevice { Mn = "KNOWN1", Password = "wrong1" };
        await device.Connect(silo.Devices, Cancellation);
        await using var right = new TestDevice { Mn = "KNOWN1", Password = "secret" };
        await right.Connect(silo.Devices, Cancellation);

        await device.Send(device.Frame(Commands.Realtime, Morning, "a21026", 1m), Cancellation);
        await right.Ask(right.Frame(Commands.Realtime, Morning.AddSeconds(30), "a21026", 2m), Cancellation);

        Observation kept = (await api.History("KNOWN1-31", Cancellation)).ShouldHaveSingleItem();
        kept.Readings[0].Value.ShouldBe("2");
        silo.Output.ShouldNotContain("wrong1");
        silo.Output.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("##0139ST=31;CN=2011;PW=t0psec9876\r\n")]
    [InlineData("##0139ST=31;CN=2011;PW=t0psecwxyz\r\n")]
    [InlineData("W=t0psec9876wxyz;MN=KNOWN1;Flag=5;CP=&&&&0000\r\n")]
    [InlineData("##0052ST=31;CN=2011;MN=KNOWN1 PW=t0psec9876wxyz;CP=&&&&0000\r\n")]
    public async Task No_part_of_a_password_in_a_broken_frame_is_listed(string broken)
    {
        await using SiloProcess silo = await SiloProcess.Start(Cancellation);
        using var api = new SiloApi(silo.Grpc);
        await using var device = new TestDevice { Mn = "KNOWN1" };
        await device.Connect(silo.Devices, Cancellation);

        await device.Send(Encoding.ASCII.GetBytes(broken), Cancellation);

        ListQuarantinedFramesResponse listed = await Eventually.Get(
            () => api.Twins.ListQuarantinedFramesAsync(
                new ListQuarantinedFramesRequest
                {
                    Dispositions = { FrameDisposition.Refused, FrameDisposition.Garbage },
                },
                cancellationToken: Cancellation).ResponseAsync,
            response => response.QuarantinedFrames.Count > 0,
            "the broken frame is listed",
            Cancellation);
        QuarantinedFrame frame = listed.QuarantinedFrames.ShouldHaveSingleItem();
        string shown = $"{frame.Content.ToStringUtf8()} {frame.Origin}";
        shown.ShouldContain("******");
        foreach (string part in (string[])["t0psec", "9876", "wxyz"])
        {
            shown.ShouldNotContain(part);
            silo.Output.ShouldNotContain(part);
        }
    }

    [Theory]
    [InlineData("STRANGER", "secret", FrameDisposition.Quarantined)]
    [InlineData("KNOWN1", "wrong1", FrameDisposition.WrongPassword)]
    public async Task An_upload_without_an_observation_is_answered_only_to_a_device_that_is_known(
        string mn, string password, FrameDisposition expected)
    {
        await using SiloProcess silo = await SiloProcess.Start(Cancellation);
        using var api = new SiloApi(silo.Grpc);
        await api.Import(RegistryFileKind.Points, Points, Cancellation);
        await using var wrong = new TestDevice { Mn = mn, Password = password };
        await wrong.Connect(silo.Devices, Cancellation);
        await using var right = new TestDevice { Mn = "KNOWN1", Password = "secret" };
        await right.Connect(silo.Devices, Cancellation);

        await wrong.Send(wrong.Frame(Commands.FieldInfo, Morning, "a21026", 1m), Cancellation);
        QuarantinedFrame frame = await Eventually.Get(
            async () => (await api.Twins.ListQuarantinedFramesAsync(
                new ListQuarantinedFramesRequest { Dispositions = { expected } },
                cancellationToken: Cancellation)).QuarantinedFrames.SingleOrDefault()!,
            found => found is not null,
            "the frame is listed",
            Cancellation);

        frame.Origin.ClaimedPoint.ShouldBe($"{mn}-31");
        wrong.Stream.DataAvailable.ShouldBeFalse();
        (await right.Ask(right.Frame(Commands.FieldInfo, Morning, "a21026", 1m), Cancellation))
            .ShouldBe(Commands.DataAnswer);
    }

    [Fact]
    public async Task A_frame_refused_for_its_password_does_not_stand_for_the_right_one()
    {
        await using SiloProcess silo = await SiloProcess.Start(Cancellation);
        using var api = new SiloApi(silo.Grpc);
        await api.Import(RegistryFileKind.Points, Points, Cancellation);
        await using var wrong = new TestDevice { Mn = "KNOWN1", Password = "wrong1" };
        await using var right = new TestDevice { Mn = "KNOWN1", Password = "secret" };
        await right.Connect(silo.Devices, Cancellation);

        byte[] both =
        [
            .. wrong.Frame(Commands.Realtime, Morning, "a21026", 1m),
            .. right.Frame(Commands.Realtime, Morning, "a21026", 1m),
        ];
        (await right.Ask(both, Cancellation)).ShouldBe(Commands.DataAnswer);

        (await api.History("KNOWN1-31", Cancellation)).Count.ShouldBe(1);
    }
}
