using System.Collections.Concurrent;
using Qianliyan.Abstractions.Operations;

namespace Qianliyan.Grains.Twins;

/// <summary>The lanes of outboxes whose last attempt to deliver failed.</summary>
public sealed class LateLanes(TimeProvider time)
{
    readonly ConcurrentDictionary<OutboxLane, long> _failedSince = new();

    internal void Failed(OutboxLane lane) => _failedSince.TryAdd(lane, time.GetTimestamp());

    /// <summary>Delivered at last, or given over to the twin's next activation.</summary>
    internal void Ended(OutboxLane lane) => _failedSince.TryRemove(lane, out _);

    public UntoldSignals Report()
    {
        long[] since = [.. _failedSince.Values];
        return new UntoldSignals(since.Length, since.Length == 0 ? 0 : time.GetElapsedTime(since.Min()).TotalSeconds);
    }
}
