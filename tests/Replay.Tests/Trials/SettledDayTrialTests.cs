using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Trials;
using Qianliyan.Storage.Tests;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Trials;

/// <summary>A candidate judges all of history, whatever policy settled a day.</summary>
public sealed class SettledDayTrialTests : IDisposable
{
    readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_candidate_judges_days_that_were_settled_under_any_policy()
    {
        var twins = new StoredTwins(_store.Journal);
        await SettledStack.Live(twins);
        await SettledStack.Sample(twins, 189);

        IReadOnlyList<FindingChange> changes = await new PolicyTrial(
            _store.Journal, SettledStack.Book, SettledStack.Limited("candidate", 30)).Run(
            [SettledStack.Name], progress: null, TestContext.Current.CancellationToken);

        FindingChange change = changes.Single(change => change.Finding.Rule == FindingRules.Day);
        (change.Before!.PolicyVersion, change.Before.Limit.ToString()).ShouldBe(("one", "50"));
        (change.After!.PolicyVersion, change.After.Limit.ToString()).ShouldBe(("candidate", "30"));
    }

    [Fact]
    public async Task A_candidate_judges_days_of_a_furnace_that_were_settled_under_any_policy()
    {
        var twins = new StoredTwins(_store.Journal);
        TwinName furnace = TwinName.Of(new IncineratorId("P", "1"));
        await twins.Append(
            furnace, (Told(1, day: 0, 70), At(25)), (Told(2, day: 1, 10), At(49)), (new Ticked(At(60)), At(60)),
            (new PolicyPut("strict"), At(61)), (Told(3, day: 0, 90), At(62)));

        PolicyBook book = PolicyBook.Empty.With(Daily("one", 80)).With(Daily("strict", 60));
        IReadOnlyList<FindingChange> changes = await new PolicyTrial(_store.Journal, book, Daily("candidate", 65))
            .Run([furnace], progress: null, TestContext.Current.CancellationToken);

        FindingChange change = changes.Single(change => change.Finding.Rule == "furnace.day.limit");
        (change.Before!.PolicyVersion, change.Before.Limit.ToString()).ShouldBe(("one", "80"));
        (change.After!.PolicyVersion, change.After.Limit.ToString()).ShouldBe(("candidate", "65"));
    }

    static BeijingTime At(int hour) => Day.AddSeconds(hour * (long)BeijingTime.SecondsPerHour);

    static PolicyIssue Daily(string version, int bound) => Issue(version, yaml => yaml.Replace(
        "a21026, kinds: [incineratorFlueGas], hour: 100, day: 80",
        $"a21026, kinds: [incineratorFlueGas], hour: 100, day: {bound}", StringComparison.Ordinal));

    static Signalled Told(int sequence, int day, decimal value) => new(new Signal
    {
        Source = Point("MN1"),
        SourceSequence = sequence,
        Ordinal = 0,
        CausedAt = Day,
        Body = new MeanTold(ObservationKind.Day, So2, At(24 * day), value, DataFlag.Normal, IsReported: true),
    });
}
