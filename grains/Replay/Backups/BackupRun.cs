using System.Collections.Concurrent;
using Qianliyan.Domain.Signals;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage;
using Qianliyan.Storage.Backups;
using Qianliyan.Storage.Journal.Backups;

namespace Qianliyan.Replay.Backups;

/// <summary>
/// Writes a backup of a system that goes on: every journal to where it ends when it is read, then on where another twin
/// has heard more of it, until no twin has heard what its source has not said; and the policies last.
/// </summary>
/// <param name="export">Of the store.</param>
/// <param name="writer">Not begun yet.</param>
/// <param name="time">For the end of it.</param>
public sealed class BackupRun(StoreExport export, BackupWriter writer, TimeProvider time)
{
    const long FrameBytesAtOnce = 256 * 1024;

    readonly ConcurrentDictionary<string, TwinCut> _cuts = new(StringComparer.Ordinal);

    /// <summary>By source: the newest of its entries that some twin has heard of.</summary>
    readonly ConcurrentDictionary<string, long> _heard = new(StringComparer.Ordinal);

    /// <summary>Journals that are in it, at least in part.</summary>
    public int Twins => _cuts.Count;

    /// <param name="header">What the backup says of itself.</param>
    /// <param name="shardsAtOnce">Parts of the store that are read at a time.</param>
    /// <param name="cancellationToken">Ends it; what was written is no backup.</param>
    /// <exception cref="StorageCorruptException">A journal does not prove itself; its backup would not
    /// either.</exception>
    public async Task Run(BackupHeader header, int shardsAtOnce, CancellationToken cancellationToken)
    {
        await writer.BeginAsync(header);
        var limits = new ParallelOptions
        {
            MaxDegreeOfParallelism = shardsAtOnce,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, StoreExport.Shards), limits,
            async (shard, token) => await Copy(export.ReadShardAsync(shard, token)));
        while (Behind() is { Length: > 0 } behind)
            await Parallel.ForEachAsync(behind, limits, async (source, token) => await CatchUp(source, token));
        await Copy(export.ReadTwinAsync(
            PolicyArchive.JournalName, CutOf(PolicyArchive.JournalName).Sequence + 1, to: null, cancellationToken));
        await CopyFrames(cancellationToken);
        await writer.EndAsync(
            _cuts.Values.OrderBy(cut => cut.Twin, StringComparer.Ordinal), time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    string[] Behind() =>
        [.. _heard.Where(source => CutOf(source.Key).Sequence < source.Value).Select(source => source.Key)];

    async Task CatchUp(string source, CancellationToken cancellationToken)
    {
        long heard = _heard[source];
        await Copy(export.ReadTwinAsync(source, CutOf(source).Sequence + 1, heard, cancellationToken));
        if (CutOf(source) is { } cut && cut.Sequence < heard)
        {
            throw new StorageCorruptException(
                $"Another twin has heard of entry {heard} of {source}, whose journal ends at {cut.Sequence}.");
        }
    }

    async Task Copy(IAsyncEnumerable<SealedEntry> entries)
    {
        var runs = new EntryRuns();
        await foreach (SealedEntry entry in entries)
        {
            TwinCut cut = After(entry);
            _cuts[entry.Twin] = cut;
            if (JournaledSignals.Of(entry.Entry) is { } signal)
                Hear(signal);
            runs.Add(entry, cut);
            if (runs.IsFull)
                await writer.WriteAsync(runs);
        }

        await writer.WriteAsync(runs);
    }

    void Hear(Signal signal) => _heard.AddOrUpdate(
        signal.Source.ToString(), signal.SourceSequence,
        (_, former) => Math.Max(former, signal.SourceSequence));

    TwinCut After(in SealedEntry entry)
    {
        try
        {
            return entry.After(CutOf(entry.Twin));
        }
        catch (InvalidDataException fault)
        {
            throw new StorageCorruptException(fault.Message, fault);
        }
    }

    TwinCut CutOf(string twin) => _cuts.TryGetValue(twin, out TwinCut cut) ? cut : TwinCut.Start(twin);

    async Task CopyFrames(CancellationToken cancellationToken)
    {
        var frames = new List<RejectedFrame>();
        long bytes = 0;
        await foreach (RejectedFrame frame in export.ReadFramesAsync(cancellationToken))
        {
            frames.Add(frame);
            bytes += frame.Content.Header.Length + frame.Content.Body.Length;
            if (bytes < FrameBytesAtOnce)
                continue;
            await writer.WriteAsync(frames);
            frames.Clear();
            bytes = 0;
        }

        if (frames.Count > 0)
            await writer.WriteAsync(frames);
    }
}
