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
sealed class TrialSide(PolicyBook book, PolicyIssue? candidate)
{
    readonly ConcurrentDictionary<TwinName, ConcurrentQueue<(long ArrivedAt, Signal Signal)>> _told = [];

    /// <summary>A journal's entries of one twin, taken one by one in this world.</summary>
    public TrialRun Begin(TwinName name) => new(this, name, RelivedTwins.Begin(name));

    /// <summary>What was told to a twin, by the time it was caused.</summary>
    public (long ArrivedAt, Signal Signal)[] ToldTo(TwinName name) =>
        _told.TryRemove(name, out ConcurrentQueue<(long ArrivedAt, Signal Signal)>? told)
            ? [.. told.OrderBy(one => one.ArrivedAt).ThenBy(one => one.Signal.Source)
                .ThenBy(one => one.Signal.SourceSequence).ThenBy(one => one.Signal.Ordinal)]
            : [];

    /// <summary>A twin in this world.</summary>
    internal sealed class TrialRun(TrialSide side, TwinName name, IRelivedTwin twin)
    {
        Policy? _policy;
        string? _put;

        public RegistryRecord? Registration => twin.Registration;

        public IReadOnlyDictionary<string, Finding> InForce => twin.InForce;

        /// <summary>What the rule of a finding that is not in force here makes of its window; empty where it cannot tell.</summary>
        public string WhyNot(Finding finding) =>
            _policy is null ? "" : AnsweringTwin.Over(twin, finding.Twin, side.Book, isFollowed: false)?.WhyNot(finding, _policy) ?? "";

        public void Take(in TwinEntry entry)
        {
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
        if (effect.Target.Kind is TwinKind.Region or TwinKind.Point || effect.Body is StatusChanged)
            return;
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
