using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay.Backups;

/// <summary>
/// Lives through the whole journal of a twin and writes state and pages as a checkpoint, with what its targets have not
/// heard yet. Without it the twin would live through all of it when it wakes, and tell all of it again.
/// </summary>
/// <remarks>
/// Pages wait as bytes beside the state and are written at the end, several appends of which only the last has the
/// state: a store whose restore is not finished serves nobody.
/// </remarks>
sealed class TwinRebuild<TState>(
    ITwinFold<TState> fold, TwinName name, IJournal journal, PolicyBook policies, HeardSignals heard) : ITwinRebuild
    where TState : class, ITwinState
{
    const int EntriesBetweenShelvings = 64;
    const int MostPagesAtOnce = 60;
    const int MostBytesAtOnce = 1 << 20;

    readonly TState _state = fold.Create(name);
    readonly Dictionary<PageId, ReadOnlyMemory<byte>> _shelf = [];
    readonly List<PageId> _named = [];
    readonly EffectList _effects = new();
    readonly List<(TwinName Target, Signal Signal)> _untold = [];
    Policy _policy = policies.Named(version: null);

    public async Task Run(CancellationToken cancellationToken)
    {
        string twin = name.ToString();
        StoredCheckpoint? former = await journal.ReadCheckpointAsync(twin, cancellationToken);
        JournalPosition position = JournalPosition.Start(twin) with { CheckpointTag = former?.Position.CheckpointTag };
        await foreach (JournalEntry entry in journal.ReadAsync(
            twin, 1, toSequence: null, int.MaxValue, cancellationToken))
        {
            Take(entry);
            position = position.Advance(entry);
            if (entry.Sequence % EntriesBetweenShelvings == 0)
                Shelve(mustStay: true);
        }

        Shelve(mustStay: false);
        await Write(twin, position, cancellationToken);
    }

    void Take(JournalEntry entry)
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
            Tell(_effects.Told[i], i, taken);
    }

    void Tell(Effect effect, int ordinal, in TwinEntry cause)
    {
        var signal = new Signal
        {
            Source = name,
            SourceSequence = cause.Sequence,
            Ordinal = ordinal,
            CausedAt = cause.ArrivedAt,
            Body = effect.Body,
        };
        if (!heard.Has(effect.Target, signal))
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

    async Task Write(string twin, JournalPosition position, CancellationToken cancellationToken)
    {
        var pages = new List<JournalSideWrite>();
        int bytes = 0;
        foreach ((PageId id, ReadOnlyMemory<byte> page) in _shelf)
        {
            if (pages.Count == MostPagesAtOnce || bytes + page.Length > MostBytesAtOnce)
            {
                position = await Append(new JournalCheckpoint(TwinSnapshot.Format, default));
                pages.Clear();
                bytes = 0;
            }

            pages.Add(JournalSideWrite.PutPage(id.ToString(), page));
            bytes += page.Length;
        }

        await Append(TwinSnapshot.Write(fold, _state, [.. _untold], _policy.Version));

        async Task<JournalPosition> Append(JournalCheckpoint checkpoint)
        {
            var append = new JournalAppend
            {
                Twin = twin, Previous = position, Checkpoint = checkpoint, SideWrites = pages,
            };
            return (await journal.AppendAsync(append, cancellationToken)).Position;
        }
    }
}
