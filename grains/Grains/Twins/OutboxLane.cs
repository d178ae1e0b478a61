using System.Diagnostics;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;

namespace Qianliyan.Grains.Twins;

/// <summary>What one twin has to tell one other, in order.</summary>
sealed class OutboxLane(
    TwinName source, TwinName target, Func<TwinName, Signal[], ValueTask> tell, TwinServices services)
{
    const int MostSignalsPerCall = 50;
    static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    readonly List<Signal> _waiting = new(1);
    int _underWay;

    /// <summary>Of the newest signal that waits and was traced.</summary>
    ActivityContext _cause;

    public TwinName Target => target;

    /// <summary>Not delivered, or not known to be; oldest first.</summary>
    public IReadOnlyList<Signal> Waiting => _waiting;

    public Task? Delivery { get; set; }

    /// <summary>A signal of which only the newest counts takes the place of the one that still waits.</summary>
    public void Add(Signal signal)
    {
        if (TracedCause.Current is var cause && cause != default)
            _cause = cause;
        if (_waiting.Count > _underWay && signal.Body.Replaces(_waiting[^1].Body))
            _waiting[^1] = signal;
        else
            _waiting.Add(signal);
    }

    /// <summary>Delivers until nothing waits, however long it takes.</summary>
    public async Task Empty(CancellationToken stopped)
    {
        TimeSpan patience = FirstDelay;
        while (_waiting.Count > 0 && !stopped.IsCancellationRequested)
        {
            bool isSummary = _waiting[0].Body.IsSummary;
            bool isDelivered = await SendFirst(patience);
            if (!isDelivered)
                services.LateLanes.Failed(this);
            else if (patience > FirstDelay)
                services.LateLanes.Ended(this);
            TimeSpan pause = !isDelivered ? patience : isSummary ? services.Options.SummaryPeriod : TimeSpan.Zero;
            patience = isDelivered ? FirstDelay : patience * 2 < LongestDelay ? patience * 2 : LongestDelay;
            if (pause > TimeSpan.Zero)
                await Pause(pause, stopped);
        }

        if (patience > FirstDelay)
            services.LateLanes.Ended(this);
    }

    async Task<bool> SendFirst(TimeSpan patience)
    {
        _underWay = Math.Min(_waiting.Count, MostSignalsPerCall);
        using Activity? span = TwinTracing.Tell(source, target, _cause, _underWay);
        _cause = default;
        try
        {
            await tell(target, [.. _waiting.Take(_underWay)]);
            _waiting.RemoveRange(0, _underWay);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            TwinLog.DeliveryFailed(services.Logger, e, source, target, patience);
            return false;
        }
        finally
        {
            _underWay = 0;
        }
    }

    async Task Pause(TimeSpan time, CancellationToken stopped) =>
        await Task.Delay(time, services.Time, stopped)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
}
