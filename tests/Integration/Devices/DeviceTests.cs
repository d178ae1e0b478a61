using System.Text;
using Grpc.Core;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Integration.Silos;
using Qianliyan.V1;

namespace Qianliyan.Integration.Devices;

/// <summary>Devices on real sockets against a silo process.</summary>
public sealed class DeviceTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    static readonly BeijingTime Morning = BeijingTime.Of(2026, 3, 2, 8);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    SiloProcess Silo => shared.Silo;

    [Fact]
    public async Task A_frame_is_acknowledged_and_its_value_is_the_live_status()
    {
        await using TestDevice device = await Connect("A1");
        using var api = new SiloApi(Silo.Grpc);

        int answer = await device.Ask(device.Frame(Commands.Realtime, Morning, "a21026", 31.50m), Cancellation);

        answer.ShouldBe(Commands.DataAnswer);
        Point point = await api.Point("A1-31", Cancellation);
        point.Factors.ShouldHaveSingleItem().LastValue.ShouldBe("31.50");
        point.Link.ShouldBe(LinkState.Online);
        point.Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task The_time_to_an_acknowledgement_is_counted_in_milliseconds()
    {
        await using TestDevice device = await Connect("A12");
        await device.Ask(device.Frame(Commands.Realtime, Morning, "a21026", 12.5m), Cancellation);
        using var http = new HttpClient { BaseAddress = Silo.Http };

        string metrics = await http.GetStringAsync("/metrics", Cancellation);

        metrics.ShouldMatch("qianliyan_gateway_acknowledged_seconds_bucket\\{[^}]*le=\"0.1\"\\} [1-9]");
        metrics.ShouldMatch("qianliyan_storage_commit_duration_seconds_bucket\\{[^}]*le=\"0.05\"\\} [1-9]");
    }

    [Fact]
    public async Task A_frame_sent_again_is_acknowledged_again_and_counted_once()
    {
        await using TestDevice device = await Connect("A2");
        using var api = new SiloApi(Silo.Grpc);
        byte[] frame = device.Frame(Commands.Realtime, Morning, "a21026", 31.5m);

        int[] answers = [await device.Ask(frame, Cancellation), await device.Ask(frame, Cancellation)];

        answers.ShouldBe([Commands.DataAnswer, Commands.DataAnswer]);
        (await api.History("A2-31", Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_frame_twice_in_one_packet_is_counted_once()
    {
        await using TestDevice device = await Connect("A3");
        using var api = new SiloApi(Silo.Grpc);
        byte[] frame = device.Frame(Commands.Realtime, Morning, "a21026", 31.5m);

        await device.Send((byte[])[.. frame, .. frame], Cancellation);
        await device.Answer(Cancellation);
        await device.Answer(Cancellation);

        (await api.History("A3-31", Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_frame_with_a_wrong_checksum_is_never_acknowledged_and_leaves_no_observation()
    {
        await using TestDevice device = await Connect("A4");
        using var api = new SiloApi(Silo.Grpc);
        byte[] broken = device.Frame(Commands.Realtime, Morning, "a21026", 31.5m);
        broken[40] ^= 1;
        byte[] whole = device.Frame(Commands.Realtime, Morning.AddSeconds(30), "a21026", 32m);

        await device.Send(broken, Cancellation);
        await device.Send(whole, Cancellation);
        (int command, string requestNumber) = await device.Answer(Cancellation);

        command.ShouldBe(Commands.DataAnswer);
        Encoding.ASCII.GetString(whole).ShouldContain(requestNumber);
        (await api.History("A4-31", Cancellation)).ShouldHaveSingleItem().Readings[0].Value.ShouldBe("32");
    }

    [Fact]
    public async Task A_frame_that_arrives_byte_by_byte_is_acknowledged()
    {
        await using TestDevice device = await Connect("A5");
        byte[] frame = device.Frame(Commands.Realtime, Morning, "a21026", 31.5m);

        foreach (byte b in frame)
            await device.Send((byte[])[b], Cancellation);

        (await device.Answer(Cancellation)).Command.ShouldBe(Commands.DataAnswer);
    }

    [Fact]
    public async Task Garbage_before_a_frame_does_not_cost_the_frame()
    {
        await using TestDevice device = await Connect("A6");
        byte[] frame = device.Frame(Commands.Realtime, Morning, "a21026", 31.5m);

        await device.Send((byte[])[.. "GET / HTTP/1.1\r\n\r\n"u8, .. frame], Cancellation);

        (await device.Answer(Cancellation)).Command.ShouldBe(Commands.DataAnswer);
    }

    [Fact]
    public async Task The_raw_frame_behind_an_observation_is_kept_and_shows_no_password()
    {
        await using TestDevice device = await Connect("A7");
        using var api = new SiloApi(Silo.Grpc);
        await device.Ask(device.Frame(Commands.Realtime, Morning, "a21026", 31.5m), Cancellation);

        Observation observation = (await api.History("A7-31", Cancellation)).ShouldHaveSingleItem();
        Frame frame = await api.Twins.GetFrameAsync(
            new GetFrameRequest { Name = $"{observation.Name}/frame" }, cancellationToken: Cancellation);

        string text = frame.Content.ToStringUtf8();
        text.ShouldStartWith("##");
        text.ShouldContain("a21026-Rtd=31.5");
        text.ShouldNotContain(device.Password);
    }

    [Fact]
    public async Task Frames_eight_hours_late_give_the_same_aggregates_as_in_order()
    {
        using var api = new SiloApi(Silo.Grpc);
        await using TestDevice inOrder = await Connect("LATE1");
        await using TestDevice late = await Connect("LATE2");
        BeijingTime[] times = [.. Enumerable.Range(0, 12 * 60).Select(minute => Morning.AddSeconds(minute * 60))];
        int[] arrival = [.. Enumerable.Range(0, times.Length).OrderBy(i => i is >= 60 and < 120 ? i + 8 * 60 : i)];

        foreach (int i in Enumerable.Range(0, times.Length))
            await inOrder.Ask(inOrder.Frame(Commands.Realtime, times[i], "a21026", i % 100), Cancellation);
        foreach (int i in arrival)
            await late.Ask(late.Frame(Commands.Realtime, times[i], "a21026", i % 100), Cancellation);

        FactorStatus expected = (await api.Point("LATE1-31", Cancellation)).Factors[0];
        FactorStatus actual = (await api.Point("LATE2-31", Cancellation)).Factors[0];
        actual.ShouldBe(expected);
        (await api.Point("LATE2-31", Cancellation)).LateCount.ShouldBe(60);
    }

    [Fact]
    public async Task An_upload_that_leads_to_no_observation_is_kept_before_it_is_answered()
    {
        await using TestDevice device = await Connect("A9");
        using var api = new SiloApi(Silo.Grpc);

        int answer = await device.Ask(device.Frame(Commands.RawData, Morning, "a21026", 31.5m), Cancellation);

        answer.ShouldBe(Commands.DataAnswer);
        ListQuarantinedFramesResponse kept = await api.Twins.ListQuarantinedFramesAsync(
            new ListQuarantinedFramesRequest { Dispositions = { FrameDisposition.Unsupported } },
            cancellationToken: Cancellation);
        kept.QuarantinedFrames.ShouldContain(frame => frame.Origin.ClaimedPoint == "A9-31");
    }

    [Fact]
    public async Task A_year_of_days_in_one_stream_leaves_the_point_quick_and_proven()
    {
        await using TestDevice device = await Connect("YEAR");
        using var api = new SiloApi(Silo.Grpc);
        byte[][] frames = [.. Enumerable.Range(0, 365)
            .Select(day => device.Frame(Commands.Realtime, Morning.AddSeconds(-(365L - day) * 86_400), "a21026", day))];

        await device.Send(frames.SelectMany(frame => frame).ToArray(), Cancellation);
        foreach (byte[] _ in frames)
            (await device.Answer(Cancellation)).Command.ShouldBe(Commands.DataAnswer);

        (await api.History("YEAR-31", Cancellation)).Count.ShouldBe(365);
        (await api.Proof("points/YEAR-31", Cancellation)).Holds.ShouldBeTrue();
        Silo.Output.ShouldNotContain("YEAR-31 could not write a checkpoint");
    }

    [Fact]
    public async Task Split_messages_that_cross_lose_nothing()
    {
        await using TestDevice device = await Connect("CROSS");
        using var api = new SiloApi(Silo.Grpc);
        byte[][] packets =
        [
            device.Packet(Commands.Realtime, 1, "DataTime=20260302080000;a21026-Rtd=1,a21026-Flag=N"),
            device.Packet(Commands.Minute, 1, "DataTime=20260302080000;a34013-Avg=2,a34013-Flag=N"),
            device.Packet(Commands.Realtime, 2, "a34013-Rtd=42,a34013-Flag=N"),
            device.Packet(Commands.Minute, 2, "a21026-Avg=3,a21026-Flag=N"),
        ];

        foreach (byte[] packet in packets)
            (await device.Ask(packet, Cancellation)).ShouldBe(Commands.DataAnswer);

        List<Observation> history = await api.History("CROSS-31", Cancellation);
        history.SelectMany(o => o.Readings)
            .Select(r => r.Value)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["1", "2", "3", "42"]);
        Observation whole = history.Single(o => o.Readings.Any(r => r.Value == "42"));
        Frame frames = await api.Twins.GetFrameAsync(
            new GetFrameRequest { Name = $"{whole.Name}/frame" }, cancellationToken: Cancellation);
        frames.Content.ToStringUtf8().ShouldContain("PNUM=2;PNO=1;CP=&&DataTime=20260302080000;a21026-Rtd=1,");
        frames.Content.ToStringUtf8().ShouldContain("PNUM=2;PNO=2;CP=&&a34013-Rtd=42,");
    }

    [Fact]
    public async Task An_unknown_point_is_not_found_and_the_error_names_it()
    {
        using var api = new SiloApi(Silo.Grpc);

        RpcException error = await Should.ThrowAsync<RpcException>(() => api.Point("NOBODY-31", Cancellation));

        error.StatusCode.ShouldBe(StatusCode.NotFound);
        error.Status.Detail.ShouldContain("points/NOBODY-31");
    }

    [Fact]
    public async Task A_point_is_there_as_JSON_at_the_address_of_its_name()
    {
        await using TestDevice device = await Connect("A8");
        await device.Ask(device.Frame(Commands.Realtime, Morning, "a21026", 31.5m), Cancellation);
        using var http = new HttpClient();

        string json = await http.GetStringAsync(new Uri(Silo.Http, "/v1/points/A8-31"), Cancellation);

        json.ShouldContain("\"lastValue\":\"31.5\"", Case.Sensitive);
    }

    async Task<TestDevice> Connect(string mn)
    {
        var device = new TestDevice { Mn = mn };
        await device.Connect(Silo.Devices, Cancellation);
        return device;
    }
}
