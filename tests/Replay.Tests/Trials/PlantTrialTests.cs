using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Trials;
using Qianliyan.Storage.Tests;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Trials;

/// <summary>A rule that the candidate moves from the furnaces to their plant.</summary>
public sealed class PlantTrialTests : IDisposable
{
    static readonly EnterpriseId Plant = EnterpriseId.Parse("E1");
    readonly TemporaryStore _store = new();
    readonly StoredTwins _twins;

    public PlantTrialTests() => _twins = new StoredTwins(_store.Journal);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Maintenance_counted_by_the_plant_is_found_there_and_no_longer_at_the_furnace()
    {
        await Register();
        await Furnace("1", hours: 31);
        await Furnace("2", hours: 1);

        PolicyIssue plant = Issue(
            "two", yaml => yaml.Replace("cemsGrain: furnace", "cemsGrain: plant", StringComparison.Ordinal));
        IReadOnlyList<FindingChange> changes = await new PolicyTrial(_store.Journal, PolicyBook.Empty.With(Issue("one")), plant)
            .Run([TwinName.Of(Plant), Name("1"), Name("2")], progress: null, TestContext.Current.CancellationToken);

        changes.Where(change => change.IsLost).Select(change => (change.Finding.Twin, change.Finding.Rule, change.Finding.Value))
            .ShouldBe([(Name("1"), "furnace.cems.maintenance", (Exact)31)]);
        changes.Where(change => change.IsGained).Select(change => (change.Finding.Twin, change.Finding.Rule, change.Finding.Value))
            .ShouldBe([(TwinName.Of(Plant), "enterprise.cems.maintenance", (Exact)32)]);
    }

    [Fact]
    public async Task Violations_counted_by_the_plant_cancel_its_subsidy_and_no_longer_that_of_the_furnace()
    {
        await Register();
        await Violated("1", days: 3);
        await Violated("2", days: 1);

        PolicyIssue plant = Issue(
            "two", yaml => yaml.Replace("    grain: furnace", "    grain: plant", StringComparison.Ordinal));
        IReadOnlyList<FindingChange> changes = await new PolicyTrial(_store.Journal, PolicyBook.Empty.With(Issue("one")), plant)
            .Run(
                [TwinName.Of(Plant), Name("1"), Name("2"), Point("MN1"), Point("MN2")], progress: null,
                TestContext.Current.CancellationToken);

        changes.Where(change => change.IsLost).Select(change => (change.Finding.Twin, change.Finding.Rule, change.Finding.Value))
            .ShouldBe([(Name("1"), "furnace.subsidy", (Exact)3)]);
        changes.Single(change => change.IsLost).WhyLost.ShouldContain("furnace.subsidy.grain=plant");
        changes.Where(change => change.IsGained).Select(change => (change.Finding.Twin, change.Finding.Rule, change.Finding.Value))
            .ShouldBe([(TwinName.Of(Plant), "enterprise.subsidy", (Exact)4)]);
    }

    static TwinName Name(string furnace) => TwinName.Of(new IncineratorId("P", furnace));

    Task Register() => _twins.Append(TwinName.Of(Plant), (new Registered(new EnterpriseRecord
    {
        Id = Plant,
        Name = "E1",
        Industry = "7723",
        Region = County,
    }), Day));

    static Registered Registration(string furnace) => new(new IncineratorRecord
    {
        Id = new IncineratorId("P", furnace),
        Name = furnace,
        Enterprise = Plant,
        Region = County,
        EmissionPoint = new PointId($"MN{furnace}", "31"),
        TemperaturePoint = new PointId($"MN{furnace}", "31"),
    });

    /// <summary>Daily means of SO2 of 81 against 80, on days in a row.</summary>
    async Task Violated(string furnace, int days)
    {
        await _twins.Append(Point($"MN{furnace}"), (new Registered(new PointRecord
        {
            Id = new PointId($"MN{furnace}", "31"),
            Name = furnace,
            Kind = PointKind.IncineratorFlueGas,
            Region = County,
            Enterprise = Plant,
            Incinerator = new IncineratorId("P", furnace),
            MinuteInterval = 10,
        }), Day));
        for (int day = 0; day < days; day++)
        {
            BeijingTime start = Day.AddSeconds(day * (long)BeijingTime.SecondsPerDay);
            await _twins.Append(Point($"MN{furnace}"), (new Observed(new Observation
            {
                Kind = ObservationKind.Day,
                DataTime = start,
                Readings = [new Reading { Factor = So2, Value = 81m, Flag = DataFlag.Normal }],
            }), start.AddSeconds(BeijingTime.SecondsPerDay)));
        }

        await _twins.Append(Name(furnace), (Registration(furnace), Day));
    }

    async Task Furnace(string furnace, int hours)
    {
        BeijingTime end = Day.AddSeconds(hours * 3600L);
        await _twins.Append(
            Name(furnace),
            (Registration(furnace), Day),
            (new Marked(new Mark
            {
                Id = $"m{furnace}",
                Code = MarkCode.CemsMaintenance,
                Start = Day,
                End = end,
                Source = MarkSource.Enterprise,
                Author = "operator",
                Reason = "CEMS",
            }), Day),
            (new Ticked(end), end));
    }
}
