using Qianliyan.Domain.Explaining;
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

    [Theory]
    [InlineData("data.nearLimit", 97, 100, "detectors.nearLimit.oddHours", 28, "")]
    [InlineData("data.constant", 85.3, 6, "detectors.constant.tiers.hours", 6, "fewer than 6 equal hour means in a row")]
    [InlineData("data.jump", 30, 82, "detectors.jump.holdHours", 3, "a level that comes back within 3 hours")]
    [InlineData("cell.contrast.month", 20, 20, "contrast.monthHours", 20, "the count 20 would have to be below 20")]
    [InlineData("listing.days", 7, 6, "points.listing.days", 6, "the count 7 would have to be below 6")]
    [InlineData("electricity.lag", 5, 10, "electricity.onAbove", 1,
        "all of the stretch, also before midnight, would have to last 10 minutes or less")]
    [InlineData("transmission.low", 0.8, 0.9, "", 1,
        "the figure 0.8 would have to be 0.9 or more, that is by 0.1 more; or it would have to be void or exempt")]
    public void What_a_finding_would_differ_by_follows_from_how_its_rule_compares(
        string rule, double value, double limit, string figure, int of, string otherwise) =>
        Otherwise(Found(rule, value, limit, new FindingFigure(figure, of))).ShouldBe(otherwise);

    [Fact]
    public void A_lead_that_counts_odd_hours_and_a_counter_of_three_kinds_say_all_that_is_needed()
    {
        Otherwise(Found(
            "data.zero", 0, 0, new("detectors.zero.windowHours", 6), new("detectors.zero.oddHours", 4)))
            .ShouldBe("fewer than 4 odd hours within 6 hours");
        Otherwise(Found(
            "supervision.serious", 2, 4, new("points.supervision.consecutiveDays", 2),
            new("points.supervision.cumulativeDays", 4)))
            .ShouldBe("fewer than 2 exceedance days in a row and 4 in all, and no day of low transmission");
        Otherwise(Found("listing.met", 10, 10))
            .ShouldBe("the count 10 would have to be below 10, or no manual test over its limit");
    }

    static string Otherwise(Finding finding) => FoundOtherwise.Of(finding, PolicyFile.National);

    static Finding Found(string rule, double value, double limit, params FindingFigure[] figures) => new()
    {
        Twin = Point("MN1"),
        Rule = rule,
        PolicyVersion = "one",
        WindowStart = Day,
        WindowEnd = Day.AddSeconds(3600),
        State = FindingState.Raised,
        Level = EscalationLevel.Notice,
        Value = (decimal)value,
        Limit = (decimal)limit,
        Reason = rule,
        Figures = [.. figures],
    };

    Task<FindingStory?> Tell(string rule) => new FindingStories(_store.Journal).Tell(
        Point("MN1"), finding => finding.Rule == rule, _book, TestContext.Current.CancellationToken);
}
