using System.Threading.Channels;
using Qianliyan.Domain.Time;

namespace Qianliyan.Cli.Replay;

/// <summary>
/// Sends a recorded set through the real gateway at a chosen speed. Devices are spread over a few connections, each
/// device always on the same one, so that its frames stay in order.
/// </summary>
sealed class ReplayRunner(GatewayAddress gateway, ReplayOptions options, ReplayProgress progress)
{
    /// <summary>
    /// Seconds; longer pauses of the record are cut to it. The days of a set lie weeks apart, a wrong clock years.
    /// </summary>
    const long LongestPause = BeijingTime.SecondsPerHour;

    public async Task Run(IEnumerable<ReplayItem> items, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Channel<byte[]>[] lanes =
        [
            .. Enumerable.Range(0, options.Connections).Select(_ => Channel.CreateBounded<byte[]>(options.Window)),
        ];
        Task[] senders = [.. lanes.Select(lane => Send(lane.Reader, stop))];
        try
        {
            await Distribute(items, lanes, stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A sender failed and stopped the others; its own exception says why.
        }
        finally
        {
            foreach (Channel<byte[]> lane in lanes)
                lane.Writer.TryComplete();
        }

        await Task.WhenAll(senders);
    }

    async Task Distribute(IEnumerable<ReplayItem> items, Channel<byte[]>[] lanes, CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        BeijingTime? last = null;
        long recorded = 0;
        foreach (ReplayItem item in items)
        {
            long pause = item.At.UnixSeconds - (last ?? item.At).UnixSeconds;
            recorded += Math.Clamp(pause, 0, LongestPause);
            last = item.At;
            progress.At = item.At;
            if (options.Speed > 0)
            {
                TimeSpan due = TimeSpan.FromSeconds(recorded / options.Speed);
                TimeSpan wait = due - TimeProvider.System.GetElapsedTime(started);
                if (wait > TimeSpan.FromMilliseconds(1))
                    await Task.Delay(wait, cancellationToken);
            }

            uint lane = (uint)string.GetHashCode(item.Device, StringComparison.Ordinal) % (uint)lanes.Length;
            await lanes[lane].Writer.WriteAsync(item.Frame, cancellationToken);
        }
    }

    async Task Send(ChannelReader<byte[]> frames, CancellationTokenSource stop)
    {
        try
        {
            using var link = new ReplayLink(options.Window, options.AnswerTimeout, progress);
            await link.Run(gateway, frames, stop.Token);
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }
}
