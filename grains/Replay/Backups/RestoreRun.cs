using Qianliyan.Domain.Registry;
using Qianliyan.Replay.Checkpoints;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage;
using Qianliyan.Storage.Backups;
using Qianliyan.Storage.Journal;
using Qianliyan.Storage.Journal.Backups;

namespace Qianliyan.Replay.Backups;

/// <summary>
/// Restores a backup into an empty store, and leaves it as after a stop in order: a silo that starts on it wakes
/// every twin from a checkpoint, and tells what was not told.
/// </summary>
/// <param name="import">Into the store.</param>
/// <param name="export">Out of the same store.</param>
/// <param name="journal">Over the same store.</param>
/// <param name="policies">In the same store; not read yet.</param>
public sealed class RestoreRun(StoreImport import, StoreExport export, IJournal journal, PolicyArchive policies)
{
    readonly HeardSignals _heard = new();
    long _proven;
    int _rebuilt;

    /// <summary>Entries read, written or proven, or twins rebuilt: of the stage at hand.</summary>
    public (RestoreStage Stage, Func<long> Done) Progress { get; private set; } = (RestoreStage.ProvingFile, () => 0);

    /// <param name="open">Opens the file; it is read twice.</param>
    /// <param name="atOnce">Blocks that are written, shards that are read at a time.</param>
    /// <param name="cancellationToken">Ends it; the store is then not fit for a silo.</param>
    /// <exception cref="BackupFaultException">The file is no backup, or damaged; nothing was written.</exception>
    /// <exception cref="StoreNotEmptyException">The store holds something; nothing was written.</exception>
    /// <exception cref="StorageException">The store failed, or does not hold what was written.</exception>
    public async Task<BackupContents> Run(Func<Stream> open, int atOnce, CancellationToken cancellationToken)
    {
        BackupContents contents = await ProveFile(open, cancellationToken);
        await import.BeginAsync(contents.Seal, cancellationToken);
        JournalHash frames = await Write(open, contents, atOnce, cancellationToken);
        await ProveStore(contents, frames, atOnce, cancellationToken);
        await Rebuild(contents, cancellationToken);
        await import.FinishAsync(contents.Seal, cancellationToken);
        return contents;
    }

    async Task<BackupContents> ProveFile(Func<Stream> open, CancellationToken cancellationToken)
    {
        await using Stream stream = open();
        var file = new BackupFile(stream);
        Progress = (RestoreStage.ProvingFile, () => file.Found.Entries);
        return await file.VerifyAsync(cancellationToken);
    }

    /// <returns>Hash of the frame log as it must be.</returns>
    async Task<JournalHash> Write(
        Func<Stream> open, BackupContents contents, int atOnce, CancellationToken cancellationToken)
    {
        await using Stream stream = open();
        var file = new BackupFile(stream);
        Progress = (RestoreStage.Writing, () => file.Found.Entries);
        using var hash = new FrameLogHash();
        using var underWay = new WritesUnderWay(atOnce);
        BackupContents read = await file.ReadAsync(
            async entries =>
            {
                foreach (SealedEntry entry in entries)
                    _heard.Take(entry);
                await underWay.Add(() => import.WriteAsync(entries, cancellationToken), cancellationToken);
            },
            async frames =>
            {
                foreach (RejectedFrame frame in frames)
                    hash.Add(frame);
                await underWay.Add(() => import.WriteAsync(frames, cancellationToken), cancellationToken);
            },
            cancellationToken);
        await underWay.End();
        return read.Seal == contents.Seal
            ? hash.Take()
            : throw new BackupFaultException("The file is another one than a moment ago.");
    }

    async Task ProveStore(BackupContents contents, JournalHash frames, int atOnce, CancellationToken cancellationToken)
    {
        Progress = (RestoreStage.ProvingStore, () => Volatile.Read(ref _proven));
        var proof = new StoreProof(export);
        var limits = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, StoreExport.Shards), limits,
            async (shard, token) => Interlocked.Add(ref _proven, await proof.ProveShardAsync(shard, contents, token)));
        if (await proof.HashFramesAsync(cancellationToken) != frames)
            throw new StorageCorruptException("The frame log of the store is not that of the backup.");
    }

    async Task Rebuild(BackupContents contents, CancellationToken cancellationToken)
    {
        Progress = (RestoreStage.Rebuilding, () => Volatile.Read(ref _rebuilt));
        await policies.Refresh(cancellationToken);
        var rebuilds = new TwinRebuilds(journal, policies.Book);
        await Parallel.ForEachAsync(
            contents.Cuts.Keys.Where(twin => !OwnJournals.Has(twin)), cancellationToken,
            async (twin, token) =>
            {
                await rebuilds.Of(TwinName.Parse(twin)).Run(_heard.Has, token);
                Interlocked.Increment(ref _rebuilt);
            });
    }
}
