using Qianliyan.Benchmarks.Reports;
using Qianliyan.Benchmarks.Silos;
using Qianliyan.Domain.Time;
using Qianliyan.Simulator.Load;

namespace Qianliyan.Benchmarks.Devices;

/// <summary>A silo and its ceiling under the same load.</summary>
sealed class DevicePair(Bench bench, RegisteredSilo silo, TcpEcho echo)
{
    long _unanswered;
    long _frames;

    public async Task<Row> Silo(string what, LoadOptions load, CancellationToken cancellationToken)
    {
        bench.Report.Progress(what);
        // A point must not hear the same time twice, and not of times to come.
        LoadOptions live = load with
        {
            Gateway = silo.Process.Devices,
            DataStart = load.DataStart ?? BeijingTime.From(TimeProvider.System.GetUtcNow()),
        };
        (Row row, LoadResult result) = await DeviceLoad.Run(
            what, live, silo.Process.ProcessId, silo.Metrics, cancellationToken);
        _unanswered += result.Unanswered;
        _frames += result.TotalSent;
        return row;
    }

    public async Task<Row> Echo(string what, LoadOptions load, CancellationToken cancellationToken)
    {
        bench.Report.Progress(what);
        (Row row, _) = await DeviceLoad.Run(
            what, load with { Gateway = echo.EndPoint }, echo.ProcessId, metrics: null, cancellationToken);
        return row;
    }

    /// <summary>Adds that every frame sent to the silo so far was answered.</summary>
    public void CheckAnswers() => bench.Report.Add(new Check(
        "every frame answered",
        FormattableString.Invariant($"{_frames - _unanswered:#,0} of {_frames:#,0}"),
        _unanswered == 0));
}
