using System.Diagnostics.Metrics;

namespace Qianliyan.Api;

/// <summary>The meter <c>Qianliyan.Api</c>.</summary>
sealed class ApiInstruments
{
    readonly UpDownCounter<int> _watchers;
    readonly UpDownCounter<int> _ingestStreams;
    readonly Counter<long> _updates;
    readonly Counter<long> _resyncs;
    readonly Counter<long> _observations;
    readonly Counter<long> _rejected;

    public ApiInstruments(IMeterFactory meters)
    {
        Meter meter = meters.Create("Qianliyan.Api");
        _watchers = meter.CreateUpDownCounter<int>("qianliyan.api.watchers", "{stream}", "Open watch streams.");
        _ingestStreams = meter.CreateUpDownCounter<int>(
            "qianliyan.api.ingest.streams", "{stream}", "Open ingest streams.");
        _updates = meter.CreateCounter<long>("qianliyan.api.watch.updates", "{update}", "Statuses sent to watchers.");
        _resyncs = meter.CreateCounter<long>(
            "qianliyan.api.watch.resyncs", "{snapshot}", "Snapshots sent anew to watchers that fell behind.");
        _observations = meter.CreateCounter<long>(
            "qianliyan.api.ingest.observations", "{observation}", "Observations acknowledged as durable.");
        _rejected = meter.CreateCounter<long>(
            "qianliyan.api.ingest.rejected", "{observation}", "Observations answered with an error.");
        ShowFromTheStart();
    }

    /// <summary>A counter that first shows when it is one already has no increase, and wakes nobody.</summary>
    void ShowFromTheStart()
    {
        _watchers.Add(0);
        _ingestStreams.Add(0);
        foreach (Counter<long> counter in (Counter<long>[])[_updates, _resyncs, _observations, _rejected])
            counter.Add(0);
    }

    public void WatcherCame() => _watchers.Add(1);

    public void WatcherLeft() => _watchers.Add(-1);

    public void Updated(int twins) => _updates.Add(twins);

    public void Resynced() => _resyncs.Add(1);

    public void StreamOpened() => _ingestStreams.Add(1);

    public void StreamClosed() => _ingestStreams.Add(-1);

    public void Ingested(int acknowledged, int rejected)
    {
        if (acknowledged > 0)
            _observations.Add(acknowledged);
        if (rejected > 0)
            _rejected.Add(rejected);
    }
}
