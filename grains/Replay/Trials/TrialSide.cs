using System.Collections.Concurrent;
using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Replay.Trials;

/// <summary>
/// One of the two worlds of a trial: the policies as they were in force, or the candidate from the first entry on.
/// What the twins below tell in this world reaches the twins above in this world.
/// </summary>
sealed class TrialSide(PolicyBook book, bool isCandidate)
{
    readonly ConcurrentDictionary<TwinName, ConcurrentQueue<(long ArrivedAt, Signal Signal)>> _told = [];

    /// <summary>A journal's entries of one twin, taken one by one in this world.</summary>
    public TrialRun Begin(TwinName name) => new(this, name, Make(name));

    /// <summary>What was told to a twin, by the time it was caused.</summary>
    public (long ArrivedAt, Signal Signal)[] ToldTo(TwinName name) =>
        _told.TryRemove(name, out ConcurrentQueue<(long ArrivedAt, Signal Signal)>? told)
            ? [.. told.OrderBy(one => one.ArrivedAt).ThenBy(one => one.Signal.Source)
                .ThenBy(one => one.Signal.SourceSequence).ThenBy(one => one.Signal.Ordinal)]
            : [];

    static ITrialTwin Make(TwinName name) => name.Kind switch
    {
        TwinKind.Point => new TrialTwin<PointState>(new PointFold(), name),
        TwinKind.Enterprise => new TrialTwin<EnterpriseState>(new EnterpriseFold(), name),
        TwinKind.Incinerator => new TrialTwin<IncineratorState>(new IncineratorFold(), name),
        TwinKind.Cell => new TrialTwin<CellState>(new CellFold(), name),
        _ => throw new ArgumentException($"{name} finds nothing of its own.", nameof(name)),
    };

    /// <summary>A twin in this world.</summary>
    internal sealed class TrialRun(TrialSide side, TwinName name, ITrialTwin twin)
    {
        Policy? _policy;

        public RegistryRecord? Registration => twin.Registration;

        public IReadOnlyDictionary<string, Finding> InForce => twin.InForce;

        public void Take(in TwinEntry entry)
        {
            if (entry.Body is PolicyPut put)
            {
                if (side.IsCandidate)
                    return;
                _policy = side.Book.Named(put.Version);
            }

            _policy ??= side.PolicyFor(twin.Registration);
            IReadOnlyList<Effect> told = twin.Take(in entry, _policy);
            if (entry.Body is Registered && side.IsCandidate)
                _policy = side.PolicyFor(twin.Registration);
            for (int i = 0; i < told.Count; i++)
                side.Tell(name, in entry, told[i], i);
        }
    }

    PolicyBook Book => book;

    bool IsCandidate => isCandidate;

    Policy PolicyFor(RegistryRecord? registration) =>
        isCandidate ? book.InForce(registration?.Place) : book.Named(version: null);

    void Tell(TwinName source, in TwinEntry entry, Effect effect, int ordinal)
    {
        if (effect.Target.Kind == TwinKind.Region || effect.Body is StatusChanged)
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
