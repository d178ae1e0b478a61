using System.Net.Sockets;
using System.Threading.Channels;
using Qianliyan.Cli.Replay;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;

namespace Qianliyan.Cli.Tests;

public sealed class ReplayLinkTests
{
    static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_frame_is_sent_and_acknowledged()
    {
        using var gateway = new Responder();
        var progress = new ReplayProgress();

        Task answering = gateway.Run(1, _ => true, Token);
        await Send(gateway, progress, window: 4, Long, Frames(100));
        await answering;

        progress.Sent.ShouldBe(100);
        progress.Acknowledged.ShouldBe(100);
        progress.Unanswered.ShouldBe(0);
        gateway.Arrived.ShouldBe(100);
    }

    [Fact]
    public async Task No_more_frames_than_the_window_wait_for_answers()
    {
        using var gateway = new Responder();
        var progress = new ReplayProgress();
        Task answering = gateway.Run(1, _ => false, Token);
        Task sending = Send(gateway, progress, window: 3, Long, Frames(5));

        await gateway.WaitFor(3, Token);
        progress.Sent.ShouldBe(3);
        await gateway.Answer(1, Token);
        await gateway.WaitFor(4, Token);
        progress.Sent.ShouldBe(4);
        for (int i = 2; i <= 4; i++)
            await gateway.Answer(i, Token);
        await gateway.WaitFor(5, Token);
        await gateway.Answer(5, Token);
        await sending;
        await answering;

        progress.Acknowledged.ShouldBe(5);
    }

    [Fact]
    public async Task Frames_that_are_never_answered_are_counted_and_do_not_stop_the_rest()
    {
        using var gateway = new Responder();
        var progress = new ReplayProgress();

        Task answering = gateway.Run(1, number => number % 3 != 0, Token);
        await Send(gateway, progress, window: 2, Short, Frames(12));
        await answering;

        progress.Sent.ShouldBe(12);
        progress.Acknowledged.ShouldBe(8);
        progress.Unanswered.ShouldBe(4);
    }

    [Fact]
    public async Task Frames_that_ask_for_no_answer_do_not_wait_for_one()
    {
        using var gateway = new Responder();
        var progress = new ReplayProgress();

        Task answering = gateway.Run(1, _ => false, Token);
        await Send(gateway, progress, window: 1, Long, Frames(5, answerWanted: false));
        await answering;

        progress.Sent.ShouldBe(5);
        progress.Unanswered.ShouldBe(0);
    }

    [Fact]
    public async Task Connection_that_the_gateway_closes_ends_the_sending_with_an_error()
    {
        using var gateway = new Responder();
        Task answering = gateway.Run(1, _ => false, Token);
        Task sending = Send(gateway, new ReplayProgress(), window: 1, Long, Frames(2));
        await gateway.WaitFor(1, Token);

        gateway.Close();

        await Should.ThrowAsync<IOException>(sending);
        await answering.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    [Fact]
    public async Task Run_fails_when_nobody_listens()
    {
        GatewayAddress nobody;
        using (var gateway = new Responder())
            nobody = gateway.Address;
        var runner = new ReplayRunner(nobody, new ReplayOptions(0, 2, 4, Long), new ReplayProgress());

        await Should.ThrowAsync<SocketException>(runner.Run(
            Frames(50).Select(frame => new ReplayItem(BeijingTime.Of(2026, 1, 1), "A", frame)), Token));
    }

    static async Task Send(
        Responder gateway, ReplayProgress progress, int window, TimeSpan timeout, IEnumerable<byte[]> frames)
    {
        var lane = Channel.CreateUnbounded<byte[]>();
        foreach (byte[] frame in frames)
            lane.Writer.TryWrite(frame).ShouldBeTrue();
        lane.Writer.Complete();
        using var link = new ReplayLink(window, timeout, progress);
        await link.Run(gateway.Address, lane.Reader, Token);
    }

    internal static IEnumerable<byte[]> Frames(int count, bool answerWanted = true) =>
        Enumerable.Range(0, count).Select(i => new UploadFrame
        {
            SentAt = BeijingTime.Of(2026, 1, 31, 8).AddSeconds(i),
            System = 31,
            Command = Commands.Realtime,
            Mn = "QLY1301000001A",
            DataTime = BeijingTime.Of(2026, 1, 31, 8).AddSeconds(i),
            AnswerWanted = answerWanted,
            Factors = [new FactorField { Code = FactorCode.Parse("a21026"), Value = 34.5m, Flag = DataFlag.Normal }],
        }.ToArray());
}
