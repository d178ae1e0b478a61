using Qianliyan.Abstractions;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay;
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
public abstract partial class TwinGrain<TState>(TwinKind kind, ITwinFold<TState> fold, TwinServices services)
    : Grain, ITwinGrain, IDisposable
    where TState : class, ITwinState
{
    const int PolicyUnknown = -1;

    readonly SemaphoreSlim _gate = new(1, 1);
    List<PendingEntry>? _inbox;
    Task? _nextRound;

    /// <summary>The state may not follow from the journal any more: nothing may be appended, answered or checkpointed.</summary>
    bool _broken;
    TwinName _name;
    TState _state = null!;
    Outbox? _outbox;
    ActiveTwin? _active;
    JournalPosition _position;
    TwinStatus? _status;

    /// <summary>What the twin is judged by: the policy that its newest <see cref="PolicyPut"/> names.</summary>
    Policy _policy = null!;

    /// <summary>The number of the book in which the policy in force was looked up last.</summary>
    int _policyNumber = PolicyUnknown;

    protected TwinName Name => _name;

    /// <summary>Made anew each time: a text a twin would take more memory than it saves time.</summary>
    string JournalName => _name.ToString();

    /// <summary>Made when there is something to tell: most twins are quiet.</summary>
    Outbox Outbox => _outbox ??= new Outbox(_name, Tell, services);

    protected TState State => _state;

    protected TwinServices Services => services;

    protected Policy Policy => _policy;

    protected BeijingTime Now => BeijingTime.From(services.Time.GetUtcNow());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _name = TwinName.OfKind(kind, this.GetPrimaryKeyString());
        await Load(cancellationToken);
        if (HasManyDirtyPages)
            await WriteCheckpoint();
        await base.OnActivateAsync(cancellationToken);
        _active = services.Active.Enter(_name);
        _active.Show(_position.Sequence);
        _outbox?.Start();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Leave();
        await Outbox.Stop();
        await _gate.WaitAsync(cancellationToken);
        await WriteCheckpoint();
        _gate.Release();
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    public void Dispose()
    {
        _outbox?.Dispose();
        _gate.Dispose();
        GC.SuppressFinalize(this);
    }

    public ValueTask<TwinStatus> GetStatus() => new(_status ??= fold.Describe(_state));

    public async ValueTask<long> Register(RegistryRecord record)
    {
        if (record.Twin != _name)
            throw new ArgumentException($"The record is of {record.Twin}, not of {_name}.", nameof(record));
        await Append(new[] { new PendingEntry(new Registered(record), NowUnixMs()) });
        return _position.Sequence;
    }

    public ValueTask<long> Amend(RegistryRecord record, RegistryFields said) =>
        Register(_state.Registration is { } former ? record.Over(former, said) : record);

    public ValueTask<RegistryRecord?> GetRegistration() => new(_state.Registration);

    public virtual async ValueTask Receive(Signal[] signals)
    {
        long now = NowUnixMs();
        _inbox ??= new List<PendingEntry>(signals.Length);
        foreach (Signal signal in signals)
            _inbox.Add(new PendingEntry(new Signalled(signal), now));
        await (_nextRound ??= TakeInbox());
    }

    public async ValueTask<Acknowledgement?> Acknowledge(string by, string finding)
    {
        if (string.IsNullOrWhiteSpace(by))
            throw new ArgumentException("Nobody is named who takes note.", nameof(by));
        await Append(new[] { new PendingEntry(new Acknowledged(by, Now, finding), NowUnixMs()) });
        return _state.Acknowledged?.Of(finding);
    }

    public async ValueTask Tick(BeijingTime now)
    {
        if (_state is { } && _position.Sequence > 0)
            await Append(new[] { new PendingEntry(new Ticked(now, services.ListeningSince), NowUnixMs()) });
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

    public async ValueTask<TwinProof> Prove()
    {
        await EnterGate();
        try
        {
            string replayed = await TwinReplay.HashOfReplay(
                fold, _name, services.Journal, services.Policies, _position.Sequence, CancellationToken.None);
            string live = await TwinReplay.HashOf(fold, _state, services.Journal, JournalName, CancellationToken.None);
            StoredCheckpoint? stored = await services.Journal.ReadCheckpointAsync(JournalName, CancellationToken.None);
            if (stored?.Position.CheckpointTag != _position.CheckpointTag)
            {
                Break();
                ThrowIfBroken();
            }

            return new TwinProof(_position.Sequence, live, replayed);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <returns>The version as it is kept; null when the state holds that revision already.</returns>
    /// <exception cref="ArgumentException">The mark is none; the message names the field.</exception>
    protected async ValueTask<MarkVersion?> TakeMark(Mark mark)
    {
        if (mark.Problem() is { } problem)
            throw new ArgumentException(problem, nameof(mark));
        long now = NowUnixMs();
        long[] sequences = await Append(new[] { new PendingEntry(new Marked(mark), now) });
        return sequences[0] == 0 ? null : new MarkVersion(mark, new BeijingTime(now / 1_000), sequences[0]);
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
            PendingEntry[] entries = [.. _inbox!.DistinctBy(OriginOf)];
            _inbox = null;
            await AppendInTurn(entries);
        }
        finally
        {
            _gate.Release();
        }
    }

    ValueTask Tell(TwinName target, Signal[] signals) => GrainFactory.GetTwin(target).Receive(signals);

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
        Leave();
        DeactivateOnIdle();
    }

    void Leave()
    {
        if (_active is { } active)
            services.Active.Leave(_name, active);
    }

    /// <summary>A source that ran out of patience may have put a signal into the inbox twice.</summary>
    static (TwinName, SignalPosition) OriginOf(PendingEntry entry)
    {
        Signal signal = ((Signalled)entry.Body).Signal;
        return (signal.Source, signal.Position);
    }

    protected long NowUnixMs() => services.Time.GetUtcNow().ToUnixTimeMilliseconds();
}
