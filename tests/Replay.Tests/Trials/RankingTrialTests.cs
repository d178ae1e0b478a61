using Qianliyan.Domain.Policies;
using Qianliyan.Replay.Trials;
using Qianliyan.Storage.Tests;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Trials;

/// <summary>
/// A policy tried on a hot cell that was rank 1, 1 and 2 of its city in January, February and March: the ranks stay as the
/// city told them, how many are warned and what escalates is the candidate's.
/// </summary>
public sealed class RankingTrialTests : IDisposable
{
    readonly TemporaryStore _store = new();
    readonly StoredCell _cell;
    readonly PolicyBook _book = PolicyBook.Empty.With(Issue("one"));

    public RankingTrialTests() => _cell = new StoredCell(new StoredTwins(_store.Journal));

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Two_warned_per_list_gain_a_warning_and_an_escalation()
    {
        IReadOnlyList<FindingChange> changes = await Try("perList: 1 ", "perList: 2 ");

        // January and February are warned in both worlds, by rank 1 of 1 here and rank 1 of 2 there.
        changes.Where(change => change.IsGained).Select(change => (change.Finding.Rule, change.Finding.Reason[..38])).ShouldBe(
        [
            ("cell.escalation", "warned in 3 months in a row, 3 escalat"),
            ("cell.warned", "a34004 month mean 98 of 2026-03: rank "),
        ]);
        changes.Any(change => change.IsLost).ShouldBeFalse();
    }

    [Fact]
    public async Task Two_in_a_row_gain_an_escalation()
    {
        IReadOnlyList<FindingChange> changes = await Try("consecutive: 3", "consecutive: 2");

        FindingChange gained = changes.ShouldHaveSingleItem();
        (gained.IsGained, gained.Finding.Rule, gained.Finding.Subject).ShouldBe((true, "cell.escalation", "2026-02"));
    }

    [Fact]
    public async Task A_policy_that_says_the_same_changes_nothing() =>
        (await Try("version: two", "version: two")).ShouldBeEmpty();

    async Task<IReadOnlyList<FindingChange>> Try(string said, string instead)
    {
        await _cell.Register(isHot: true);
        await _cell.Rank(StoredCell.January, 1);
        await _cell.Rank(StoredCell.January.Add(1), 1);
        await _cell.Rank(StoredCell.January.Add(2), 2);
        PolicyIssue issue = Issue("two", yaml => yaml.Replace(said, instead, StringComparison.Ordinal));
        var trial = new PolicyTrial(_store.Journal, _book, issue);
        IReadOnlyList<FindingChange> changes = await trial.Run(
            [StoredCell.Name], progress: null, TestContext.Current.CancellationToken);
        TrialNote note = trial.Notes.ShouldHaveSingleItem();
        (note.Kind, note.Text).ShouldBe((
            TrialNoteKind.RankedAsTold, "1 cell: the ranks count as the city told them, not as the candidate ranks"));
        return changes;
    }
}
