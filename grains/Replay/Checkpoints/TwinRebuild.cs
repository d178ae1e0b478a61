using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;
using Qianliyan.Storage;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay.Checkpoints;

/// <summary>Lives through the journal of a twin and writes state and pages as a checkpoint.</summary>
/// <remarks>Pages wait as bytes beside the state and are written at the end.</remarks>
sealed class TwinRebuild<TState>(ITwinFold<TState> fold, TwinName name, IJournal journal, PolicyBook policies)
    : ITwinRebuild
    where TState : class, ITwinState
{
    const int EntriesBetweenShelvings = 64;

    readonly TState _state = fold.Create(name);
    readonly Dictionary<PageId, ReadOnlyMemory<byte>> _shelf = [];
    readonly List<PageId> _named = [];
    readonly EffectList _effects = new();
    readonly List<(TwinName Target, Signal Signal)> _untold = [];
    Policy _policy = policies.Named(version: null);

    public async Task Run(Func<TwinName, Signal, bool> isHeard, CancellationToken cancellationToken)
    {
        StoredCheckpoint? former = await journal.ReadCheckpointAsync(name.ToString(), cancellationToken);
        JournalPosition end = await Relive(toSequence: null, isHeard, cancellationToken);
        await Write(end with { CheckpointTag = former?.Position.CheckpointTag }, cancellationToken);
    }

    public async Task RunTo(StoredCheckpoint former, CancellationToken cancellationToken)
    {
        JournalPosition end = await Relive(
            former.Position.Sequence, static (_, _) => true, cancellationToken);
        if (end.Sequence != former.Position.Sequence || end.Hash != former.Position.Hash)
            throw new StorageCorruptException($"The journal of {name} does not lead to its checkpoint of entry {former.Position.Sequence}.");
        TwinSnapshot.ReadUntold(name, former, (target, signal) => _untold.Add((target, signal)));
        await Write(end with { CheckpointTag = former.Position.CheckpointTag }, cancellationToken);
    }

    async Task<JournalPosition> Relive(
        long? toSequence, Func<TwinName, Signal, bool> isHeard, CancellationToken cancellationToken)
    {
        JournalPosition position = JournalPosition.Start(name.ToString());
        await foreach (JournalEntry entry in journal.ReadAsync(
            name.ToString(), 1, toSequence, int.MaxValue, cancellationToken))
        {
            Take(entry, isHeard);
            position = position.Advance(entry);
            if (entry.Sequence % EntriesBetweenShelvings == 0)
                Shelve(mustStay: true);
        }

        Shelve(mustStay: false);
        return position;
    }

    void Take(JournalEntry entry, Func<TwinName, Signal, bool> isHeard)
    {
        EntryBody body = EntryCodec.Read((EntryKind)entry.Kind, entry.FormatVersion, entry.Payload.Span);
        if (body is PolicyPut put)
            _policy = policies.Named(put.Version);
        _named.Clear();
        fold.PagesFor(_state, body, _named);
        foreach (PageId id in _named)
            Unshelve(id);
        _effects.Clear();
        var taken = new TwinEntry(entry.Sequence, entry.ArrivalMs, body);
        fold.Apply(_state, in taken, _policy, _effects);
        for (int i = 0; i < _effects.Told.Count; i++)
            Tell(_effects.Told[i], i, taken, isHeard);
    }

    void Tell(Effect effect, int ordinal, in TwinEntry cause, Func<TwinName, Signal, bool> isHeard)
    {
        var signal = new Signal
        {
            Source = name,
            SourceSequence = cause.Sequence,
            Ordinal = ordinal,
            CausedAt = cause.ArrivedAt,
            Body = effect.Body,
        };
        if (!isHeard(effect.Target, signal))
            _untold.Add((effect.Target, signal));
    }

    void Unshelve(PageId id)
    {
        if (!_shelf.Remove(id, out ReadOnlyMemory<byte> bytes))
            return;
        var reader = new EntryReader(bytes.Span);
        _state.Pages.Add(fold.ReadPage(id, ref reader));
    }

    /// <param name="mustStay">Leaves in the state what an entry must find in it.</param>
    void Shelve(bool mustStay)
    {
        for (int i = _state.Pages.All.Count - 1; i >= 0; i--)
        {
            IPage page = _state.Pages.All[i];
            if (mustStay && !fold.MayLeave(_state, page.Id))
                continue;
            var writer = new EntryWriter(1024);
            page.Write(writer);
            _shelf[page.Id] = writer.ToArray();
            if (mustStay)
                _state.Pages.Remove(page.Id);
        }
    }

    async Task Write(JournalPosition position, CancellationToken cancellationToken)
    {
        (TwinName, Signal)[] untold = [.. _untold];
        List<JournalSideWrite> pages =
            [.. _shelf.Select(page => JournalSideWrite.PutPage(page.Key.ToString(), page.Value))];
        HashSet<string> kept = [.. pages.Select(page => page.Key)];
        await foreach (StoredPage page in journal.ReadPagesAsync(name.ToString(), "", cancellationToken))
        {
            if (!kept.Contains(page.Id))
                pages.Add(JournalSideWrite.DeletePage(page.Id));
        }

        await CheckpointAppends.Write(
            journal, name.ToString(), position, pages, TwinSnapshot.Write(fold, _state, untold, _policy.Version),
            () => TwinSnapshot.Unfinished(untold, _policy.Version), cancellationToken);
    }
}
