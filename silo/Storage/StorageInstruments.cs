using System.Diagnostics.Metrics;
using HdrHistogram;

namespace Qianliyan.Storage;

/// <summary>Metrics of the store (meter <c>Qianliyan.Storage</c>).</summary>
public sealed class StorageInstruments
{
    public const string MeterName = "Qianliyan.Storage";

    const long LongestMicroseconds = 600_000_000;

    readonly Counter<long> _commits;
    readonly Counter<long> _batches;
    readonly Counter<long> _conflicts;
    readonly Counter<long> _failures;
    readonly Histogram<int> _batchesPerCommit;
    readonly Histogram<double> _commitSeconds;
    readonly UpDownCounter<long> _queueBytes;
    readonly Histogram<double> _requestSeconds;
    readonly Counter<long> _retries;
    readonly Recorder _commitMicroseconds = HistogramFactory.With64BitBucketSize()
        .WithValuesUpTo(LongestMicroseconds)
        .WithPrecisionOf(2)
        .WithThreadSafeWrites()
        .WithThreadSafeReads()
        .Create();

    public StorageInstruments(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(MeterName);
        _commits = meter.CreateCounter<long>("qianliyan.storage.commits", "{commit}", "Synced writes.");
        _batches = meter.CreateCounter<long>("qianliyan.storage.batches", "{batch}", "Batches written by commits.");
        _conflicts = meter.CreateCounter<long>(
            "qianliyan.storage.conflicts", "{batch}", "Batches refused by a condition.");
        _failures = meter.CreateCounter<long>("qianliyan.storage.failures", "{commit}", "Commits that failed.");
        _batchesPerCommit = meter.CreateHistogram<int>(
            "qianliyan.storage.batches_per_commit", "{batch}", "Batches that shared one synced write.",
            advice: new InstrumentAdvice<int>
            {
                HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
            });
        _commitSeconds = meter.CreateHistogram<double>(
            "qianliyan.storage.commit.duration", "s", "Time of one commit: checks, write and sync.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5],
            });
        _queueBytes = meter.CreateUpDownCounter<long>(
            "qianliyan.storage.queue", "By", "Bytes accepted and not yet committed.");
        _requestSeconds = meter.CreateHistogram<double>(
            "qianliyan.storage.request.duration",
            "s",
            "Time of one request to a table service, by operation: each is one billed transaction.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
            });
        _retries = meter.CreateCounter<long>(
            "qianliyan.storage.retries", "{request}", "Requests sent again after throttling or a failure.");
        ShowFromTheStart(_conflicts, _failures, _retries);
    }

    /// <summary>A counter that first shows when it is one already has no increase, and wakes nobody.</summary>
    static void ShowFromTheStart(params ReadOnlySpan<Counter<long>> counters)
    {
        foreach (var counter in counters)
        {
            counter.Add(0);
        }
    }

    internal void Committed(int batches, int conflicts, TimeSpan elapsed)
    {
        _commits.Add(1);
        _batches.Add(batches);
        _conflicts.Add(conflicts);
        _batchesPerCommit.Record(batches + conflicts);
        _commitSeconds.Record(elapsed.TotalSeconds);
        _commitMicroseconds.RecordValue(Math.Clamp((long)elapsed.TotalMicroseconds, 1, LongestMicroseconds));
    }

    /// <summary>The commits since it was asked last; for one reader.</summary>
    public CommitInterval TakeCommits()
    {
        var commits = _commitMicroseconds.GetIntervalHistogram();
        return commits.TotalCount == 0
            ? default
            : new CommitInterval(
                commits.TotalCount, Milliseconds(commits.GetValueAtPercentile(50)),
                Milliseconds(commits.GetValueAtPercentile(99)));

        static double Milliseconds(long microseconds) => microseconds / 1_000.0;
    }

    internal void Failed() => _failures.Add(1);

    internal void Queued(long bytes) => _queueBytes.Add(bytes);

    internal void Asked(string operation, TimeSpan elapsed) =>
        _requestSeconds.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("operation", operation));

    internal void Retried() => _retries.Add(1);
}
