using System.Collections.Concurrent;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Reliving;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay.Trials;

/// <summary>
/// Tries a policy on history (试算): the journals of some twins are lived through twice at once, under the policies as
/// they were in force and under the candidate, and the findings compared. Nothing is written and nobody is told.
/// </summary>
/// <remarks>
/// Points first, some at a time; then the twins that they tell, in each world with what was told in that world. What a
/// point tells of its means never depends on what it is told, so the verdicts of furnaces and the medians of enterprises
/// are right by then. Points that the candidate lets hear otherwise live once more, each world with its own, and after them
/// the furnaces and enterprises that they tell. What a twin above others hears of one that does not take part is what that
/// told it then, in both worlds; a furnace or an enterprise that hears such cannot judge as a whole: what it told points stays
/// as recorded (<see cref="AsRecorded"/>). Where a city told a cell that it stands by a month stays as recorded, too.
/// <see cref="Notes"/> say so, and where the candidate does not apply.
/// </remarks>
public sealed class PolicyTrial
{
    readonly IJournal _journal;
    readonly TrialSide _before;
    readonly TrialSide _after;
    readonly HashSet<TwinName> _twins = [];
    readonly ConcurrentDictionary<TwinName, HashSet<TwinName>> _heardFrom = [];
    readonly ConcurrentDictionary<TwinName, List<FindingChange>> _changes = [];
    readonly Lock _counting = new();
    readonly TrialNotes _notes;
    TrialProgress _progress;

    public PolicyTrial(IJournal journal, PolicyBook book, PolicyIssue candidate)
    {
        _journal = journal;
        _before = new TrialSide(book, candidate: null, _twins);
        PolicyBook tried = book.WithCandidate(candidate);
        _after = new TrialSide(tried, candidate, _twins);
        _notes = new TrialNotes(candidate, TagsNew(book.InForce(candidate.Region), tried.InForce(candidate.Region)));
    }

    /// <summary>How far it has come.</summary>
    public TrialProgress Progress => _progress;

    /// <summary>Points that heard of furnaces or enterprises that did not take part as a whole, in order of name.</summary>
    public IReadOnlyList<TwinName> AsRecorded { get; private set; } = [];

    /// <summary>What was not tried, or taken as it was told, once it has run.</summary>
    public IReadOnlyList<TrialNote> Notes { get; private set; } = [];

    /// <summary>Whether twins of a kind find anything of their own, and so can take part.</summary>
    public static bool Tries(TwinKind kind) => RelivedTwins.Finds(kind);

    /// <param name="twins">Points, furnaces, enterprises and cells.</param>
    /// <param name="progress">Told after every twin.</param>
    /// <param name="cancellationToken">Ends the trial.</param>
    /// <returns>Findings that one of the two has and the other has not, or has otherwise, by id.</returns>
    public async Task<IReadOnlyList<FindingChange>> Run(
        IReadOnlyCollection<TwinName> twins, Action<TrialProgress>? progress, CancellationToken cancellationToken)
    {
        _twins.UnionWith(twins);
        _progress = _progress with { OfTwins = twins.Count };
        await LiveAll(twins, tellers: null, progress, cancellationToken);
        HashSet<TwinName> whole = [.. twins.Where(IsWhole)];
        AsRecorded =
        [
            .. twins.Where(twin => twin.Kind == TwinKind.Point && _heardFrom.TryGetValue(twin, out HashSet<TwinName>? heard)
                && !heard.IsSubsetOf(whole)).Order(),
        ];
        TwinName[] otherwise = [.. twins.Where(twin => twin.Kind == TwinKind.Point && IsToldOtherwise(twin, whole))];
        if (otherwise.Length > 0)
        {
            TwinName[] again = [.. _before.Hearing(otherwise).Concat(_after.Hearing(otherwise)).Concat(otherwise).Distinct()];
            _before.Forget(again);
            _after.Forget(again);
            _progress = _progress with { OfAgain = again.Length };
            await LiveAll(again, whole, progress, cancellationToken);
        }

        foreach ((TwinName twin, HashSet<TwinName> heard) in _heardFrom)
        {
            if (twin.Kind != TwinKind.Point && !heard.IsSubsetOf(_twins))
                _notes.Misses(twin, heard.Except(_twins));
        }

        Notes = _notes.InOrder();
        List<FindingChange> changes = [.. _changes.Values.SelectMany(change => change)];
        changes.Sort(static (left, right) => string.CompareOrdinal(left.Finding.Id, right.Finding.Id));
        return changes;
    }

    static string[] TagsNew(Policy before, Policy after) =>
        [.. after.Limits.SelectMany(limit => limit.Industries).Except(before.Limits.SelectMany(limit => limit.Industries))];

    /// <param name="twins">That live, in layers.</param>
    /// <param name="tellers">Whose words points hear as this trial has them; null where all stands as recorded.</param>
    /// <param name="progress">Told after every twin.</param>
    /// <param name="cancellationToken">Ends the trial.</param>
    async Task LiveAll(
        IReadOnlyCollection<TwinName> twins, HashSet<TwinName>? tellers, Action<TrialProgress>? progress,
        CancellationToken cancellationToken)
    {
        foreach (IGrouping<int, TwinName> layer in twins.GroupBy(LayerOf).OrderBy(layer => layer.Key))
        {
            var limits = new ParallelOptions
            {
                CancellationToken = cancellationToken,
                MaxDegreeOfParallelism = Environment.ProcessorCount,
            };
            await Parallel.ForEachAsync(layer, limits, async (twin, token) =>
            {
                long entries = await Live(twin, tellers, token);
                lock (_counting)
                {
                    _progress = tellers is null
                        ? _progress with { Twins = _progress.Twins + 1, Entries = _progress.Entries + entries }
                        : _progress with { Again = _progress.Again + 1, Entries = _progress.Entries + entries };
                    progress?.Invoke(_progress);
                }
            });
        }
    }

    async Task<long> Live(TwinName name, HashSet<TwinName>? tellers, CancellationToken cancellationToken)
    {
        TrialSide.TrialRun before = _before.Begin(name);
        TrialSide.TrialRun after = _after.Begin(name);
        bool isRecorded = name.Kind == TwinKind.Point && tellers is null;
        var heardBefore = new Heard(isRecorded ? [] : _before.ToldTo(name, tellers));
        var heardAfter = new Heard(isRecorded ? [] : _after.ToldTo(name, tellers));
        HashSet<TwinName>? sources = null;
        long sequence = 0;
        await foreach (JournalEntry stored in _journal.ReadAsync(
            name.ToString(), 1, toSequence: null, int.MaxValue, cancellationToken))
        {
            sequence = stored.Sequence;
            EntryBody body = EntryCodec.Read((EntryKind)stored.Kind, stored.FormatVersion, stored.Payload.Span);
            if (body is Signalled { Signal.Source: { Kind: not TwinKind.Region } source })
            {
                (sources ??= []).Add(source);
                if (name.Kind == TwinKind.Point ? tellers?.Contains(source) == true : _twins.Contains(source))
                    continue;
            }
            else if (body is Signalled { Signal.Body: RanksTold })
            {
                _notes.IsRanked(name);
            }

            heardBefore.TellUntil(stored.ArrivalMs, before);
            heardAfter.TellUntil(stored.ArrivalMs, after);
            before.Take(stored.ArrivalMs, body);
            after.Take(stored.ArrivalMs, body);
        }

        heardBefore.TellUntil(long.MaxValue, before);
        heardAfter.TellUntil(long.MaxValue, after);
        if (name.Kind == TwinKind.Point && tellers is not null)
        {
            long last = Math.Max(before.LastArrival, after.LastArrival);
            var tick = new Ticked(new BeijingTime(last / 1_000));
            before.Take(last, tick);
            after.Take(last, tick);
        }

        if (sources is not null)
            _heardFrom[name] = sources;
        if (after.Kept is { } kept)
            _notes.Keeps(name, kept);
        else if (after.Registration is PointRecord point)
            _notes.IsTriedOn(point);
        _changes[name] = FindingChange.Between(before, after);
        return sequence;
    }

    /// <summary>Whether a furnace or an enterprise hears in this trial all that it heard.</summary>
    bool IsWhole(TwinName twin) =>
        twin.Kind is TwinKind.Incinerator or TwinKind.Enterprise
        && (!_heardFrom.TryGetValue(twin, out HashSet<TwinName>? heard) || heard.IsSubsetOf(_twins));

    bool IsToldOtherwise(TwinName point, HashSet<TwinName> whole) =>
        !_before.ToldTo(point, whole).Select(told => (told.Signal.Source, told.Signal.Body))
            .SequenceEqual(_after.ToldTo(point, whole).Select(told => (told.Signal.Source, told.Signal.Body)));

    static int LayerOf(TwinName name) => name.Kind switch
    {
        TwinKind.Point => 0,
        TwinKind.Incinerator => 1,
        TwinKind.Cell => name.Id.Contains("-500m-", StringComparison.Ordinal) ? 1 : 2,
        _ => 3,
    };

    /// <summary>Signals of one world on their way to one twin.</summary>
    sealed class Heard((long ArrivedAt, Signal Signal)[] signals)
    {
        int _next;

        public void TellUntil(long arrival, TrialSide.TrialRun twin)
        {
            while (_next < signals.Length && signals[_next].ArrivedAt <= arrival)
            {
                (long at, Signal signal) = signals[_next++];
                twin.Take(at, new Signalled(signal));
            }
        }
    }
}
