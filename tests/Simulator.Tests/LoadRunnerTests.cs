using System.Collections.Concurrent;
using System.Net;
using Qianliyan.Hj212;
using Qianliyan.Simulator.Echo;
using Qianliyan.Simulator.Load;

namespace Qianliyan.Simulator.Tests;

public sealed class LoadRunnerTests
{
    static readonly LoadOptions Short = new()
    {
        Gateway = new IPEndPoint(IPAddress.Loopback, 1),
        Connections = 20,
        Points = 100,
        Warmup = TimeSpan.FromMilliseconds(200),
        Duration = TimeSpan.FromMilliseconds(800),
        Drain = TimeSpan.FromSeconds(10),
    };

    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 3)]
    public async Task At_saturation_every_frame_is_counted_once_and_the_window_is_kept(int window, int threads)
    {
        using var server = new EchoServer(new IPEndPoint(IPAddress.Loopback, 0));
        LoadResult result = await Against(server, Short with { Window = window, Threads = threads });

        result.TotalSent.ShouldBeGreaterThan(1_000);
        result.TotalAcknowledged.ShouldBe(result.TotalSent);
        server.Frames.ShouldBe(result.TotalSent);
        result.Acknowledged.ShouldBeLessThan(result.TotalAcknowledged);
        result.Unanswered.ShouldBe(0);
        result.Unexpected.ShouldBe(0);
        result.MostInFlight.ShouldBe(window);
        result.LatencyP50.ShouldBeGreaterThan(0);
        result.LatencyP99.ShouldBeGreaterThanOrEqualTo(result.LatencyP50);
        result.LatencyMax.ShouldBeInRange(result.LatencyP999, 1_000);
    }

    [Fact]
    public async Task A_paced_run_sends_what_was_offered()
    {
        using var server = new EchoServer(new IPEndPoint(IPAddress.Loopback, 0));
        LoadResult result = await Against(server, Short with { Rate = 500 });

        // 500 frames/s x (0.2 s + 0.8 s); the first is due at once, the last slots fall on the end.
        result.TotalSent.ShouldBeInRange(490, 501);
        result.TotalAcknowledged.ShouldBe(result.TotalSent);
    }

    [Fact]
    public async Task Paced_latency_counts_from_the_moment_a_frame_was_due()
    {
        await using var gateway = new TinyGateway { Delay = TimeSpan.FromMilliseconds(100) };
        LoadResult result = await new LoadRunner(
                Short with { Gateway = gateway.Endpoint, Connections = 1, Points = 1, Rate = 40 }, TimeProvider.System)
            .RunAsync(TestContext.Current.CancellationToken);

        // One connection answers ten frames/s of 40 due: the queue grows, and with it the latency.
        result.LatencyMax.ShouldBeGreaterThan(400);
    }

    [Fact]
    public async Task Frames_reach_a_real_codec_whole_and_are_acknowledged_by_QN()
    {
        await using var gateway = new TinyGateway();
        LoadResult result = await new LoadRunner(
                Short with { Gateway = gateway.Endpoint, Window = 4, Rate = 2_000 }, TimeProvider.System)
            .RunAsync(TestContext.Current.CancellationToken);

        IReadOnlyList<Received> frames = gateway.Frames;
        result.TotalAcknowledged.ShouldBe(frames.Count);
        result.Unexpected.ShouldBe(0);
        frames.ShouldAllBe(frame => frame.Verdict == FrameVerdict.Accepted && frame.System == 31);
        frames.DistinctBy(frame => (frame.Mn, frame.Qn)).Count().ShouldBe(frames.Count);
        frames.DistinctBy(frame => (frame.Mn, frame.DataTime)).Count().ShouldBe(frames.Count);
        frames.DistinctBy(frame => frame.Mn).Count().ShouldBe(100);
        foreach (IGrouping<string, Received> point in frames.GroupBy(frame => frame.Mn))
            point.Select(frame => frame.DataTime).ShouldBeInOrder();
    }

    [Fact]
    public async Task The_log_holds_exactly_the_frames_that_were_acknowledged()
    {
        string path = Path.GetTempFileName();
        try
        {
            await using var gateway = new TinyGateway { Answers = frame => !frame.Mn.EndsWith('7') };
            LoadResult result = await new LoadRunner(
                    Short with
                    {
                        Gateway = gateway.Endpoint,
                        Rate = 1_000,
                        AckedLog = path,
                        Drain = TimeSpan.FromMilliseconds(300),
                    },
                    TimeProvider.System)
                .RunAsync(TestContext.Current.CancellationToken);

            string[] lines = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
            lines.Length.ShouldBe((int)result.TotalAcknowledged);
            result.Unanswered.ShouldBeGreaterThan(0);
            lines.Order(StringComparer.Ordinal).ShouldBe(gateway.Frames
                .Where(frame => !frame.Mn.EndsWith('7'))
                .Select(frame => $"{frame.Mn} {frame.Qn} {frame.DataTime.ToDateTimeOffset():yyyyMMddHHmmss}")
                .Order(StringComparer.Ordinal));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task After_a_broken_connection_the_unanswered_frame_comes_again_with_its_QN()
    {
        int seen = 0;
        await using var gateway = new TinyGateway { Cuts = _ => Interlocked.Increment(ref seen) % 50 == 0 };
        LoadResult result = await new LoadRunner(
                Short with { Gateway = gateway.Endpoint, Connections = 2, Points = 4, Rate = 400, Reconnect = true },
                TimeProvider.System)
            .RunAsync(TestContext.Current.CancellationToken);

        result.Reconnects.ShouldBeGreaterThan(2);
        result.Resent.ShouldBeGreaterThanOrEqualTo(result.Reconnects - 2);
        result.Unanswered.ShouldBe(0);
        result.TotalAcknowledged.ShouldBe(result.TotalSent);
        IGrouping<(string, string), Received>[] repeats =
            [.. gateway.Frames.GroupBy(frame => (frame.Mn, frame.Qn)).Where(same => same.Count() > 1)];
        repeats.Length.ShouldBeGreaterThan(2);
        repeats.ShouldAllBe(same => same.Select(frame => frame.Text).Distinct().Count() == 1);
    }

    [Fact]
    public async Task A_frame_whose_answer_never_came_is_sent_again_over_the_same_connection_with_its_QN()
    {
        var seen = new ConcurrentDictionary<(string, string), bool>();
        await using var gateway = new TinyGateway { Answers = frame => !seen.TryAdd((frame.Mn, frame.Qn), true) };
        LoadResult result = await new LoadRunner(
                Short with
                {
                    Gateway = gateway.Endpoint,
                    Connections = 2,
                    Points = 4,
                    Rate = 20,
                    Window = 2,
                    AnswerTimeout = TimeSpan.FromMilliseconds(150),
                },
                TimeProvider.System)
            .RunAsync(TestContext.Current.CancellationToken);

        result.Resent.ShouldBeGreaterThanOrEqualTo(result.TotalSent);
        result.TotalAcknowledged.ShouldBe(result.TotalSent);
        result.Unanswered.ShouldBe(0);
        result.Reconnects.ShouldBe(0);
        gateway.Frames.GroupBy(frame => (frame.Mn, frame.Qn))
            .ShouldAllBe(same => same.Count() > 1 && same.Select(frame => frame.Text).Distinct().Count() == 1);
    }

    [Fact]
    public async Task Without_reconnect_a_broken_connection_stays_down()
    {
        await using var gateway = new TinyGateway { Cuts = _ => true };
        LoadResult result = await new LoadRunner(
                Short with { Gateway = gateway.Endpoint, Connections = 3, Points = 3 }, TimeProvider.System)
            .RunAsync(TestContext.Current.CancellationToken);

        result.BrokenConnections.ShouldBe(3);
        result.TotalAcknowledged.ShouldBe(0);
        result.Unanswered.ShouldBe(3);
    }

    static async Task<LoadResult> Against(EchoServer server, LoadOptions options)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task serving = server.RunAsync(ending.Token);
        LoadResult result = await new LoadRunner(options with { Gateway = server.Endpoint }, TimeProvider.System)
            .RunAsync(ending.Token);
        await ending.CancelAsync();
        await serving;
        return result;
    }
}
