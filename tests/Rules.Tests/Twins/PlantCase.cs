using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Rules.Tests.Twins;

/// <summary>
/// An enterprise with two furnaces, 1 and 2, which tell it what they find. Lines are those of a furnace, with the furnace
/// that they are about: <c>2026-03-01 00:00 mark cemsMaintenance to 2026-03-01 16:00 from 1</c>, <c>slot a01901=900 from
/// 2</c>. The level is the enterprise's, and the <c>subsidy</c> that it shows; the findings are those of all three.
/// </summary>
sealed class PlantCase : ICaseTwin
{
    static readonly EnterpriseId Plant = EnterpriseId.Parse("E1");
    static readonly RegionCode County = RegionCode.Parse("130109");
    static readonly BeijingTime Registration = BeijingTime.Of(2020, 1, 1);

    readonly EnterpriseFold _fold = new();
    readonly FoldHost<EnterpriseState> _enterprise;
    readonly SortedDictionary<string, FoldHost<IncineratorState>> _furnaces = new(StringComparer.Ordinal);
    readonly List<Finding> _findings = [];
    int _told;

    public PlantCase(Policy policy)
    {
        _enterprise = new FoldHost<EnterpriseState>(_fold, TwinName.Of(Plant), policy);
        _enterprise.Feed(
            new Registered(new EnterpriseRecord { Id = Plant, Name = "垃圾焚烧发电厂", Industry = "N7820", Region = County }),
            Registration);
        foreach (string line in (string[])["1", "2"])
        {
            var id = new IncineratorId("P", line);
            _furnaces[line] = new FoldHost<IncineratorState>(new IncineratorFold(), TwinName.Of(id), policy);
            Feed(_furnaces[line], new Registered(new IncineratorRecord
            {
                Id = id,
                Name = $"{line}号炉",
                Enterprise = Plant,
                Region = County,
                EmissionPoint = SourceOf(line),
                TemperaturePoint = SourceOf(line),
            }), Registration);
        }
    }

    public IReadOnlyList<Finding> Findings => _findings;

    public string Level => _fold.Describe(_enterprise.State).Level.ToString();

    public string Shows(string what) => what == "subsidy"
        ? FurnaceCase.SubsidyOf(((EnterpriseStatus)_fold.Describe(_enterprise.State)).Subsidy)
        : throw new FormatException($"'{what}' is nothing that a plant shows.");

    public void Take(CaseLine line)
    {
        FoldHost<IncineratorState> furnace = _furnaces[line.From];
        if (line.Kind == "mark")
        {
            Feed(furnace, new Marked(FurnaceCase.MarkOf(line)), line.Arrival);
            return;
        }

        ObservationKind kind = PointCase.KindOf(line.Kind);
        foreach (Reading reading in line.Readings)
        {
            Feed(
                furnace,
                new Signalled(new Signal
                {
                    Source = TwinName.Of(SourceOf(line.From)),
                    SourceSequence = ++_told,
                    Ordinal = 0,
                    CausedAt = line.Arrival,
                    Body = new MeanTold(kind, reading.Factor, line.At, reading.Value, reading.Flag, IsReported: true),
                }),
                line.Arrival);
        }
    }

    public void Tick(BeijingTime now)
    {
        foreach (FoldHost<IncineratorState> furnace in _furnaces.Values)
            Feed(furnace, new Ticked(now), now);
        int found = _enterprise.Findings.Count;
        _enterprise.Feed(new Ticked(now), now);
        _findings.AddRange(_enterprise.Findings.Skip(found));
    }

    public void Restore()
    {
        Restore(_enterprise);
        foreach (FoldHost<IncineratorState> furnace in _furnaces.Values)
            Restore(furnace);
    }

    public string StateHash() => string.Join(
        ' ', _furnaces.Values.Select(furnace => furnace.StateHash()).Append(_enterprise.StateHash()));

    static PointId SourceOf(string line) => new($"MN{line}", "31");

    static void Restore<TState>(FoldHost<TState> host)
        where TState : class, ITwinState
    {
        host.EvictAll();
        host.RestoreFromSnapshot();
    }

    void Feed(FoldHost<IncineratorState> furnace, EntryBody body, BeijingTime arrival)
    {
        (int told, int found) = (furnace.Told.Count, furnace.Findings.Count);
        furnace.Feed(body, arrival);
        _findings.AddRange(furnace.Findings.Skip(found));
        for (int i = told; i < furnace.Told.Count; i++)
        {
            if (furnace.Told[i].Target == TwinName.Of(Plant))
                Pass(furnace, i, arrival);
        }
    }

    void Pass(FoldHost<IncineratorState> furnace, int told, BeijingTime arrival)
    {
        int found = _enterprise.Findings.Count;
        _enterprise.Feed(
            new Signalled(new Signal
            {
                Source = furnace.State.Name,
                SourceSequence = furnace.Entries,
                Ordinal = told,
                CausedAt = arrival,
                Body = furnace.Told[told].Body,
            }),
            arrival);
        _findings.AddRange(_enterprise.Findings.Skip(found));
    }
}
