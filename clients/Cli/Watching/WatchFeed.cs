using System.Globalization;
using Grpc.Core;
using Qianliyan.Cli.Connecting;
using Qianliyan.V1;

namespace Qianliyan.Cli.Watching;

/// <summary>
/// The stream of a watch, opened again whenever it breaks. Every opening begins with a snapshot, so nothing is missed
/// for good; updates that are not newer than what was seen are dropped. A first opening that fails is an error.
/// </summary>
sealed class WatchFeed(Session session, WatchTwinsRequest request)
{
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    readonly Dictionary<string, TwinUpdate> _seen = new(StringComparer.Ordinal);
    TimeSpan _pause = FirstPause;
    bool _wasOpen;

    /// <param name="onUpdate">A twin that is new or changed; true while the first snapshot is read.</param>
    /// <param name="onState">What there is to say of the connection; empty when all is well.</param>
    public async Task Run(
        Action<TwinUpdate, bool> onUpdate, Action<string> onState, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await Read(onUpdate, onState, cancellationToken);
                onState("The server closed the stream; connecting again.");
            }
            catch (RpcException failure) when (
                _wasOpen && IsPassing(failure.StatusCode) && !cancellationToken.IsCancellationRequested)
            {
                string pause = _pause.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
                onState($"Connection lost ({failure.StatusCode}); connecting again in {pause} s.");
            }

            await Task.Delay(_pause, cancellationToken);
            _pause = TimeSpan.FromTicks(Math.Min(2 * _pause.Ticks, LongestPause.Ticks));
        }
    }

    async Task Read(Action<TwinUpdate, bool> onUpdate, Action<string> onState, CancellationToken cancellationToken)
    {
        using AsyncServerStreamingCall<WatchTwinsResponse> call =
            session.Twins.WatchTwins(request, cancellationToken: cancellationToken);
        bool isFirstSnapshot = !_wasOpen;
        await foreach (WatchTwinsResponse response in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            _wasOpen = true;
            _pause = FirstPause;
            onState("");
            foreach (TwinUpdate update in response.Updates)
            {
                if (IsNews(update))
                    onUpdate(update, isFirstSnapshot);
            }

            isFirstSnapshot &= !response.Synced;
        }
    }

    bool IsNews(TwinUpdate update)
    {
        if (_seen.TryGetValue(update.Name, out TwinUpdate? last)
            && (last.Equals(update) || (update.Sequence > 0 && update.Sequence < last.Sequence)))
        {
            return false;
        }

        _seen[update.Name] = update;
        return true;
    }

    static bool IsPassing(StatusCode code) =>
        code is StatusCode.Unavailable or StatusCode.Aborted or StatusCode.Internal or StatusCode.DeadlineExceeded
            or StatusCode.ResourceExhausted or StatusCode.Cancelled or StatusCode.Unknown;
}
