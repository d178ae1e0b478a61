using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Enterprises;

/// <summary>
/// An enterprise, E1, and its outlets, which tell each other things: in order per source, at once unless they wait.
/// </summary>
public sealed class OutletsHost
{
    static readonly EnterpriseId Plant = EnterpriseId.Parse("E1");
    static readonly RegionCode County = RegionCode.Parse("130109");
    static readonly BeijingTime Registration = BeijingTime.Of(2020, 1, 1);

    readonly SortedDictionary<TwinName, FoldHost<PointState>> _outlets = [];
    readonly SortedDictionary<TwinName, Queue<(TwinName Target, Signalled Signal)>> _waiting = [];
    readonly Policy _policy;

    public OutletsHost(Policy policy)
    {
        _policy = policy;
        Enterprise = new FoldHost<EnterpriseState>(new EnterpriseFold(), TwinName.Of(Plant), policy);
        Enterprise.Feed(
            new Registered(new EnterpriseRecord { Id = Plant, Name = "热电厂", Industry = "D4412", Region = County }),
            Registration);
    }

    public FoldHost<EnterpriseState> Enterprise { get; }

    /// <summary>Whether what a twin tells waits now; asked for every signal.</summary>
    public Func<TwinName, bool> Waits { get; set; } = static _ => false;

    public IEnumerable<Finding> Findings => _outlets.Values.SelectMany(outlet => outlet.Findings);

    public static TwinName NameOf(string mn) => TwinName.Of(new PointId(mn, "31"));

    public FoldHost<PointState> Outlet(string mn) => _outlets[NameOf(mn)];

    public void Register(string mn, string[] tags) => Register(mn, tags, Registration);

    public void Register(string mn, string[] tags, BeijingTime arrival)
    {
        TwinName name = NameOf(mn);
        _outlets.TryAdd(name, new FoldHost<PointState>(new PointFold(), name, _policy));
        Feed(name, new Registered(new PointRecord
        {
            Id = new PointId(mn, "31"),
            Name = mn,
            Kind = PointKind.FlueGas,
            Region = County,
            Enterprise = Plant,
            MinuteInterval = 10,
            Tags = [.. tags],
        }), arrival);
    }

    public void Feed(string mn, EntryBody body, BeijingTime arrival) => Feed(NameOf(mn), body, arrival);

    /// <summary>Lets the outlets know the time, then the enterprise.</summary>
    public void Tick(BeijingTime now)
    {
        foreach (TwinName outlet in _outlets.Keys)
            Feed(outlet, new Ticked(now), now);
        FeedEnterprise(new Ticked(now), now);
    }

    public void Restore()
    {
        Restore(Enterprise);
        foreach (FoldHost<PointState> outlet in _outlets.Values)
            Restore(outlet);
    }

    public string StateHash() => string.Join(
        ' ', _outlets.Values.Select(outlet => outlet.StateHash()).Append(Enterprise.StateHash()));

    static void Restore<TState>(FoldHost<TState> host)
        where TState : class, ITwinState
    {
        host.EvictAll();
        host.RestoreFromSnapshot();
    }

    void Feed(TwinName name, EntryBody body, BeijingTime arrival)
    {
        FoldHost<PointState> outlet = _outlets[name];
        int told = outlet.Told.Count;
        outlet.Feed(body, arrival);
        Send(name, outlet.Entries, outlet.Told, told, arrival);
    }

    void FeedEnterprise(EntryBody body, BeijingTime arrival)
    {
        int told = Enterprise.Told.Count;
        Enterprise.Feed(body, arrival);
        Send(TwinName.Of(Plant), Enterprise.Entries, Enterprise.Told, told, arrival);
    }

    void Send(TwinName source, long sequence, List<Effect> told, int from, BeijingTime arrival)
    {
        if (!_waiting.TryGetValue(source, out Queue<(TwinName, Signalled)>? queue))
            _waiting[source] = queue = new Queue<(TwinName, Signalled)>();
        for (int i = from; i < told.Count; i++)
        {
            if (told[i].Target.Kind is TwinKind.Region)
                continue;
            queue.Enqueue((told[i].Target, new Signalled(new Signal
            {
                Source = source,
                SourceSequence = sequence,
                Ordinal = i - from,
                CausedAt = arrival,
                Body = told[i].Body,
            })));
        }

        while (queue.Count > 0 && !Waits(source))
        {
            (TwinName target, Signalled signal) = queue.Dequeue();
            if (target.Kind == TwinKind.Point)
                Feed(target, signal, arrival);
            else
                FeedEnterprise(signal, arrival);
        }
    }
}
