using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Explaining;
using Qianliyan.Storage.Tests;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

public sealed class FindingStoryTests : IDisposable
{
    readonly TemporaryStore _store = new();
    readonly StoredTwins _twins;
    readonly PolicyBook _book = PolicyBook.Empty.With(Issue("one"));

    public FindingStoryTests() => _twins = new StoredTwins(_store.Journal);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_finding_is_told_with_every_version_and_the_entries_behind_it()
    {
        await _twins.Register("MN1", hourLimit: 100);
        await _twins.Hour("MN1", 6, 90);
        await _twins.Hour("MN1", 7, 120);
        await _twins.Hour("MN1", 7, 130);

        FindingStory story = (await Tell("limit.hour")).ShouldNotBeNull();

        story.Versions.Select(version => (version.Finding.State, version.Finding.DecidedBy, version.DecidedBy)).ShouldBe(
            [(FindingState.Raised, 3L, EntryKind.Observed), (FindingState.Revised, 4L, EntryKind.Observed)]);
        story.Evidence.Select(entry => (entry.Sequence, entry.Says)).ShouldBe(
            [(3L, "a21026 Hour 120 N"), (4L, "a21026 Hour 130 N")]);
        story.WouldDiffer.ShouldStartWith("the figure 130 would have to be 100 or less, that is by 30 less");
    }

    [Fact]
    public async Task A_withdrawn_finding_keeps_its_chain()
    {
        await _twins.Register("MN1", hourLimit: 100);
        await _twins.Hour("MN1", 7, 120);
        await _twins.Hour("MN1", 7, 80);

        FindingStory story = (await Tell("limit.hour")).ShouldNotBeNull();

        story.Versions.Select(version => version.Finding.State).ShouldBe([FindingState.Raised, FindingState.Withdrawn]);
        story.WouldDiffer.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_never_found_has_no_story()
    {
        await _twins.Register("MN1", hourLimit: 100);
        await _twins.Hour("MN1", 7, 80);

        (await Tell("limit.hour")).ShouldBeNull();
    }

    Task<FindingStory?> Tell(string rule) => new FindingStories(_store.Journal).Tell(
        Point("MN1"), finding => finding.Rule == rule, _book, TestContext.Current.CancellationToken);
}
