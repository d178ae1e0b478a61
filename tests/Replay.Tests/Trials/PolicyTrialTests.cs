using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Trials;
using Qianliyan.Storage.Tests;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Trials;

public sealed class PolicyTrialTests : IDisposable
{
    readonly TemporaryStore _store = new();
    readonly StoredTwins _twins;
    readonly PolicyBook _book = PolicyBook.Empty.With(Issue("one"));

    public PolicyTrialTests() => _twins = new StoredTwins(_store.Journal);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task The_policy_in_force_changes_nothing()
    {
        await _twins.Register("MN1", hourLimit: 100);
        await _twins.Hour("MN1", 7, 120);

        (await Try(Issue("one"), "MN1")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_level_that_the_candidate_sets_otherwise_is_a_change()
    {
        await _twins.Register("MN1", hourLimit: 100);
        await _twins.Hour("MN1", 7, 120);

        FindingChange change = (await Try(Candidate("hourOver: warning", "hourOver: notice"), "MN1")).ShouldHaveSingleItem();

        change.Before.ShouldNotBeNull().Level.ShouldBe(EscalationLevel.Warning);
        change.After.ShouldNotBeNull().Level.ShouldBe(EscalationLevel.Notice);
        change.After.PolicyVersion.ShouldBe("two");
        (change.Region, change.Enterprise).ShouldBe((County, EnterpriseId.Parse("E1")));
    }

    [Fact]
    public async Task A_version_that_was_put_in_force_on_the_way_counts_as_it_was()
    {
        PolicyBook book = _book.With(Issue("notices", yaml => yaml.Replace(
            "hourOver: warning", "hourOver: notice", StringComparison.Ordinal)));
        await _twins.Register("MN1", hourLimit: 100);
        await _twins.Hour("MN1", 7, 120);
        await _twins.Append(Point("MN1"), (new PolicyPut("notices"), Day.AddSeconds(9 * 3600)));
        await _twins.Hour("MN1", 9, 130);

        IReadOnlyList<FindingChange> changes = await Run(book, Issue("one"), "MN1");

        changes.Select(change => (change.Before!.PolicyVersion, change.Before.Level, change.After!.Level)).ShouldBe(
            [("notices", EscalationLevel.Notice, EscalationLevel.Warning)]);
    }

    [Fact]
    public async Task A_region_with_a_policy_of_its_own_is_not_touched_by_a_candidate_for_the_nation()
    {
        PolicyBook book = _book.With(PolicyIssue.Of(
            "version: hebei-1\nextends: one\nregion: \"13\"\nlevels: { hourOver: notice }\n", _book.TextOf, "bureau", "trial",
            Day.AddSeconds(9 * 3600)));
        await _twins.Register("MN1", hourLimit: 100);
        await _twins.Hour("MN1", 7, 120);
        await _twins.Append(Point("MN1"), (new PolicyPut("one+hebei-1"), Day.AddSeconds(9 * 3600)));
        await _twins.Hour("MN1", 9, 130);

        var trial = new PolicyTrial(_store.Journal, book, Candidate("hourOver: warning", "hourOver: exceeded"));
        (await trial.Run([Point("MN1")], progress: null, Token)).ShouldBeEmpty();

        TrialNote note = trial.Notes.ShouldHaveSingleItem();
        (note.Kind, note.Text, note.Policy?.Region).ShouldBe((
            TrialNoteKind.RegionKeepsPolicy,
            "130000 keeps its own policy one+hebei-1: the candidate does not apply to 1 twin there", RegionCode.Parse("130000")));
        note.Twins.ShouldBe([Point("MN1")]);
    }

    [Fact]
    public async Task A_candidate_for_a_region_says_which_twins_lie_outside_and_nothing_where_it_applies()
    {
        await _twins.Register("MN1", hourLimit: 100);
        await _twins.Hour("MN1", 7, 120);

        (await NotesOn("region: \"14\"")).ShouldBe(
            ["1 twin outside 140000 stays under one of 000000: the candidate does not apply there"]);
        (await NotesOn("region: \"13\"")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_finding_that_is_lost_comes_with_what_the_candidate_makes_of_the_hour()
    {
        await _twins.Register("MN1", hourLimit: 100);
        await _twins.Hour("MN1", 7, 120);
        await _twins.Hour("MN1", 8, 90);

        FindingChange change = (await Try(
            Candidate("a21026, maximum: 20000", "a21026, maximum: 110"), "MN1")).ShouldHaveSingleItem();

        change.IsLost.ShouldBeTrue();
        change.Finding.Reason.ShouldContain("120");
        change.WhyLost.ShouldContain("110");
    }

    [Fact]
    public async Task Trying_writes_nothing_and_tells_its_progress()
    {
        foreach (string mn in (string[])["MN1", "MN2", "MN3"])
        {
            await _twins.Register(mn, hourLimit: 100);
            await _twins.Hour(mn, 7, 120);
        }

        var seen = new List<TrialProgress>();
        var trial = new PolicyTrial(_store.Journal, _book, Candidate("hourOver: warning", "hourOver: notice"));
        IReadOnlyList<FindingChange> changes = await trial.Run(
            [Point("MN1"), Point("MN2"), Point("MN3")], seen.Add, Token);

        changes.Count.ShouldBe(3);
        seen[^1].ShouldBe(new TrialProgress(3, 3, 6, Again: 0, OfAgain: 0));
        (await _store.Journal.ReadPositionAsync(Point("MN1").ToString(), Token)).Sequence.ShouldBe(2);
    }

    async Task<IEnumerable<string>> NotesOn(string region)
    {
        var candidate = PolicyIssue.Of(
            $"version: local-1\nextends: one\n{region}\nlevels: {{ hourOver: notice }}\n", _book.TextOf, "bureau", "trial", Day);
        var trial = new PolicyTrial(_store.Journal, _book, candidate);
        await trial.Run([Point("MN1")], progress: null, Token);
        return trial.Notes.Select(note => note.Text);
    }

    Task<IReadOnlyList<FindingChange>> Try(PolicyIssue candidate, string mn) => Run(_book, candidate, mn);

    Task<IReadOnlyList<FindingChange>> Run(PolicyBook book, PolicyIssue candidate, string mn) =>
        new PolicyTrial(_store.Journal, book, candidate).Run([Point(mn)], progress: null, Token);

    static PolicyIssue Candidate(string from, string to) =>
        Issue("two", yaml => yaml.Replace(from, to, StringComparison.Ordinal));
}
