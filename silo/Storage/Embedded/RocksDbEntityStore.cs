using Microsoft.Extensions.Logging;
using Qianliyan.Storage.Entities;
using RocksDbSharp;

namespace Qianliyan.Storage.Embedded;

/// <summary>The embedded backend: RocksDB inside the process, every acknowledged commit synced.</summary>
/// <remarks>
/// One writer thread takes all batches that wait and writes them with one sync; as soon as that is done it takes what
/// has gathered meanwhile, at least <see cref="EmbeddedStoreOptions.CommitSpacing"/> after it began: under a moderate
/// load a sync for every two or three batches would take most of the CPU. A lone batch waits for nobody.
/// After a failed write the tail of the log is unknown, so the database is opened again before the next commit; until
/// there is room for that, reads go on with the old opening and commits fail.
/// </remarks>
public sealed partial class RocksDbEntityStore : IEntityStore, IDisposable
{
    readonly EmbeddedStoreOptions _options;
    readonly StorageInstruments _instruments;
    readonly TimeProvider _time;
    readonly ILogger _log;
    readonly DirectoryLock _lock;
    readonly Cache _cache;
    readonly ByteBudget _budget;
    readonly CommitQueue _queue;
    readonly Thread _writer;

    // Held for reading by every read, for writing only while the database is opened again or closed.
    readonly ReaderWriterLockSlim _opening = new();
    RocksDatabase? _database;
    bool _isFaulted;
    bool _isDisposed;

    /// <exception cref="StorageLockedException">The directory is in use.</exception>
    /// <exception cref="StorageUnavailableException">The database cannot be opened.</exception>
    public RocksDbEntityStore(
        EmbeddedStoreOptions options,
        StorageInstruments instruments,
        TimeProvider time,
        ILogger<RocksDbEntityStore> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _instruments = instruments;
        _time = time;
        _log = log;
        Directory.CreateDirectory(options.Directory);
        _lock = DirectoryLock.Acquire(options.Directory);
        _cache = Cache.CreateLru((ulong)options.BlockCacheBytes);
        _budget = new(options.MaxQueueBytes);
        _queue = new(options.MaxCommitBytes);
        try
        {
            _database = new(options, _cache);
        }
        catch (RocksDbException error)
        {
            _lock.Dispose();
            throw Translate(error);
        }

        _writer = new(RunWriter) { IsBackground = true, Name = "qianliyan-store" };
        _writer.Start();
        LogOpened(options.Directory);
    }

    /// <inheritdoc/>
    public ValueTask<EntityCommitResult> TryCommitAsync(EntityBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var bytes = CommitRequest.MeasureBytes(batch);
        return _budget.TryTake(bytes)
            ? Enqueue(batch, bytes)
            : CommitWhenAdmittedAsync(batch, bytes, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<EntityCommitResult[]> TryCommitManyAsync(
        IReadOnlyList<EntityBatch> batches, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var sizes = batches.Select(CommitRequest.MeasureBytes).ToArray();
        await _budget.TakeAsync(sizes.Sum(), cancellationToken);
        var requests = batches.Zip(sizes, CommitRequest.Create).ToArray();
        var tasks = Array.ConvertAll(requests, request => request.Task.AsTask());
        if (!_queue.TryAdd(requests))
        {
            _budget.Release(sizes.Sum());
            throw new ObjectDisposedException(nameof(RocksDbEntityStore));
        }

        _instruments.Queued(sizes.Sum());
        return await Task.WhenAll(tasks);
    }

    /// <summary>Writes what is queued, then closes the database.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _queue.Close();
        _writer.Join();
        _opening.EnterWriteLock();
        try
        {
            _database?.Dispose();
            _database = null;
        }
        finally
        {
            _opening.ExitWriteLock();
        }

        _lock.Dispose();
    }

    async ValueTask<EntityCommitResult> CommitWhenAdmittedAsync(
        EntityBatch batch, long bytes, CancellationToken cancellationToken)
    {
        await _budget.TakeAsync(bytes, cancellationToken);
        return await Enqueue(batch, bytes);
    }

    ValueTask<EntityCommitResult> Enqueue(EntityBatch batch, long bytes)
    {
        var request = CommitRequest.Create(batch, bytes);
        var task = request.Task;
        if (!_queue.TryAdd(request))
        {
            _budget.Release(bytes);
            throw new ObjectDisposedException(nameof(RocksDbEntityStore));
        }

        _instruments.Queued(bytes);
        return task;
    }
}
