using Qianliyan.Abstractions;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Grains.Twins;

/// <summary>
/// Tells other twins what a fold's effects say: at least once, in order per target. Nothing of it is stored on its own:
/// a checkpoint holds what was not delivered when it was written, and replaying the entries after it brings back the
/// rest; receivers drop what they have seen.
/// </summary>
/// <remarks>Runs on the grain's own scheduler; one delivery at a time.</remarks>
sealed class Outbox(TwinName source, IGrainFactory grains, TwinServices services, CancellationToken stopped)
{
    const int MostSignalsPerCall = 50;
    static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    readonly Queue<OutboxItem> _pending = new(0);
    Task? _delivery;

    public Queue<OutboxItem> Pending => _pending;

    public bool IsEmpty => _pending.Count == 0;

    public void Start()
    {
        if (_pending.Count > 0 && _delivery is null or { IsCompleted: true })
            _delivery = Deliver();
    }

    async Task Deliver()
    {
        TimeSpan delay = FirstDelay;
        while (_pending.Count > 0 && !stopped.IsCancellationRequested)
        {
            OutboxItem[] batch = [.. _pending];
            IEnumerable<IGrouping<TwinName, OutboxItem>> byTarget = batch.GroupBy(item => item.Target);
            OutboxItem[][] left = await Task.WhenAll(byTarget.Select(group => Send(group.Key, [.. group], delay)));
            HashSet<OutboxItem> failed = [.. left.SelectMany(items => items)];
            KeepOnly(failed, batch.Length);
            if (failed.Count == 0)
            {
                delay = FirstDelay;
                continue;
            }

            try
            {
                await Task.Delay(delay, services.Time, stopped);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        }
    }

    /// <returns>What could not be delivered.</returns>
    async Task<OutboxItem[]> Send(TwinName target, OutboxItem[] items, TimeSpan delay)
    {
        int sent = 0;
        try
        {
            ITwinGrain twin = grains.GetTwin(target);
            while (sent < items.Length)
            {
                OutboxItem[] chunk = items[sent..Math.Min(sent + MostSignalsPerCall, items.Length)];
                await twin.Receive(Array.ConvertAll(chunk, item => item.Signal));
                sent += chunk.Length;
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            TwinLog.DeliveryFailed(services.Logger, e, source, target, delay);
        }

        return items[sent..];
    }

    void KeepOnly(HashSet<OutboxItem> failed, int ofFirst)
    {
        int total = _pending.Count;
        for (int i = 0; i < total; i++)
        {
            OutboxItem item = _pending.Dequeue();
            if (i >= ofFirst || failed.Contains(item))
                _pending.Enqueue(item);
        }
    }
}
