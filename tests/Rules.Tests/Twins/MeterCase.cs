using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Rules.Tests.Twins;

/// <summary>
/// An enterprise whose press (d20401) must not run without its filter (d30401), and the point that measures the
/// electricity of both and tells it. Lines: <c>instant d20401=5 d30401=0:D</c>, every 30 seconds where it is repeated,
/// <c>instant5</c> and <c>instant15</c> every so many minutes; <c>minute10</c>, <c>hour</c>;
/// <c>order 7 cut=0.3 until 2026-03-01 20:00</c>. Registered: <c>relation</c>, the minutes and share of the relation.
/// </summary>
/// <remarks>Shows: <c>computed hour d20401</c>, the newest hour mean and whether it counts.</remarks>
sealed class MeterCase : ICaseTwin
{
    static readonly EnterpriseId Plant = EnterpriseId.Parse("E1");
    static readonly PointId MeterId = new(CaseLine.DefaultSource, "44");
    static readonly RegionCode County = RegionCode.Parse("130109");
    static readonly BeijingTime Registration = BeijingTime.Of(2020, 1, 1);

    readonly EnterpriseFold _fold = new();
    readonly FoldHost<PointState> _meter;
    readonly FoldHost<EnterpriseState> _enterprise;

    public MeterCase(RuleCase rule, Policy policy)
    {
        _meter = new FoldHost<PointState>(new PointFold(), TwinName.Of(MeterId), policy);
        _enterprise = new FoldHost<EnterpriseState>(_fold, TwinName.Of(Plant), policy);
        _enterprise.Feed(
            new Registered(new EnterpriseRecord
            {
                Id = Plant,
                Name = "钢铁一厂",
                Industry = "C31",
                Region = County,
                Relations =
                [
                    DeviceRelation.Parse(
                        $"{MeterId}:d20401>{MeterId}:d30401>{rule.Registered.GetValueOrDefault("relation", "")}"),
                ],
            }),
            Registration);
        Feed(
            new Registered(new PointRecord
            {
                Id = MeterId,
                Name = "electricity",
                Kind = PointKind.Electricity,
                Region = County,
                Enterprise = Plant,
                MinuteInterval = 10,
            }),
            Registration);
    }

    public IReadOnlyList<Finding> Findings => _enterprise.Findings;

    public string Level => _fold.Describe(_enterprise.State).Level.ToString();

    public string Shows(string what)
    {
        var status = (PointStatus)new PointFold().Describe(_meter.State);
        string[] words = what.Split(' ');
        LatestMean mean = status.Factors.First(one => one.Factor.ToString() == words[^1]).ComputedHour;
        return string.Join(' ', words.Take(2)) == "computed hour"
            ? $"{mean.Value} {mean.ValidityAt(status.SettledBefore)}{(mean.Cause == VoidCause.None ? "" : $" {mean.Cause}")}"
            : throw new FormatException($"'{what}' is nothing that a meter shows.");
    }

    public void Take(CaseLine line)
    {
        if (line.Kind == "order")
        {
            _enterprise.Feed(new Ordered(EnterpriseCase.Order(line)), line.Arrival);
            return;
        }

        Feed(
            new Observed(new Observation
            {
                Kind = line.Kind.StartsWith("instant", StringComparison.Ordinal)
                    ? ObservationKind.RealTime
                    : PointCase.KindOf(line.Kind),
                DataTime = line.At,
                IntervalMinutes = line.Kind == "minute10" ? 10 : 0,
                Readings = line.Readings,
            }),
            line.Arrival);
    }

    public void Tick(BeijingTime now)
    {
        Feed(new Ticked(now), now);
        _enterprise.Feed(new Ticked(now), now);
    }

    public void Restore()
    {
        Restore(_meter);
        Restore(_enterprise);
    }

    public string StateHash() => $"{_meter.StateHash()} {_enterprise.StateHash()}";

    static void Restore<TState>(FoldHost<TState> host)
        where TState : class, ITwinState
    {
        host.EvictAll();
        host.RestoreFromSnapshot();
    }

    void Feed(EntryBody body, BeijingTime arrival)
    {
        int told = _meter.Told.Count;
        _meter.Feed(body, arrival);
        for (int i = told; i < _meter.Told.Count; i++)
        {
            if (_meter.Told[i].Target == TwinName.Of(Plant))
                Pass(i, arrival);
        }
    }

    void Pass(int told, BeijingTime arrival) =>
        _enterprise.Feed(
            new Signalled(new Signal
            {
                Source = TwinName.Of(MeterId),
                SourceSequence = _meter.Entries,
                Ordinal = told,
                CausedAt = arrival,
                Body = _meter.Told[told].Body,
            }),
            arrival);
}
