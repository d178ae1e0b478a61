using HdrHistogram;

namespace Qianliyan.Simulator.Running;

sealed class FleetCounters
{
    const long HighestMicroseconds = 600_000_000;

    readonly Lock _gate = new();
    readonly LongHistogram _latency = new(1, HighestMicroseconds, 3);

    public long Sent;
    public long Acknowledged;
    public long Unanswerable;
    public long Resent;
    public long Pending;
    public long Abandoned;
    public long Links;
    public long Requests;
    public int Connected;
    public int EverConnected;

    public void Record(TimeSpan latency)
    {
        lock (_gate)
            _latency.RecordValue(Math.Clamp((long)latency.TotalMicroseconds, 1, HighestMicroseconds));
    }

    public TimeSpan Percentile(double percentile)
    {
        lock (_gate)
        {
            return _latency.TotalCount == 0
                ? TimeSpan.Zero
                : TimeSpan.FromMicroseconds(_latency.GetValueAtPercentile(percentile));
        }
    }
}
