using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Simulator.Fleets;
using Qianliyan.Simulator.Running;

namespace Qianliyan.Simulator.Tests;

public sealed class FleetRunnerTests
{
    static readonly BeijingTime Start = BeijingTime.Of(2026, 3, 2, 14, 2, 0);

    static readonly FleetOptions Fast = new()
    {
        Speed = 600,
        Start = Start,
        AnswerTimeout = TimeSpan.FromMilliseconds(200),
        FirstBackOff = TimeSpan.FromMilliseconds(50),
        HeartbeatInterval = TimeSpan.FromMilliseconds(100),
    };

    static Fleet City(bool events = true) =>
        Fleet.City(7, new CityOptions { MicroStations = 3, Events = events }, grid: null);

    [Fact]
    public async Task Every_frame_passes_the_codec_and_deviates_only_as_2005_devices_do()
    {
        await using var gateway = new TinyGateway();
        await Run(City(events: false), gateway, Fast with { History = TimeSpan.FromHours(15) },
            frames => Commanded(frames, Commands.Day, 20) && Commanded(frames, Commands.Heartbeat, 1));

        foreach (Received frame in gateway.Frames)
        {
            frame.Verdict.ShouldBe(FrameVerdict.Accepted, frame.ToString());
            Deviations tolerated = frame.Version == ProtocolVersion.V2005
                ? Deviations.MissingFlag | Deviations.OldFactorCode
                : Deviations.None;
            (frame.Deviations & ~tolerated).ShouldBe(Deviations.None, frame.ToString());
        }

        gateway.Frames.Select(frame => frame.Version).Distinct().Count().ShouldBe(3);
        gateway.Frames.Select(frame => frame.Command).Distinct().Order().ShouldBe(
            [2011, 2021, 2031, 2051, 2061, 2111, 9015]);
    }

    [Fact]
    public async Task The_same_seed_sends_the_same_values_for_the_same_time()
    {
        string[] first = await Values();
        string[] second = await Values();

        first.Length.ShouldBeGreaterThan(100);
        first.Except(second).ShouldBeEmpty();
        second.Except(first).ShouldBeEmpty();

        static async Task<string[]> Values()
        {
            await using var gateway = new TinyGateway();
            Fleet fleet = City();
            int outlets = fleet.Outlets.Count();
            await Run(fleet, gateway, Fast with { History = TimeSpan.FromHours(1) }, frames => frames
                .Where(frame => frame.Command == Commands.Minute && frame.DataTime > Start)
                .DistinctBy(frame => (frame.Mn, frame.System))
                .Count() == outlets);
            return
            [
                .. gateway.Frames
                    .Where(frame => frame.Command == Commands.Minute && frame.DataTime < Start.AddSeconds(-600))
                    .SelectMany(frame => frame.Factors.Select(
                        f => $"{frame.Mn} {frame.DataTime} {f.Code} {f.Value} {f.Min} {f.Max} {f.Converted}"))
                    .Order(StringComparer.Ordinal),
            ];
        }
    }

    [Fact]
    public async Task History_is_back_filled_and_the_script_is_seen_in_it()
    {
        await using var gateway = new TinyGateway();
        await Run(City(), gateway, Fast with { Speed = 1, History = TimeSpan.FromHours(3) },
            frames => Commanded(frames, Commands.Hour, 90) && Commanded(frames, Commands.FurnaceTemperature, 72));

        gateway.Frames.Where(frame => frame.Verdict == FrameVerdict.Accepted && Commands.IsInterval(frame.Command))
            .Min(frame => frame.DataTime).ShouldBe(BeijingTime.Of(2026, 3, 2, 11, 0, 0));
        gateway.Frames
            .Where(frame => frame.Command == Commands.Hour && frame.Mn == "13011000023101A8900016F0")
            .ShouldContain(frame => frame.Factor("a21002").Converted > 50m);
        gateway.Frames
            .Where(frame => frame.Command == Commands.FurnaceTemperature && frame.Factor("a01901").Value < 850m)
            .Select(frame => frame.DataTime)
            .Distinct()
            .Count().ShouldBeInRange(4, 5);
        BeijingTime lastHour = BeijingTime.Of(2026, 3, 2, 13, 0, 0);
        Received[] old =
        [
            .. gateway.Frames.Where(frame =>
                frame.Version == ProtocolVersion.V2025 && frame.Command == Commands.Hour && frame.DataTime < lastHour),
        ];
        old.ShouldNotBeEmpty();
        old.ShouldAllBe(frame => frame.Resent);
    }

    [Fact]
    public async Task A_maintained_outlet_flags_its_values()
    {
        await using var gateway = new TinyGateway();
        await Run(City(), gateway, Fast with { Speed = 60 },
            frames => frames.Any(frame => frame.Factors.Any(field => field.Flag == DataFlag.Maintenance)));
    }

    [Fact]
    public async Task An_unanswered_frame_is_sent_again_with_its_QN_and_only_then_given_up_for_the_link()
    {
        string? silenced = null;
        await using var gateway = new TinyGateway { Answers = frame => frame.Qn != (silenced ??= frame.Qn) };
        Fleet fleet = City(events: false);
        DataLogger one = fleet.Loggers.First(logger => logger.Outlets[0].Version == ProtocolVersion.V2017);
        fleet = fleet with { Loggers = [one] };
        FleetProgress progress = await Run(fleet, gateway, Fast with { AnswerTimeout = TimeSpan.FromMilliseconds(30) },
            frames => frames.Any(frame => silenced is not null && frame.Qn != silenced));

        IEnumerable<Received> repeats = gateway.Frames.TakeWhile(frame => frame.Qn == silenced);
        repeats.Select(frame => frame.Text).Distinct().ShouldHaveSingleItem();
        repeats.GroupBy(frame => frame.Link).Select(link => link.Count()).ShouldBe([4, 4]);
        progress.Resent.ShouldBe(7);
        progress.Abandoned.ShouldBe(1);
        progress.Reconnects.ShouldBe(1);
    }

    [Fact]
    public async Task A_wrong_checksum_is_followed_by_the_right_one_under_the_same_QN()
    {
        await using var gateway = new TinyGateway();
        await Run(City(), gateway, Fast with { AnswerTimeout = TimeSpan.FromMilliseconds(50) },
            frames => frames.Any(frame => frame.Verdict == FrameVerdict.BadCrc && Right(frames, frame)));

        static bool Right(IReadOnlyList<Received> frames, Received wrong) =>
            frames.Any(frame => frame.Verdict == FrameVerdict.Accepted && frame.Qn == wrong.Qn && frame.Mn == wrong.Mn);
    }

    [Fact]
    public async Task A_logger_that_lost_its_link_back_fills_what_it_measured_meanwhile()
    {
        await using var gateway = new TinyGateway();
        Fleet fleet = City();
        FleetEvent outage = fleet.Events.Single(happening => happening.Kind == FleetEventKind.LinkLost);
        string mn = fleet.Loggers.Single(logger => logger.Name == outage.Logger).Outlets[0].Id.Mn;
        BeijingTime lost = Start.AddSeconds((long)outage.First.TotalSeconds);
        BeijingTime back = lost.AddSeconds((long)outage.Length.TotalSeconds);
        FleetProgress progress = await Run(
            fleet,
            gateway,
            Fast with { Speed = 40, History = TimeSpan.FromMinutes(10) },
            frames => Instants(frames).Any(frame => frame.DataTime > back));

        Received[] instants = [.. Instants(gateway.Frames)];
        instants.Select(frame => frame.DataTime).ShouldBeInOrder();
        instants.Count(frame => frame.DataTime > lost && frame.DataTime < back).ShouldBe(8);
        gateway.Frames.Where(frame => frame.Mn == mn).Select(frame => frame.Link).Distinct().Count().ShouldBe(2);
        progress.Reconnects.ShouldBeGreaterThanOrEqualTo(1);

        IEnumerable<Received> Instants(IReadOnlyList<Received> frames) =>
            frames.Where(frame => frame.Mn == mn && frame.Command == Commands.Realtime);
    }

    [Fact]
    public async Task A_setting_from_the_centre_is_answered_and_executed()
    {
        byte[] setClock = Frames.Of(
            "QN=20260302140000001;ST=31;CN=1012;PW=123456;MN=X;Flag=5;CP=&&SystemTime=20260302140000&&");
        await using var gateway = new TinyGateway { Greeting = setClock };
        await Run(City(), gateway, Fast,
            frames => Commanded(frames, Commands.RequestAnswer, 1) && Commanded(frames, Commands.ExecutionResult, 1));

        gateway.Frames.First(frame => frame.Command == Commands.ExecutionResult).Qn.ShouldBe("20260302140000001");
    }

    [Fact]
    public async Task QNs_of_a_logger_never_repeat()
    {
        await using var gateway = new TinyGateway();
        await Run(
            City(events: false), gateway, Fast with { History = TimeSpan.FromHours(2) }, frames => frames.Count > 1500);

        gateway.Frames.GroupBy(frame => (frame.Link, frame.Qn)).ShouldAllBe(same => same.Count() == 1);
    }

    static bool Commanded(IReadOnlyList<Received> frames, int command, int count) =>
        frames.Count(frame => frame.Command == command) >= count;

    static async Task<FleetProgress> Run(
        Fleet fleet, TinyGateway gateway, FleetOptions options, Func<IReadOnlyList<Received>, bool> until)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var runner = new FleetRunner(fleet, gateway.Endpoint, TimeProvider.System, options);
        Task running = runner.RunAsync(ending.Token);
        await gateway.Until(until, ending.Token);
        await ending.CancelAsync();
        await running;
        return runner.Progress;
    }
}
