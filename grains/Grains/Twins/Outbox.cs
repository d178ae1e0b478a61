using System.Diagnostics;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;

namespace Qianliyan.Grains.Twins;

/// <summary>
/// Tells other twins what a fold's effects say: at least once, in order per target, each target at its own pace. Nothing
/// of it is stored on its own: a checkpoint holds what was not delivered when it was written, and replaying the entries
/// after it brings back the rest; receivers drop what they have seen.
/// </summary>
/// <remarks>Runs on the grain's own scheduler. A twin that has nothing to tell holds no lane.</remarks>
sealed class Outbox(TwinName source, Func<TwinName, Signal[], ValueTask> tell, TwinServices services) : IDisposable
{
    List<OutboxLane>? _lanes;
    CancellationTokenSource? _stopped;
    bool _isStopped;

    /// <summary>Not delivered, or not known to be; in order per target.</summary>
    public IEnumerable<(TwinName Target, Signal Signal)> Pending =>
        _lanes?.SelectMany(lane => lane.Waiting.Select(signal => (lane.Target, signal))) ?? [];

    public void Add(TwinName target, Signal signal)
    {
        OutboxLane? lane = _lanes?.Find(lane => lane.Target == target);
        if (lane is null)
        {
            lane = new OutboxLane(source, target, tell, services);
            (_lanes ??= new List<OutboxLane>(1)).Add(lane);
        }

        lane.Add(signal);
    }

    /// <summary>Sets every lane going that stands still.</summary>
    public void Start()
    {
        if (_lanes is null || _isStopped)
            return;
        _stopped ??= new CancellationTokenSource();
        foreach (OutboxLane lane in _lanes)
        {
            if (lane.Delivery is null)
                lane.Delivery = Deliver(lane, _stopped.Token);
        }
    }

    /// <summary>No delivery begins any more; one that waits for its time ends.</summary>
    public async Task Stop()
    {
        _isStopped = true;
        if (_stopped is not null)
            await _stopped.CancelAsync();
    }

    public void Dispose() => _stopped?.Dispose();

    /// <summary>Begins after its caller has put it into the lane. It outlives what is traced now: each lane knows its causes.</summary>
    async Task Deliver(OutboxLane lane, CancellationToken stopped)
    {
        Activity.Current = null;
        await Task.Yield();
        await lane.Empty(stopped);
        lane.Delivery = null;
        if (lane.Waiting.Count == 0)
            _lanes!.Remove(lane);
        if (_lanes!.Count == 0)
            _lanes = null;
    }
}
