using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Reliving;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay.Trials;

/// <summary>
/// Tries a policy on history (试算): the journals of some twins are lived through twice at once, under the policies as
/// they were in force and under the candidate, and the findings compared. Nothing is written and nobody is told.
/// </summary>
/// <remarks>
/// Points first, some at a time; then the twins that they tell, in each world with what was told in that world. A twin
/// above hears only of the points that take part, so a set should hold an enterprise with all its points. What points were
/// told of outlets like them stays as it was, in both worlds; so does where a city told a cell that it stands by a month.
/// </remarks>
public sealed class PolicyTrial(IJournal journal, PolicyBook book, PolicyIssue candidate)
{
    readonly TrialSide _before = new(book, candidate: null);
    readonly TrialSide _after = new(book.WithCandidate(candidate), candidate);
    readonly Lock _counting = new();
    readonly List<FindingChange> _changes = [];
    TrialProgress _progress = new(0, 0, 0);

    /// <summary>How far it has come.</summary>
    public TrialProgress Progress => _progress;

    /// <summary>Whether twins of a kind find anything of their own, and so can take part.</summary>
    public static bool Tries(TwinKind kind) => RelivedTwins.Finds(kind);

    /// <param name="twins">Points, furnaces, enterprises and cells.</param>
    /// <param name="progress">Told after every twin.</param>
    /// <param name="cancellationToken">Ends the trial.</param>
    /// <returns>Findings that one of the two has and the other has not, or has otherwise, by id.</returns>
    public async Task<IReadOnlyList<FindingChange>> Run(
        IReadOnlyCollection<TwinName> twins, Action<TrialProgress>? progress, CancellationToken cancellationToken)
    {
        _progress = new TrialProgress(0, twins.Count, 0);
        foreach (IGrouping<int, TwinName> layer in twins.GroupBy(LayerOf).OrderBy(layer => layer.Key))
        {
            var limits = new ParallelOptions
            {
                CancellationToken = cancellationToken,
                MaxDegreeOfParallelism = Environment.ProcessorCount,
            };
            await Parallel.ForEachAsync(layer, limits, async (twin, token) =>
            {
                (long entries, List<FindingChange> changes) = await Live(twin, token);
                lock (_counting)
                {
                    _changes.AddRange(changes);
                    _progress = _progress with { Twins = _progress.Twins + 1, Entries = _progress.Entries + entries };
                    progress?.Invoke(_progress);
                }
            });
        }

        _changes.Sort(static (left, right) => string.CompareOrdinal(left.Finding.Id, right.Finding.Id));
        return _changes;
    }

    async Task<(long Entries, List<FindingChange> Changes)> Live(TwinName name, CancellationToken cancellationToken)
    {
        TrialSide.TrialRun before = _before.Begin(name);
        TrialSide.TrialRun after = _after.Begin(name);
        var heardBefore = new Heard(_before.ToldTo(name));
        var heardAfter = new Heard(_after.ToldTo(name));
        long sequence = 0;
        await foreach (JournalEntry stored in journal.ReadAsync(
            name.ToString(), 1, toSequence: null, int.MaxValue, cancellationToken))
        {
            EntryBody body = EntryCodec.Read((EntryKind)stored.Kind, stored.FormatVersion, stored.Payload.Span);
            if (name.Kind != TwinKind.Point && body is Signalled { Signal.Source.Kind: not TwinKind.Region })
                continue;
            heardBefore.TellUntil(stored.ArrivalMs, before);
            heardAfter.TellUntil(stored.ArrivalMs, after);
            sequence = stored.Sequence;
            var entry = new TwinEntry(sequence, stored.ArrivalMs, body);
            before.Take(in entry);
            after.Take(in entry);
        }

        heardBefore.TellUntil(long.MaxValue, before);
        heardAfter.TellUntil(long.MaxValue, after);
        return (sequence, FindingChange.Between(before, after));
    }

    static int LayerOf(TwinName name) => name.Kind switch
    {
        TwinKind.Point => 0,
        TwinKind.Incinerator => 1,
        TwinKind.Cell => name.Id.Contains("-500m-", StringComparison.Ordinal) ? 1 : 2,
        _ => 3,
    };

    /// <summary>Signals of one world on their way to one twin.</summary>
    sealed class Heard((long ArrivedAt, Domain.Signals.Signal Signal)[] signals)
    {
        int _next;

        public void TellUntil(long arrival, TrialSide.TrialRun twin)
        {
            while (_next < signals.Length && signals[_next].ArrivedAt <= arrival)
            {
                (long at, Domain.Signals.Signal signal) = signals[_next++];
                twin.Take(new TwinEntry(_next, at, new Signalled(signal)));
            }
        }
    }
}
