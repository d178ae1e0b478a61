using System.Diagnostics.Metrics;
using Qianliyan.Abstractions;
using Qianliyan.Hj212;

namespace Qianliyan.Gateway;

/// <summary>Metrics of the HJ 212 gateway, meter <c>Qianliyan.Gateway</c>. No tag holds a device's number.</summary>
public sealed class GatewayInstruments
{
    public const string MeterName = "Qianliyan.Gateway";

    readonly Counter<long> _frames;
    readonly Counter<long> _refused;
    readonly Counter<long> _deviations;
    readonly Counter<long> _garbage;
    readonly Counter<long> _closed;
    readonly Counter<long> _askedAgain;
    readonly UpDownCounter<int> _connections;
    readonly Histogram<double> _acknowledged;
    long _total;

    public GatewayInstruments(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        _frames = meter.CreateCounter<long>("qianliyan.gateway.frames", "{frame}", "Frames by what became of them.");
        _refused = meter.CreateCounter<long>("qianliyan.gateway.refused", "{frame}", "Refused frames by verdict.");
        _deviations = meter.CreateCounter<long>(
            "qianliyan.gateway.deviations", "{frame}", "Tolerated deviations by name.");
        _garbage = meter.CreateCounter<long>("qianliyan.gateway.garbage", "By", "Bytes that belong to no frame.");
        _closed = meter.CreateCounter<long>("qianliyan.gateway.closed", "{connection}", "Closed connections by cause.");
        _askedAgain = meter.CreateCounter<long>(
            "qianliyan.gateway.asked_again", "{call}", "Calls repeated because a twin was moving or its silo was gone.");
        _connections = meter.CreateUpDownCounter<int>(
            "qianliyan.gateway.connections", "{connection}", "Open connections.");
        _acknowledged = meter.CreateHistogram<double>(
            "qianliyan.gateway.acknowledged", "s", "From the last byte of a frame read to its answer written.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries =
                    [0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30],
            });
        ShowFromTheStart();
    }

    /// <summary>A counter that first shows when it is one already has no increase, and wakes nobody.</summary>
    void ShowFromTheStart()
    {
        _connections.Add(0);
        _garbage.Add(0);
        _askedAgain.Add(0);
        foreach (FrameDisposition disposition in Enum.GetValues<FrameDisposition>())
            _frames.Add(0, new KeyValuePair<string, object?>("disposition", Name(disposition)));
        foreach (FrameVerdict verdict in Enum.GetValues<FrameVerdict>())
        {
            if (verdict is not (FrameVerdict.None or FrameVerdict.Accepted))
                _refused.Add(0, new KeyValuePair<string, object?>("verdict", verdict.ToString()));
        }
    }

    /// <summary>Frames since the start, whatever became of them.</summary>
    public long Frames => Interlocked.Read(ref _total);

    public void Frame(FrameDisposition disposition)
    {
        Interlocked.Increment(ref _total);
        _frames.Add(1, new KeyValuePair<string, object?>("disposition", Name(disposition)));
    }

    public void Refused(FrameVerdict verdict) =>
        _refused.Add(1, new KeyValuePair<string, object?>("verdict", verdict.ToString()));

    public void Deviated(Deviations deviations)
    {
        if (deviations == Deviations.None || !_deviations.Enabled)
            return;
        foreach (string name in DeviationText.Describe(deviations))
            _deviations.Add(1, new KeyValuePair<string, object?>("deviation", name));
    }

    /// <summary>A twin was asked once more because it was moving or its silo was gone.</summary>
    public void AskedAgain() => _askedAgain.Add(1);

    public void Garbage(long bytes) => _garbage.Add(bytes);

    public void Opened() => _connections.Add(1);

    public void Closed(string cause)
    {
        _connections.Add(-1);
        _closed.Add(1, new KeyValuePair<string, object?>("cause", cause));
    }

    public void Acknowledged(TimeSpan elapsed) => _acknowledged.Record(elapsed.TotalSeconds);

    static string Name(FrameDisposition disposition) => disposition switch
    {
        FrameDisposition.Recorded => "recorded",
        FrameDisposition.Repeated => "repeated",
        FrameDisposition.Quarantined => "quarantined",
        FrameDisposition.WrongPassword => "wrong_password",
        FrameDisposition.Refused => "refused",
        FrameDisposition.Unsupported => "unsupported",
        _ => "garbage",
    };
}
