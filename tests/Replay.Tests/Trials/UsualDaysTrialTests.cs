using Qianliyan.Domain.Electricity;
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

/// <summary>An order right behind another, and a candidate that looks less far back for days that teach.</summary>
public sealed class UsualDaysTrialTests : IDisposable
{
    static readonly TwinName Plant = TwinName.Of(EnterpriseId.Parse("E1"));
    readonly TemporaryStore _store = new();
    readonly StoredTwins _twins;

    public UsualDaysTrialTests() => _twins = new StoredTwins(_store.Journal);

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData(19, false)]
    [InlineData(18, true)]
    public async Task A_candidate_that_reaches_back_to_fewer_days_than_a_baseline_needs_loses_the_finding(
        int reachDays, bool isLost)
    {
        // 19 - 14 = 5 days of 100 teach, or 18 - 14 = 4 of the 5 that are asked for: 60 > 100 x (1 - 0.5 + 0.05) = 55.
        await _twins.Append(
            Plant, (new Registered(Registration), Day), Order("7", fromDay: 14, days: 14), Order("8", fromDay: 28, days: 1));
        await _twins.Register("MN1", hourLimit: 200);
        await _twins.Append(
            Point("MN1"),
            [.. Flow(fromDay: 0, days: 14, 100), .. Flow(fromDay: 14, days: 14, 50), .. Flow(fromDay: 28, days: 1, 60)]);

        PolicyIssue candidate = Issue(
            "two", yaml => yaml.Replace("reachDays: 61", $"reachDays: {reachDays}", StringComparison.Ordinal));
        IReadOnlyList<FindingChange> changes =
            await new PolicyTrial(_store.Journal, PolicyBook.Empty.With(Issue("one")), candidate)
                .Run([Plant, Point("MN1")], progress: null, TestContext.Current.CancellationToken);

        changes.Where(change => change.IsLost)
            .Select(change => (change.Finding.Rule, change.Finding.Subject, change.Finding.Value, change.Finding.Limit))
            .ShouldBe(isLost ? [("electricity.order.emission", "order 8", (Exact)60m, (Exact)55m)] : []);
        changes.ShouldNotContain(change => change.IsGained);
    }

    static readonly EnterpriseRecord Registration = new()
    {
        Id = EnterpriseId.Parse("E1"),
        Name = "E1",
        Industry = "7723",
        Region = County,
    };

    static BeijingTime At(int day, int hour) => Day.AddSeconds(day * (long)BeijingTime.SecondsPerDay + hour * 3600L);

    static (EntryBody Body, BeijingTime At) Order(string number, int fromDay, int days) => (new Ordered(new EmergencyOrder
    {
        Number = number,
        From = At(fromDay, 0),
        To = At(fromDay + days, 0),
        Cut = 0.5m,
    }), At(fromDay, 0));

    /// <summary>Four hours of flue gas a day.</summary>
    static IEnumerable<(EntryBody Body, BeijingTime At)> Flow(int fromDay, int days, decimal mean) =>
        from day in Enumerable.Range(fromDay, days)
        from hour in Enumerable.Range(8, 4)
        select ((EntryBody)new Observed(new Observation
        {
            Kind = ObservationKind.Hour,
            DataTime = At(day, hour),
            Readings = [new Reading { Factor = FactorCode.Parse("a00000"), Value = mean, Flag = DataFlag.Normal }],
        }), At(day, hour + 1));
}
