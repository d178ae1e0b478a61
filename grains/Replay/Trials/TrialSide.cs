using System.Collections.Concurrent;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Explaining;
using Qianliyan.Replay.Reliving;

namespace Qianliyan.Replay.Trials;

/// <summary>
/// One of the two worlds of a trial: the policies as they were in force, or the candidate from the first entry on where
/// it would hold. Where another policy holds, of a region of its own, that world is judged as it was.
/// What the twins below tell in this world reaches the twins above in this world.
/// </summary>
/// <param name="book">Of this world.</param>
/// <param name="candidate">Null in the world as it was.</param>
/// <param name="twins">That take part: nobody else is told anything.</param>
sealed class TrialSide(PolicyBook book, PolicyIssue? candidate, IReadOnlySet<TwinName> twins)
{
    readonly ConcurrentDictionary<TwinName, ConcurrentQueue<(long ArrivedAt, Signal Signal)>> _told = [];

    // What points are told is settled when any lives once more: it follows from means alone.
    bool _isSettled;

    /// <summary>A journal's entries of one twin, taken one by one in this world.</summary>
    public TrialRun Begin(TwinName name) => new(this, name, RelivedTwins.Begin(name));

    /// <summary>
    /// What was told to a twin, by the time it was caused. What a cell is told is forgotten with it, as no cell lives twice.
    /// </summary>
    /// <param name="name">The twin.</param>
    /// <param name="tellers">Whose words a point hears; null for all.</param>
    public (long ArrivedAt, Signal Signal)[] ToldTo(TwinName name, HashSet<TwinName>? tellers)
    {
        ConcurrentQueue<(long ArrivedAt, Signal Signal)>? told;
        bool isTold = name.Kind == TwinKind.Cell ? _told.TryRemove(name, out told) : _told.TryGetValue(name, out told);
        return isTold
            ? [.. told!.Where(one => name.Kind != TwinKind.Point || tellers?.Contains(one.Signal.Source) != false)
                .OrderBy(one => one.ArrivedAt).ThenBy(one => one.Signal.Source)
                .ThenBy(one => one.Signal.SourceSequence).ThenBy(one => one.Signal.Ordinal)]
            : [];
    }

    /// <summary>The furnaces and enterprises that some points tell anything, and the enterprises of those furnaces.</summary>
    public IEnumerable<TwinName> Hearing(IReadOnlyCollection<TwinName> points)
    {
        HashSet<TwinName> tell = [.. points];
        TwinName[] hearing = [.. HearingAny(tell)];
        tell.UnionWith(hearing);
        return hearing.Concat(HearingAny(tell)).Distinct();
    }

    /// <summary>Forgets what some twins told, to points apart: they live once more and tell it again.</summary>
    public void Forget(IReadOnlyCollection<TwinName> sources)
    {
        HashSet<TwinName> gone = [.. sources];
        foreach (TwinName target in _told.Keys.Where(target => target.Kind != TwinKind.Point).ToArray())
            _told[target] = new(_told[target].Where(told => !gone.Contains(told.Signal.Source)));
        _isSettled = true;
    }

    IEnumerable<TwinName> HearingAny(HashSet<TwinName> sources) => _told
        .Where(told => told.Key.Kind is TwinKind.Incinerator or TwinKind.Enterprise
            && told.Value.Any(one => sources.Contains(one.Signal.Source)))
        .Select(told => told.Key);

    /// <summary>A twin in this world.</summary>
    internal sealed class TrialRun(TrialSide side, TwinName name, IRelivedTwin twin)
    {
        Policy? _policy;
        string? _put;
        long _taken;

        public RegistryRecord? Registration => twin.Registration;

        public IReadOnlyDictionary<string, Finding> InForce => twin.InForce;

        /// <summary>The policy that the twin stays under in place of the candidate; null where that is tried.</summary>
        public PolicyIssue? Kept => side.IsTried(twin.Registration) ? null : side.Book.Nearest(twin.Registration?.Place);

        /// <summary>What the rule of a finding that is not in force here makes of its window; empty where it cannot tell.</summary>
        public string WhyNot(Finding finding) =>
            _policy is null ? "" : AnsweringTwin.Over(twin, finding.Twin, side.Book, isFollowed: false)?.WhyNot(finding, _policy) ?? "";

        /// <summary>When the last entry arrived; 0 before the first.</summary>
        public long LastArrival { get; private set; }

        /// <param name="arrivedAtUnixMs">Of the entry.</param>
        /// <param name="body">Numbered as this world takes it, so that what it tells is in order.</param>
        public void Take(long arrivedAtUnixMs, EntryBody body)
        {
            LastArrival = arrivedAtUnixMs;
            var entry = new TwinEntry(++_taken, arrivedAtUnixMs, body);
            if (entry.Body is PolicyPut put)
            {
                _put = put.Version;
                if (side.IsTried(twin.Registration))
                    return;
                _policy = null;
            }

            _policy ??= side.PolicyFor(twin.Registration, _put);
            IReadOnlyList<Effect> told = twin.Take(in entry, _policy);
            if (entry.Body is Registered)
                _policy = side.PolicyFor(twin.Registration, _put);
            for (int i = 0; i < told.Count; i++)
                side.Tell(name, in entry, told[i], i);
        }
    }

    PolicyBook Book => book;

    /// <summary>Whether the candidate would be in force for a twin.</summary>
    bool IsTried(RegistryRecord? registration) =>
        candidate is not null && ReferenceEquals(book.InForce(registration?.Place), book.Named(candidate.Version));

    /// <param name="registration">Of the twin.</param>
    /// <param name="put">The version that its journal names last; null for the first one of the book.</param>
    Policy PolicyFor(RegistryRecord? registration, string? put) =>
        book.Named(IsTried(registration) ? candidate!.Version : put);

    void Tell(TwinName source, in TwinEntry entry, Effect effect, int ordinal)
    {
        if (effect.Body is StatusChanged || !twins.Contains(effect.Target)
            || (_isSettled && effect.Target.Kind is TwinKind.Point or TwinKind.Cell))
        {
            return;
        }

        _told.GetOrAdd(effect.Target, static _ => []).Enqueue((entry.ArrivedAtUnixMs, new Signal
        {
            Source = source,
            SourceSequence = entry.Sequence,
            Ordinal = ordinal,
            CausedAt = entry.ArrivedAt,
            Body = effect.Body,
        }));
    }
}
