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

    /// <summary>A checkpoint takes at most 100 rows, a page each; entries are cut into appends so that it always fits.</summary>
    const int MostDirtyPages = 40;

    /// <summary>Bytes of a checkpoint that an entry may cost: a large state is written less often.</summary>
    const int CheckpointBytesPerEntry = 512;

    readonly EffectList _effects = new();
    readonly List<PageId> _pages = new(0);
    readonly CancellationTokenSource _stopped = new();
    readonly SemaphoreSlim _gate = new(1, 1);
    readonly List<PendingEntry> _inbox = new(0);
    Task? _nextRound;
    int _writtenBytes;

    /// <summary>The state may not follow from the journal any more: nothing may be appended, answered or checkpointed.</summary>
    bool _broken;
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
        fold.ResidentPages(_state, _pages);
        await LoadNamed(pages, cancellationToken);
        await foreach (JournalEntry entry in services.Journal.ReadAsync(
            _journalName, _position.Sequence + 1, toSequence: null, int.MaxValue, cancellationToken))
        {
            EntryBody body = EntryCodec.Read((EntryKind)entry.Kind, entry.FormatVersion, entry.Payload.Span);
            await LoadPages(pages, body, cancellationToken);
            Apply(new TwinEntry(entry.Sequence, entry.ArrivalMs, body));
            _position = _position.Advance(entry);
            _sinceCheckpoint++;
        }

        if (_state.Pages.All.Count(page => page.IsDirty) >= MostDirtyPages)
            await WriteCheckpoint();
        await base.OnActivateAsync(cancellationToken);
        _outbox.Start();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stopped.CancelAsync();
        await _gate.WaitAsync(cancellationToken);
        await WriteCheckpoint();
        _gate.Release();
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
        await EnterGate();
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
        if (_sinceCheckpoint == 0 || _broken)
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
            if (e is not ArgumentException)
                Break();
            return;
        }

        _sinceCheckpoint = 0;
        _writtenBytes = checkpoint.Snapshot.Length + append.SideWrites.Sum(page => page.Value.Length);
        foreach (IPage page in dirty)
            page.IsDirty = false;
        LetCleanPagesLeave();
    }

    public async ValueTask<TwinProof> Prove()
    {
        await EnterGate();
        try
        {
            string replayed = await TwinReplay.HashOfReplay(
                fold, _name, services.Journal, services.Policy, _position.Sequence, CancellationToken.None);
            string live = await TwinReplay.HashOf(fold, _state, services.Journal, _journalName, CancellationToken.None);
            return new TwinProof(_position.Sequence, live, replayed);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Appends what is not repeated and applies it. An entry applied may change which pages the next one needs.</summary>
    /// <returns>Per entry the sequence number it got, or 0 when the state held it already.</returns>
    protected async ValueTask<long[]> Append(PendingEntry[] entries)
    {
        await EnterGate();
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
            ThrowIfBroken();
            PendingEntry[] entries = [.. _inbox.DistinctBy(OriginOf)];
            _inbox.Clear();
            await AppendInTurn(entries);
        }
        finally
        {
            _gate.Release();
        }
    }

    async ValueTask EnterGate()
    {
        await _gate.WaitAsync();
        if (!_broken)
            return;
        _gate.Release();
        ThrowIfBroken();
    }

    void ThrowIfBroken()
    {
        if (_broken)
            throw new TwinBrokenException(_name);
    }

    void Break()
    {
        _broken = true;
        DeactivateOnIdle();
    }

    async ValueTask<long[]> AppendInTurn(PendingEntry[] entries)
    {
        var sequences = new long[entries.Length];
        var chunk = new List<int>(Math.Min(entries.Length, MostEntriesPerAppend));
        var pages = new StoredPages<TState>(fold, services.Journal, _journalName);
        var touched = new HashSet<PageId>();
        for (int i = 0; i < entries.Length; i++)
        {
            await LoadPages(pages, entries[i].Body, CancellationToken.None);
            if (fold.IsRepeated(_state, entries[i].Body, services.Policy))
                continue;
            chunk.Add(i);
            touched.UnionWith(_pages);
            if (touched.Count < MostDirtyPages
                && chunk.Count < (entries[i].Attachment is null ? MostEntriesPerAppend : MostFramesPerAppend))
                continue;
            await AppendChunk(entries, chunk, pages, sequences);
            chunk.Clear();
            touched.Clear();
        }

        if (chunk.Count > 0)
            await AppendChunk(entries, chunk, pages, sequences);
        LetCleanPagesLeave();
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
            Break();
            throw;
        }

        try
        {
            for (int i = 0; i < records.Length; i++)
            {
                PendingEntry entry = entries[chunk[i]];
                if (i > 0)
                    await LoadPages(pages, entry.Body, CancellationToken.None);
                Apply(new TwinEntry(first + i, entry.ArrivedAtUnixMs, entry.Body));
                sequences[chunk[i]] = first + i;
                Show();
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            TwinLog.ApplyFailed(services.Logger, e, _name, first, first + records.Length - 1);
            Break();
            throw;
        }

        _sinceCheckpoint += records.Length;
        _outbox.Start();
        if (_state.Pages.All.Count(page => page.IsDirty) >= MostDirtyPages)
            await WriteCheckpoint();
        else if (_sinceCheckpoint >= Math.Max(services.Options.CheckpointEvery, _writtenBytes / CheckpointBytesPerEntry))
            await this.AsReference<ITwinUpkeep>().Checkpoint();
    }

    /// <summary>Pages that were only looked at go at once; those that changed go with the checkpoint that writes them.</summary>
    void LetCleanPagesLeave()
    {
        if (_state.Pages.All.Count <= 1)
            return;
        foreach (IPage page in _state.Pages.All.ToArray())
        {
            if (!page.IsDirty && fold.MayLeave(_state, page.Id))
                _state.Pages.Remove(page.Id);
        }
    }

    void Apply(in TwinEntry entry)
    {
        _effects.Clear();
        _status = null;
        fold.Apply(_state, in entry, services.Policy, _effects);
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

    ValueTask LoadPages(StoredPages<TState> pages, EntryBody body, CancellationToken cancellationToken)
    {
        _pages.Clear();
        fold.PagesFor(_state, body, _pages);
        return LoadNamed(pages, cancellationToken);
    }

    async ValueTask LoadNamed(StoredPages<TState> pages, CancellationToken cancellationToken)
    {
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
