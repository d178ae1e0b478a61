using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Rules.Tests.Twins;

/// <summary>
/// A furnace P-1 with its outlet MN1 and its enterprise, which tell each other what they tell in a silo. Registered: as of
/// a point, which is of kind IncineratorFlueGas and of furnace P-1 unless said, and <c>outlet</c>, the emission point that
/// the furnace is registered with (MN1-31). Lines are those of a point; marks of conditions go to the furnace; <c>claim P-2</c>
/// and <c>release P-2</c>: another furnace is registered with the outlet, or is no more. The level
/// is the outlet's, the findings are those of all three.
/// </summary>
/// <remarks>
/// Shows: <c>violations</c> and <c>exceedance days</c> of the enterprise in month, quarter and 30 days; <c>tiers</c>,
/// <c>days over a21026</c>, <c>completed a21026</c> and <c>on time a21026</c> of the outlet; <c>furnace level</c> and <c>furnace reason</c>.
/// </remarks>
sealed class StackCase : ICaseTwin
{
    static readonly EnterpriseId Plant = EnterpriseId.Parse("E1");
    static readonly IncineratorId Line = new("P", "1");
    static readonly BeijingTime Registration = BeijingTime.Of(2020, 1, 1);

    readonly EnterpriseFold _fold = new();
    readonly FoldHost<EnterpriseState> _enterprise;
    readonly FoldHost<IncineratorState> _furnace;
    readonly FoldHost<PointState> _point;
    readonly List<Finding> _findings = [];
    readonly Queue<(TwinName Target, Signal Signal)> _waiting = [];
    int _others;

    public StackCase(RuleCase rule, Policy policy)
    {
        Dictionary<string, string> registered = new(rule.Registered);
        registered.TryAdd("kind", nameof(PointKind.IncineratorFlueGas));
        registered.TryAdd("furnace", Line.ToString());
        PointRecord point = PointCase.RecordOf(rule with { Registered = registered });
        var outlet = PointId.Parse(registered.GetValueOrDefault("outlet", point.Id.ToString()));
        _enterprise = new FoldHost<EnterpriseState>(_fold, TwinName.Of(Plant), policy);
        _furnace = new FoldHost<IncineratorState>(new IncineratorFold(), TwinName.Of(Line), policy);
        _point = new FoldHost<PointState>(new PointFold(), point.Twin, policy);
        Feed(_point, new Registered(point), Registration);
        Feed(
            _enterprise,
            new Registered(new EnterpriseRecord { Id = Plant, Name = "垃圾焚烧发电厂", Industry = "N7820", Region = point.Region }),
            Registration);
        Feed(
            _furnace,
            new Registered(new IncineratorRecord
            {
                Id = Line,
                Name = "1号炉",
                Enterprise = Plant,
                Region = point.Region,
                EmissionPoint = outlet,
                TemperaturePoint = outlet,
            }),
            Registration);
    }

    public IReadOnlyList<Finding> Findings => _findings;

    public string Level => _point.State.Level.ToString();

    public string Shows(string what)
    {
        var status = (EnterpriseStatus)_fold.Describe(_enterprise.State);
        SupervisionStatus supervision = status.Supervision;
        string[] words = what.Split(' ');
        var outlet = PointStatus.Of(_point.State);
        return what switch
        {
            "violations" => $"{supervision.ViolationsInMonth} {supervision.ViolationsInQuarter} {supervision.ViolationsIn30}",
            "exceedance days" =>
                $"{status.ExceedanceDaysInMonth} {status.ExceedanceDaysInQuarter} {status.ExceedanceDaysIn30}",
            "furnace level" => _furnace.State.Standing.Level.ToString(),
            "furnace reason" => _furnace.State.Standing.Reason,
            "tiers" => $"{outlet.TierIn30} {outlet.TierInQuarter}",
            _ when words[0] == "completed" => PointCase.Counts(Factor().Transmission.Completed),
            _ when what.StartsWith("on time ", StringComparison.Ordinal) => PointCase.Counts(Factor().Transmission.OnTime),
            _ when words[0] == "days" => DaysOver(Factor()),
            _ => throw new FormatException($"'{what}' is nothing that a stack shows."),
        };

        FactorStatus Factor() => outlet.Factors.First(one => one.Factor.ToString() == words[^1]);
    }

    public void Take(CaseLine line)
    {
        if (line.Kind is "claim" or "release")
        {
            PointId outlet = _point.State.Registration!.Id;
            Feed(
                _point,
                new Signalled(new Signal
                {
                    Source = TwinName.Of(IncineratorId.Parse(line.Words[0])),
                    SourceSequence = ++_others,
                    Ordinal = 0,
                    CausedAt = line.Arrival,
                    Body = new OutletClaimed(outlet, line.Kind == "claim"),
                }),
                line.Arrival);
            return;
        }

        EntryBody body = line.Kind == "permit"
            ? new Registered(PointCase.PermittedBy(line, _point.State.Registration!))
            : PointCase.BodyOf(line);
        if (body is Marked { Mark.Kind: MarkKind.Condition })
            Feed(_furnace, body, line.Arrival);
        else
            Feed(_point, body, line.Arrival);
    }

    public void Tick(BeijingTime now)
    {
        Feed(_point, new Ticked(now), now);
        Feed(_furnace, new Ticked(now), now);
        Feed(_enterprise, new Ticked(now), now);
    }

    public void Restore()
    {
        Restore(_point);
        Restore(_furnace);
        Restore(_enterprise);
    }

    public string StateHash() => $"{_point.StateHash()} {_furnace.StateHash()} {_enterprise.StateHash()}";

    static string DaysOver(FactorStatus factor) =>
        $"{factor.DaysOverInMonth} {factor.DaysOverInQuarter} {factor.DaysOverIn30}";

    static TwinName NameOf(ITwinState state) => state switch
    {
        PointState point => point.Name,
        IncineratorState furnace => furnace.Name,
        EnterpriseState enterprise => enterprise.Name,
        _ => throw new ArgumentException($"{state.GetType().Name} is no twin of a stack.", nameof(state)),
    };

    static void Restore<TState>(FoldHost<TState> host)
        where TState : class, ITwinState
    {
        host.EvictAll();
        host.RestoreFromSnapshot();
    }

    /// <summary>Feeds an entry, and what it makes the three tell each other until nothing is left to tell.</summary>
    void Feed<TState>(FoldHost<TState> host, EntryBody body, BeijingTime arrival)
        where TState : class, ITwinState
    {
        Enter(host, body, arrival);
        while (_waiting.TryDequeue(out (TwinName Target, Signal Signal) next))
        {
            var signalled = new Signalled(next.Signal);
            if (next.Target == _point.State.Name)
                Enter(_point, signalled, arrival);
            else if (next.Target == _furnace.State.Name)
                Enter(_furnace, signalled, arrival);
            else if (next.Target == _enterprise.State.Name)
                Enter(_enterprise, signalled, arrival);
        }
    }

    void Enter<TState>(FoldHost<TState> host, EntryBody body, BeijingTime arrival)
        where TState : class, ITwinState
    {
        (int told, int found) = (host.Told.Count, host.Findings.Count);
        host.Feed(body, arrival);
        _findings.AddRange(host.Findings.Skip(found));
        for (int i = told; i < host.Told.Count; i++)
        {
            _waiting.Enqueue((host.Told[i].Target, new Signal
            {
                Source = NameOf(host.State),
                SourceSequence = host.Entries,
                Ordinal = i - told,
                CausedAt = arrival,
                Body = host.Told[i].Body,
            }));
        }
    }
}
