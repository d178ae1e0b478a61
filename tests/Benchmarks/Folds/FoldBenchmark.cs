using System.Diagnostics;
using Qianliyan.Benchmarks.Machine;
using Qianliyan.Benchmarks.Reports;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Benchmarks.Folds;

/// <summary>
/// The fold of a point alone, on one thread. Its ceiling is decoding the same entries: no observation is lived through
/// for less.
/// </summary>
sealed class FoldBenchmark : IBenchmark
{
    const int Days = 3;
    const int Turns = 5;

    /// <summary>More than the processor's caches hold.</summary>
    const int ManyPoints = 1_000;

    const double LeastObservations = 150_000;

    readonly Lazy<PointDays> _days = new(() => new PointDays(Days));
    long _decoded;

    public string Title => "the fold of a point, by one thread";

    public Task Run(Bench bench, CancellationToken cancellationToken)
    {
        TimeSpan turn = bench.Duration / 30;
        double load = MachineReading.Load();
        int many = bench.Scaled(ManyPoints);
        EntryBody[] bodies = [.. _days.Value.Entries.Select(entry => entry.Read())];
        (string What, Func<long> Do)[] work =
        [
            ("decode the entries (ceiling)", Decode),
            ("fold", () => Fold(bodies, points: 1, writesBytes: false)[0].Observations),
            ("fold, checkpoints as bytes", () => Fold(bodies, points: 1, writesBytes: true)[0].Observations),
            (FormattableString.Invariant($"fold, {many:#,0} points in turn"), () => FoldMany(bodies, many)),
        ];
        var best = new (double Rate, double Allocated)[work.Length];
        for (int round = 0; round <= Turns; round++)
        {
            for (int i = 0; i < work.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                (double rate, double allocated) = Measure(work[i].Do, turn);
                // The first round warms up.
                if (round > 0 && rate > best[i].Rate)
                    best[i] = (rate, allocated);
            }
        }

        for (int i = 0; i < work.Length; i++)
        {
            bench.Report.Add(new Row
            {
                What = work[i].What,
                Rate = best[i].Rate,
                Unit = "observations/s",
                Ceiling = i == 0 ? null : best[0].Rate,
                AllocatedBytes = best[i].Allocated,
                LoadBefore = load,
            });
            bench.Report.Note(FormattableString.Invariant(
                $"{work[i].What}: {1e9 / best[i].Rate:F0} ns and {best[i].Allocated:F0} B an observation."));
        }

        bench.Report.Add(Check.AtLeast("fold", LeastObservations, best[1].Rate, "observations/s per core"));
        FoldedPoint point = Fold(bodies, points: 1, writesBytes: false)[0];
        bench.Report.Note(FormattableString.Invariant(
            $"{Days} days of a point, again and again: {point.Observations} observations of ten factors (real time every 30 s, minutes every 10, hours, days) and {bodies.Length - point.Observations} ticks and registrations, whose time counts; {point.Findings} findings; a checkpoint every 64 entries lets pages leave; best of {Turns} turns of {turn.TotalSeconds:0.#} s."));
        return Task.CompletedTask;
    }

    (double Rate, double Allocated) Measure(Func<long> work, TimeSpan turn)
    {
        long observations = 0;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < turn)
            observations += work();

        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return (observations / seconds, (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)observations);
    }

    long Decode()
    {
        foreach (StoredEntry entry in _days.Value.Entries)
            _decoded += (long)entry.Read().Kind;
        return _days.Value.Observations;
    }

    /// <summary>The first day only: it takes long enough.</summary>
    long FoldMany(EntryBody[] bodies, int points) =>
        Fold(bodies[..(bodies.Length / Days)], points, writesBytes: false).Sum(point => point.Observations);

    /// <summary>Every entry goes to all points before the next does.</summary>
    FoldedPoint[] Fold(EntryBody[] bodies, int points, bool writesBytes)
    {
        var folded = new FoldedPoint[points];
        for (int i = 0; i < points; i++)
            folded[i] = new FoldedPoint(writesBytes);
        for (int i = 0; i < bodies.Length; i++)
        {
            foreach (FoldedPoint point in folded)
                point.Take(bodies[i], _days.Value.Entries[i].ArrivedAtUnixMs);
        }

        int expected = bodies.Count(body => body is Observed);
        if (folded[^1].Observations != expected)
            throw new InvalidOperationException($"{folded[^1].Observations} of {expected} observations counted.");
        return folded;
    }
}
