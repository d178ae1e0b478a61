using System.Diagnostics;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Grains.Twins;

public abstract partial class TwinGrain<TState>
{
    /// <summary>An append takes at most 100 rows: one an entry, one an attachment, and a few beside them.</summary>
    const int MostEntriesPerAppend = 90;
    const int MostFramesPerAppend = 45;

    /// <summary>Appends what is not repeated and applies it. An entry applied may change which pages the next one needs.</summary>
    /// <returns>Per entry the sequence number it got, or 0 when the state held it already.</returns>
    protected async ValueTask<long[]> Append(ReadOnlyMemory<PendingEntry> entries)
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

    async ValueTask<long[]> AppendInTurn(ReadOnlyMemory<PendingEntry> entries)
    {
        if (_policyNumber != services.Policies.Number)
            await TakePolicyInForce();
        long began = services.Time.GetTimestamp();
        TwinTurn turn = services.Turns.Get();
        try
        {
            var sequences = new long[entries.Length];
            for (int i = 0; i < entries.Length; i++)
            {
                if (!await Choose(entries, i, turn))
                    continue;
                await AppendChosen(entries, turn, sequences);
                turn.BeginChunk();
            }

            if (turn.Chosen.Count > 0)
                await AppendChosen(entries, turn, sequences);
            LetCleanPagesLeave();
            services.SlowTurns.Record(_name, services.Time.GetElapsedTime(began));
            return sequences;
        }
        catch (TwinBrokenException)
        {
            Break();
            throw;
        }
        finally
        {
            services.Turns.Return(turn);
        }
    }

    /// <summary>The policy in force is an entry of its own, before the entries that are judged by it.</summary>
    async ValueTask TakePolicyInForce()
    {
        PolicyBook book = services.Policies;
        _policyNumber = book.Number;
        Policy inForce = book.InForce(_state.Registration?.Place);
        if (inForce.Version != _policy.Version)
            await AppendInTurn(new[] { new PendingEntry(new PolicyPut(inForce.Version), NowUnixMs()) });
    }

    /// <summary>Puts an entry into the next append unless it is repeated.</summary>
    /// <returns>True when the append is full.</returns>
    async ValueTask<bool> Choose(ReadOnlyMemory<PendingEntry> entries, int index, TwinTurn turn)
    {
        EntryBody body = entries.Span[index].Body;
        await LoadPages(body, turn, CancellationToken.None);
        if (fold.IsRepeated(_state, body, _policy))
            return false;
        turn.Chosen.Add(index);
        turn.Touched.UnionWith(turn.Pages);
        int most = entries.Span[index].Attachment is null ? MostEntriesPerAppend : MostFramesPerAppend;
        return turn.Touched.Count >= MostDirtyPages || turn.Chosen.Count >= most;
    }

    async ValueTask AppendChosen(ReadOnlyMemory<PendingEntry> entries, TwinTurn turn, long[] sequences)
    {
        long first = _position.Sequence + 1;
        using Activity? span = TwinTracing.Append(_name, turn.Chosen.Count);
        try
        {
            turn.WriteRecords(entries.Span);
            var append = new JournalAppend { Twin = JournalName, Previous = _position, Entries = turn.Records };
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
            await ApplyChosen(entries, turn, first, sequences);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            TwinLog.ApplyFailed(services.Logger, e, _name, first, _position.Sequence);
            Break();
            throw;
        }

        _outbox?.Start();
        await CheckpointWhenDue();
    }

    async ValueTask ApplyChosen(ReadOnlyMemory<PendingEntry> entries, TwinTurn turn, long first, long[] sequences)
    {
        for (int i = 0; i < turn.Chosen.Count; i++)
        {
            int index = turn.Chosen[i];
            if (i > 0)
                await LoadPages(entries.Span[index].Body, turn, CancellationToken.None);
            Apply(new TwinEntry(first + i, entries.Span[index].ArrivedAtUnixMs, entries.Span[index].Body), turn.Effects);
            sequences[index] = first + i;
            Show(turn.Effects);
        }
    }

    void Apply(in TwinEntry entry, EffectList effects)
    {
        effects.Clear();
        _status = null;
        _sinceCheckpoint++;
        if (entry.Body is PolicyPut put)
            _policy = services.Policies.Named(put.Version);
        fold.Apply(_state, in entry, _policy, effects);
        if (entry.Body is Registered)
            _policyNumber = PolicyUnknown;
        _active?.Show(entry.Sequence);
        for (int i = 0; i < effects.Told.Count; i++)
        {
            Effect effect = effects.Told[i];
            Outbox.Add(effect.Target, new Signal
            {
                Source = _name,
                SourceSequence = entry.Sequence,
                Ordinal = i,
                CausedAt = entry.ArrivedAt,
                Body = effect.Body,
            });
        }
    }

    void Show(EffectList effects)
    {
        for (int i = 0; i < effects.Findings.Count; i++)
            services.Changes.Publish(effects.Findings[i]);
        if (services.Changes.IsWatched(_name))
            services.Changes.Publish(_status ??= fold.Describe(_state));
    }
}
