using Qianliyan.Abstractions;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Checkpoints;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Grains.Twins;

public abstract partial class TwinGrain<TState>
{
    /// <summary>An append of a checkpoint takes at most 100 rows, a page each; entries are cut so that one is mostly enough.</summary>
    const int MostDirtyPages = 40;

    /// <summary>Bytes of a checkpoint that an entry may cost: a large state is written less often.</summary>
    const int CheckpointBytesPerEntry = 512;

    /// <summary>Activations that end while another loads may write a checkpoint between two of its reads.</summary>
    const int MostLoads = 5;

    /// <summary>Sequence number of the newest checkpoint that this activation has read or written.</summary>
    long _checkpointed;

    int _writtenBytes;
    int _sinceCheckpoint;

    bool HasManyDirtyPages => _state.Pages.Dirty >= MostDirtyPages;

    async Task Load(CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await LoadOnce(cancellationToken);
                return;
            }
            catch (TwinBrokenException) when (attempt < MostLoads)
            {
                _outbox?.Dispose();
                _outbox = null;
            }
        }
    }

    /// <summary>The last checkpoint, and on top of it the entries after it.</summary>
    async Task LoadOnce(CancellationToken cancellationToken)
    {
        StoredCheckpoint? checkpoint = await ReadCheckpoint(cancellationToken);
        _checkpointed = checkpoint?.Position.Sequence ?? 0;
        _sinceCheckpoint = 0;
        string? policy = null;
        _state = checkpoint is null
            ? fold.Create(_name)
            : TwinSnapshot.Read(fold, _name, checkpoint, (target, signal) => Outbox.Add(target, signal), out policy);
        await services.EnsureKnown(policy, cancellationToken);
        foreach (string version in _state.Policies?.Versions ?? [])
            await services.EnsureKnown(version, cancellationToken);
        _policy = services.Policies.Named(policy);
        if (checkpoint is not null)
            _state.Policies?.Resume(_policy, services.Policies.Named);
        _position = checkpoint?.Position ?? JournalPosition.Start(JournalName);
        TwinTurn turn = services.Turns.Get();
        try
        {
            fold.ResidentPages(_state, turn.Pages);
            await LoadNamed(turn.Pages, cancellationToken);
            await foreach (JournalEntry entry in services.Journal.ReadAsync(
                JournalName, _position.Sequence + 1, toSequence: null, int.MaxValue, cancellationToken))
            {
                EntryBody body = EntryCodec.Read((EntryKind)entry.Kind, entry.FormatVersion, entry.Payload.Span);
                await services.EnsureKnown((body as PolicyPut)?.Version, cancellationToken);
                await LoadPages(body, turn, cancellationToken);
                Apply(new TwinEntry(entry.Sequence, entry.ArrivalMs, body), turn.Effects);
                _position = _position.Advance(entry);
            }
        }
        finally
        {
            services.Turns.Return(turn);
        }
    }

    async Task<StoredCheckpoint?> ReadCheckpoint(CancellationToken cancellationToken)
    {
        while (await services.Journal.ReadCheckpointAsync(JournalName, cancellationToken) is { } checkpoint)
        {
            if (TwinSnapshot.HasState(_name, checkpoint))
                return checkpoint;
            await services.Rebuilds.Run(_name, checkpoint, cancellationToken);
        }

        return null;
    }

    /// <summary>Puts the pages that the entry touches into the state.</summary>
    ValueTask LoadPages(EntryBody body, TwinTurn turn, CancellationToken cancellationToken)
    {
        turn.Pages.Clear();
        fold.PagesFor(_state, body, turn.Pages);
        return LoadNamed(turn.Pages, cancellationToken);
    }

    /// <summary>
    /// Pages come as the last checkpoint left them; one that was never written is not there. One that a newer checkpoint
    /// wrote than this activation knows is of another activation, with entries in it that this state does not hold.
    /// </summary>
    /// <exception cref="TwinBrokenException">Another activation has taken over.</exception>
    async ValueTask LoadNamed(List<PageId> pages, CancellationToken cancellationToken)
    {
        foreach (PageId id in pages)
        {
            if (!_state.Pages.Contains(id)
                && await services.Journal.ReadPageAsync(JournalName, id.ToString(), cancellationToken) is { } page)
            {
                if (page.Sequence > _checkpointed)
                    throw new TwinBrokenException(_name);
                _state.Pages.Add(Parse(id, page.Value.Span));
            }
        }
    }

    async ValueTask CheckpointWhenDue()
    {
        if (HasManyDirtyPages)
            await WriteCheckpoint();
        else if (_sinceCheckpoint >= Math.Max(services.Options.CheckpointEvery, _writtenBytes / CheckpointBytesPerEntry))
            await this.AsReference<ITwinUpkeep>().Checkpoint();
    }

    async Task WriteCheckpoint()
    {
        if (_sinceCheckpoint == 0 || _broken)
            return;
        IPage[] dirty = [.. _state.Pages.All.Where(page => page.IsDirty)];
        (TwinName, Signal)[] untold = _outbox?.Pending.ToArray() ?? [];
        JournalCheckpoint checkpoint = TwinSnapshot.Write(fold, _state, untold, _policy.Version);
        JournalSideWrite[] pages = Array.ConvertAll(
            dirty, page => JournalSideWrite.PutPage(page.Id.ToString(), BytesOf(page)));
        try
        {
            _position = await CheckpointAppends.Write(
                services.Journal, JournalName, _position, pages, checkpoint,
                () => TwinSnapshot.Unfinished(untold, _policy.Version), CancellationToken.None);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            TwinLog.CheckpointFailed(services.Logger, e, _name);
            if (e is not ArgumentException)
                Break();
            return;
        }

        _checkpointed = _position.Sequence;
        _sinceCheckpoint = 0;
        _writtenBytes = checkpoint.Snapshot.Length + pages.Sum(page => page.Value.Length);
        foreach (IPage page in dirty)
            page.IsDirty = false;
        LetCleanPagesLeave();
    }

    /// <summary>Pages that were only looked at go at once; those that changed go with the checkpoint that writes them.</summary>
    void LetCleanPagesLeave()
    {
        for (int i = _state.Pages.All.Count - 1; i >= 0; i--)
        {
            IPage page = _state.Pages.All[i];
            if (!page.IsDirty && fold.MayLeave(_state, page.Id))
                _state.Pages.Remove(page.Id);
        }
    }

    IPage Parse(PageId id, ReadOnlySpan<byte> bytes)
    {
        var reader = new EntryReader(bytes);
        return fold.ReadPage(id, ref reader);
    }

    static ReadOnlyMemory<byte> BytesOf(IPage page)
    {
        var writer = new EntryWriter(1024);
        page.Write(writer);
        return writer.Written;
    }
}
