using Qianliyan.Domain.Findings;
using Qianliyan.Replay.Trials;
using Qianliyan.Storage.Tests;

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
}
