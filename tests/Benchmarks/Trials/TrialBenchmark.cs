using System.Diagnostics;
using Qianliyan.Benchmarks.Machine;
using Qianliyan.Benchmarks.Reports;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Trials;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Benchmarks.Trials;

/// <summary>
/// A policy tried on three months of hourly data. Its ceilings are reading the same journals, with as many readers, and
/// decoding what is read.
/// </summary>
sealed class TrialBenchmark : IBenchmark
{
    const int FullPoints = 6_000;
    const int FullDays = 90;
    const int QuickDays = 10;
    const double MostSeconds = 90;

    public string Title => "a policy tried on the history of many points";

    public async Task Run(Bench bench, CancellationToken cancellationToken)
    {
        int days = bench.IsQuick ? QuickDays : FullDays;
        var history = new HourlyHistory(bench.Scaled(bench.TrialPoints), days);
        using var store = new TrialStore();
        bench.Report.Progress(FormattableString.Invariant($"writing {history.Observations:#,0} observations"));
        await history.Write(store.Journal, cancellationToken);
        store.Reopen();

        double load = MachineReading.Load();
        // The first turn brings the files into the kernel's cache, and the code to the highest tier.
        await Read(store.Journal, history, decodes: true, cancellationToken);
        double read = await Timed(() => Read(store.Journal, history, decodes: false, cancellationToken));
        Add("read (ceiling)", read, null);
        double decode = await Timed(() => Read(store.Journal, history, decodes: true, cancellationToken));
        Add("read and decode", decode, read);

        PolicyBook book = PolicyBook.Empty.With(Issue(PolicyFile.NationalText));
        var trial = new PolicyTrial(store.Journal, book, Candidate());
        long resident = 0;
        IReadOnlyList<FindingChange> changes = [];
        double tried = await Timed(async () => changes = await trial.Run(
            history.Twins, progress => Sample(progress, ref resident), cancellationToken));
        Add("try a policy", tried, read);

        double fullSeconds = tried * FullPoints * FullDays * 24 / history.Observations;
        bench.Report.Add(Check.Below(
            FormattableString.Invariant($"{FullPoints:#,0} points x {FullDays} days, by scaling,"), MostSeconds, fullSeconds, "s"));
        bench.Report.Note(FormattableString.Invariant(
            $"{bench.Scaled(bench.TrialPoints):#,0} points x {days} days of hour reports of three factors, {history.Observations:#,0} observations, {store.Gigabytes:F2} GB on disk; read {read:F1} s, read and decode {decode:F1} s, trial {tried:F1} s with {trial.Progress.Entries:#,0} entries; resident at most {resident / 1e6:F0} MB."));
        bench.Report.Note(FormattableString.Invariant(
            $"Candidate: an hour over its limit is a notice, SO2 90 instead of 100 mg/m3 an hour. Findings gained {changes.Count(change => change.IsGained):#,0}, lost {changes.Count(change => change.IsLost):#,0}, otherwise {changes.Count(change => !change.IsGained && !change.IsLost):#,0}."));

        void Add(string what, double seconds, double? ceiling) => bench.Report.Add(new Row
        {
            What = what,
            Rate = history.Observations / seconds,
            Unit = "entries/s",
            Ceiling = ceiling is { } least ? history.Observations / least : null,
            LoadBefore = load,
        });
    }

    static void Sample(TrialProgress progress, ref long resident)
    {
        if (progress.Twins % 100 == 0)
            resident = Math.Max(resident, ProcessReading.ResidentBytes(Environment.ProcessId));
    }

    static async Task<double> Timed(Func<Task> work)
    {
        GC.Collect();
        long began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    static async Task Read(
        IJournal journal, HourlyHistory history, bool decodes, CancellationToken cancellationToken)
    {
        var limits = new ParallelOptions
        {
            CancellationToken = cancellationToken,
            MaxDegreeOfParallelism = Environment.ProcessorCount,
        };
        long bodies = 0;
        await Parallel.ForEachAsync(history.Twins, limits, async (twin, token) =>
        {
            await foreach (JournalEntry entry in journal.ReadAsync(
                twin.ToString(), 1, toSequence: null, int.MaxValue, token))
            {
                if (decodes && EntryCodec.Read((EntryKind)entry.Kind, entry.FormatVersion, entry.Payload.Span) is Observed)
                    Interlocked.Increment(ref bodies);
            }
        });
        if (decodes && bodies != history.Observations)
            throw new InvalidOperationException($"{bodies} of {history.Observations} observations were read.");
    }

    static PolicyIssue Candidate() => Issue(PolicyFile.NationalText
        .Replace($"version: {PolicyFile.National.Version}", "version: candidate", StringComparison.Ordinal)
        .Replace("hourOver: warning", "hourOver: notice", StringComparison.Ordinal)
        .Replace(
            "factor: a21026, kinds: [incineratorFlueGas], hour: 100",
            "factor: a21026, kinds: [incineratorFlueGas], hour: 90",
            StringComparison.Ordinal));

    static PolicyIssue Issue(string yaml) =>
        PolicyIssue.Of(yaml, _ => null, "benchmark", "trial", BeijingTime.Of(2026, 1, 1));
}
