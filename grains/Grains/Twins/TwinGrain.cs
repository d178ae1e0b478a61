using System.Runtime.ExceptionServices;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Grains.Twins;

/// <summary>
/// The shell around a fold. One turn: put the pages that the entries touch into the state, drop what is repeated,
/// append the rest, and when it is durable apply it, tell others, show it.
/// </summary>
/// <remarks>
/// <para>The state holds only what is durable. So reads interleave with an append that is under way, and a failed
/// append needs no undoing: its outcome is unknown, the activation ends, and the next one reads what is there.</para>
/// <para>Signals are taken while another turn is under way: they wait at the gate, and the next round takes all of them in
/// one append.</para>
/// <para>Two activations of one twin may exist for a moment. Both append at the sequence number they believe to be
/// next; the journal lets one through and fences the other, which ends.</para>
/// <para>Checkpoints and the pages that changed are written together, in a turn of their own. Losing them costs time.</para>
/// </remarks>
public abstract class TwinGrain<TState>(TwinKind kind, ITwinFold<TState> fold, TwinServices services)
    : Grain, ITwinGrain, IDisposable
    where TState : class, ITwinState
{
    /// <summary>An append takes at most 100 rows: one an entry, one an attachment, and a few beside them.</summary>
    const int MostEntriesPerAppend = 90;
    const int MostFramesPerAppend = 45;

    /// <summary>Snapshot bytes that an entry may cost: a large state is written less often.</summary>
    const int SnapshotBytesPerEntry = 512;

    readonly EffectList _effects = new();
    readonly List<PageId> _pages = new(0);
    readonly CancellationTokenSource _stopped = new();
    readonly SemaphoreSlim _gate = new(1, 1);
    readonly List<PendingEntry> _inbox = new(0);
    Task? _nextRound;
    int _snapshotBytes;
    TwinName _name;
    string _journalName = "";
    TState _state = null!;
    Outbox _outbox = null!;
    JournalPosition _position;
    TwinStatus? _status;
    int _sinceCheckpoint;

    protected TwinName Name => _name;

    protected TState State => _state;

    protected ITwinFold<TState> Fold => fold;

    protected TwinServices Services => services;

    protected BeijingTime Now => BeijingTime.From(services.Time.GetUtcNow());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _name = TwinName.OfKind(kind, this.GetPrimaryKeyString());
        _journalName = _name.ToString();
        _outbox = new Outbox(_name, GrainFactory, services, _stopped.Token);
        StoredCheckpoint? checkpoint = await services.Journal.ReadCheckpointAsync(_journalName, cancellationToken);
        if (checkpoint is null)
        {
            _state = fold.Create(_name);
            _position = JournalPosition.Start(_journalName);
        }
        else
        {
            _state = TwinSnapshot.Read(fold, _name, checkpoint, _outbox.Pending);
            _position = checkpoint.Position;
        }

        var pages = new StoredPages<TState>(fold, services.Journal, _journalName);
        await foreach (JournalEntry entry in services.Journal.ReadAsync(
            _journalName, _position.Sequence + 1, toSequence: null, int.MaxValue, cancellationToken))
        {
            EntryBody body = EntryCodec.Read((EntryKind)entry.Kind, entry.FormatVersion, entry.Payload.Span);
            await LoadPages(pages, body, cancellationToken);
            Apply(new TwinEntry(entry.Sequence, entry.ArrivalMs, body));
            _position = _position.Advance(entry);
            _sinceCheckpoint++;
        }

        await base.OnActivateAsync(cancellationToken);
        _outbox.Start();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stopped.CancelAsync();
        if (_sinceCheckpoint > 0)
            await Checkpoint();
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    public void Dispose()
    {
        _stopped.Dispose();
        _gate.Dispose();
        GC.SuppressFinalize(this);
    }

    public ValueTask<TwinStatus> GetStatus() => new(_status ??= fold.Describe(_state));

    public async ValueTask<long> Register(RegistryRecord record)
    {
        if (record.Twin != _name)
            throw new ArgumentException($"The record is of {record.Twin}, not of {_name}.", nameof(record));
        await Append([new PendingEntry(new Registered(record), NowUnixMs())]);
        return _position.Sequence;
    }

    public virtual async ValueTask Receive(Signal[] signals)
    {
        long now = NowUnixMs();
        foreach (Signal signal in signals)
            _inbox.Add(new PendingEntry(new Signalled(signal), now));
        await (_nextRound ??= TakeInbox());
    }

    public async ValueTask Tick(BeijingTime now)
    {
        if (_state is { } && _position.Sequence > 0)
            await Append([new PendingEntry(new Ticked(now), NowUnixMs())]);
    }

    public async Task Checkpoint()
    {
        await _gate.WaitAsync();
        try
        {
            await WriteCheckpoint();
        }
        finally
        {
            _gate.Release();
        }
    }

    async Task WriteCheckpoint()
    {
        if (_sinceCheckpoint == 0)
            return;
        IPage[] dirty = [.. _state.Pages.All.Where(page => page.IsDirty)];
        JournalCheckpoint checkpoint = TwinSnapshot.Write(fold, _state, _outbox.Pending);
        var append = new JournalAppend
        {
            Twin = _journalName,
            Previous = _position,
            Checkpoint = checkpoint,
            SideWrites = Array.ConvertAll(dirty, page => JournalSideWrite.PutPage(page.Id.ToString(), BytesOf(page))),
        };
        try
        {
            _position = (await services.Journal.AppendAsync(append, CancellationToken.None)).Position;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            TwinLog.CheckpointFailed(services.Logger, e, _name);
            DeactivateOnIdle();
            return;
        }

        _sinceCheckpoint = 0;
        _snapshotBytes = checkpoint.Snapshot.Length;
        foreach (IPage page in dirty)
            page.IsDirty = false;
        foreach (PageId id in _state.Pages.All.Select(page => page.Id).Where(id => fold.MayLeave(_state, id)).ToArray())
            _state.Pages.Remove(id);
    }

    public async ValueTask<TwinProof> Prove()
    {
        string replayed = await TwinReplay.HashOfReplay(
            fold, _name, services.Journal, services.Policy, _position.Sequence, CancellationToken.None);
        string live = await TwinReplay.HashOf(fold, _state, services.Journal, _journalName, CancellationToken.None);
        return new TwinProof(_position.Sequence, live, replayed);
    }

    /// <summary>Appends what is not repeated and applies it. An entry applied may change which pages the next one needs.</summary>
    /// <returns>Per entry the sequence number it got, or 0 when the state held it already.</returns>
    protected async ValueTask<long[]> Append(PendingEntry[] entries)
    {
        await _gate.WaitAsync();
        try
        {
            return await AppendInTurn(entries);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Waits for the round under way and takes all that came meanwhile. Who comes after the inbox was emptied must not
    /// join this round, so it begins only when its caller has put it into <see cref="_nextRound"/>.
    /// </summary>
    async Task TakeInbox()
    {
        await Task.Yield();
        await _gate.WaitAsync();
        try
        {
            _nextRound = null;
            PendingEntry[] entries = [.. _inbox.DistinctBy(OriginOf)];
            _inbox.Clear();
            await AppendInTurn(entries);
        }
        finally
        {
            _gate.Release();
        }
    }

    async ValueTask<long[]> AppendInTurn(PendingEntry[] entries)
    {
        var sequences = new long[entries.Length];
        var chunk = new List<int>(Math.Min(entries.Length, MostEntriesPerAppend));
        var pages = new StoredPages<TState>(fold, services.Journal, _journalName);
        for (int i = 0; i < entries.Length; i++)
        {
            await LoadPages(pages, entries[i].Body, CancellationToken.None);
            if (fold.IsRepeated(_state, entries[i].Body, services.Policy))
                continue;
            chunk.Add(i);
            if (chunk.Count < (entries[i].Attachment is null ? MostEntriesPerAppend : MostFramesPerAppend))
                continue;
            await AppendChunk(entries, chunk, pages, sequences);
            chunk.Clear();
        }

        if (chunk.Count > 0)
            await AppendChunk(entries, chunk, pages, sequences);
        return sequences;
    }

    async ValueTask AppendChunk(PendingEntry[] entries, List<int> chunk, StoredPages<TState> pages, long[] sequences)
    {
        var records = new JournalRecord[chunk.Count];
        for (int i = 0; i < records.Length; i++)
        {
            ref readonly PendingEntry entry = ref entries[chunk[i]];
            var writer = new EntryWriter(192);
            EntryCodec.Write(writer, entry.Body);
            records[i] = new JournalRecord(
                (byte)entry.Body.Kind, EntryCodec.Format, entry.ArrivedAtUnixMs, writer.Written, entry.Attachment);
        }

        long first = _position.Sequence + 1;
        try
        {
            var append = new JournalAppend { Twin = _journalName, Previous = _position, Entries = records };
            _position = (await services.Journal.AppendAsync(append, CancellationToken.None)).Position;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            TwinLog.AppendFailed(services.Logger, e, _name, _position.Sequence);
            DeactivateOnIdle();
            throw;
        }

        for (int i = 0; i < records.Length; i++)
        {
            PendingEntry entry = entries[chunk[i]];
            sequences[chunk[i]] = first + i;
            if (i > 0)
                await LoadPages(pages, entry.Body, CancellationToken.None);
            Apply(new TwinEntry(first + i, entry.ArrivedAtUnixMs, entry.Body));
            Show();
        }

        _sinceCheckpoint += records.Length;
        _outbox.Start();
        if (_sinceCheckpoint >= Math.Max(services.Options.CheckpointEvery, _snapshotBytes / SnapshotBytesPerEntry))
            await this.AsReference<ITwinUpkeep>().Checkpoint();
    }

    void Apply(in TwinEntry entry)
    {
        _effects.Clear();
        _status = null;
        try
        {
            fold.Apply(_state, in entry, services.Policy, _effects);
        }
        catch (Exception e)
        {
            TwinLog.ApplyFailed(services.Logger, e, _name, entry.Sequence);
            DeactivateOnIdle();
            ExceptionDispatchInfo.Throw(e);
        }

        for (int i = 0; i < _effects.Told.Count; i++)
        {
            Effect effect = _effects.Told[i];
            _outbox.Pending.Enqueue(new OutboxItem(effect.Target, new Signal
            {
                Source = _name,
                SourceSequence = entry.Sequence,
                Ordinal = i,
                CausedAt = entry.ArrivedAt,
                Body = effect.Body,
            }));
        }
    }

    void Show()
    {
        foreach (Finding finding in _effects.Findings)
            services.Changes.Publish(finding);
        if (services.Changes.IsWatched(_name))
            services.Changes.Publish(_status ??= fold.Describe(_state));
    }

    async ValueTask LoadPages(StoredPages<TState> pages, EntryBody body, CancellationToken cancellationToken)
    {
        _pages.Clear();
        fold.PagesFor(_state, body, _pages);
        foreach (PageId id in _pages)
        {
            if (!_state.Pages.Contains(id) && await pages.Read(id, cancellationToken) is { } page)
                _state.Pages.Add(page);
        }
    }

    /// <summary>A source that ran out of patience may have put a signal into the inbox twice.</summary>
    static (TwinName, SignalPosition) OriginOf(PendingEntry entry)
    {
        Signal signal = ((Signalled)entry.Body).Signal;
        return (signal.Source, signal.Position);
    }

    long NowUnixMs() => services.Time.GetUtcNow().ToUnixTimeMilliseconds();

    static ReadOnlyMemory<byte> BytesOf(IPage page)
    {
        var writer = new EntryWriter(1024);
        page.Write(writer);
        return writer.Written;
    }
}
