using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Tests.Policies;

public sealed class PolicyBookTests
{
    static readonly RegionCode County = RegionCode.Parse("130109");
    readonly PolicyBook _book = PolicyBook.Empty.With(Issue("one"));

    [Fact]
    public void The_first_policy_holds_for_twins_that_name_none()
    {
        PolicyBook later = _book.With(Issue("two"));

        later.Named(version: null).Version.ShouldBe("one");
        later.InForce(County).Version.ShouldBe("two");
    }

    [Fact]
    public void A_version_keeps_its_meaning_after_another_came_into_force()
    {
        PolicyBook later = _book.With(Issue("two", hourMinutes: 50));

        later.Named("one").Means.HourMinutes.ShouldBe(45);
        later.Named("two").Means.HourMinutes.ShouldBe(50);
    }

    [Fact]
    public void A_version_cannot_come_back_with_another_text()
    {
        InvalidDataException thrown = Should.Throw<InvalidDataException>(() => _book.With(Issue("one", hourMinutes: 50)));

        thrown.Message.ShouldContain("'one'");
        thrown.Message.ShouldContain("another text");
        thrown.Message.ShouldContain(_book.Issues[0].Hash);
    }

    [Fact]
    public void An_earlier_version_can_be_put_in_force_again()
    {
        PolicyBook back = _book.With(Issue("two")).With(Issue("one"));

        back.InForce(region: null).Version.ShouldBe("one");
        back.Number.ShouldBe(3);
    }

    [Theory]
    [InlineData(17, 22, 23)]
    [InlineData(17, 23, 23)]
    [InlineData(17, 34, 23)]
    [InlineData(17, 35, 35)]
    [InlineData(18, 0, 35)]
    public void A_version_that_was_put_in_force_twice_came_about_by_the_last_time_up_to_the_entry(
        int hour, int minute, int putAt)
    {
        BeijingTime first = BeijingTime.Of(2026, 9, 1, 17, 23), second = BeijingTime.Of(2026, 9, 1, 17, 35);
        PolicyBook book = PolicyBook.Empty.With(Issue("one") with { At = first })
            .With(Issue("two") with { At = BeijingTime.Of(2026, 9, 1, 17, 30) })
            .With(Issue("one") with { At = second });

        book.IssueOf("one", BeijingTime.Of(2026, 9, 1, hour, minute)).ShouldNotBeNull().At.ShouldBe(
            BeijingTime.Of(2026, 9, 1, 17, putAt));
        book.IssueOf("nine", second).ShouldBeNull();
    }

    [Fact]
    public void A_file_under_a_name_that_is_not_its_own_is_refused() =>
        Should.Throw<InvalidDataException>(() => _book.With(Issue("two") with { Version = "three" }))
            .Message.ShouldContain("names itself 'two', not 'three'");

    [Fact]
    public void A_version_that_was_never_in_force_is_named_in_the_error() =>
        Should.Throw<InvalidDataException>(() => _book.Named("nine")).Message.ShouldContain("'nine'");

    [Fact]
    public void An_issue_comes_back_from_its_bytes()
    {
        PolicyIssue issue = Issue("one") with { Region = County, Bases = [new PolicyBase("national", "version: x")] };
        var writer = new EntryWriter();
        issue.Write(writer);
        var reader = new EntryReader(writer.WrittenSpan);

        PolicyIssue.Read(ref reader).ShouldBe(issue);

        reader.AtEnd.ShouldBeTrue();
    }

    [Fact]
    public void A_regional_policy_holds_in_its_region_on_the_base_that_it_extends()
    {
        PolicyIssue regional = PolicyIssue.Of(
            "version: hebei-1\nextends: one\nregion: \"13\"\nmeans: { hourMinutes: 50 }\n",
            _book.TextOf, "bureau", "trial", BeijingTime.Of(2026, 9, 2));
        PolicyBook book = _book.With(regional).With(Issue("two", hourMinutes: 40));

        book.InForce(County).Version.ShouldBe("one+hebei-1");
        book.InForce(County).Means.HourMinutes.ShouldBe(50);
        book.InForce(RegionCode.Parse("140000")).Means.HourMinutes.ShouldBe(40);
        book.Named("one+hebei-1").Means.DayHours.ShouldBe(20);
    }

    [Fact]
    public void A_lifted_policy_gives_way_to_the_one_above_and_keeps_its_meaning()
    {
        PolicyBook book = _book.With(Regional("hebei-1", "13")).With(Regional("county-1", "130109"));
        PolicyLift lift = book.LiftIn(County, "bureau", "back", BeijingTime.Of(2026, 9, 3));

        PolicyBook lifted = book.With(lift);

        book.InForce(County).Version.ShouldBe("one+county-1");
        lifted.InForce(County).Version.ShouldBe("one+hebei-1");
        lifted.InForceExactly(County).ShouldBeNull();
        lifted.Named("one+county-1").Region.ToString().ShouldBe("130109");
        lifted.LiftOf(lifted.Issues[2]).ShouldBe(lift);
        lifted.LiftOf(lifted.Issues[1]).ShouldBeNull();
        lifted.Number.ShouldBe(4);
    }

    [Fact]
    public void What_was_lifted_can_be_put_in_force_again()
    {
        PolicyIssue county = Regional("county-1", "130109");
        PolicyBook book = _book.With(county);

        PolicyBook again = book.With(book.LiftIn(County, "bureau", "back", BeijingTime.Of(2026, 9, 3)))
            .With(county with { At = BeijingTime.Of(2026, 9, 4) });

        again.InForce(County).Version.ShouldBe("one+county-1");
        again.LiftOf(again.Issues[1])!.At.ShouldBe(BeijingTime.Of(2026, 9, 3));
        again.LiftOf(again.Issues[2]).ShouldBeNull();
    }

    [Theory]
    [InlineData("000000", "The policy of the whole country cannot be lifted: put another in force.")]
    [InlineData("130109", "regions/130109 has no policy of its own: one+hebei-1 is in force there, put in regions/130000.")]
    [InlineData("140000", "regions/140000 has no policy of its own: one is in force there, put in regions/000000.")]
    public void Only_a_policy_of_the_regions_own_is_lifted(string region, string message) =>
        Should.Throw<InvalidDataException>(() => _book.With(Regional("hebei-1", "13"))
                .LiftIn(RegionCode.Parse(region), "bureau", "back", BeijingTime.Of(2026, 9, 3)))
            .Message.ShouldBe(message);

    [Fact]
    public void The_only_policy_of_a_book_is_not_lifted()
    {
        PolicyBook regional = PolicyBook.Empty.With(Regional("county-1", "130109"));

        Should.Throw<InvalidDataException>(() => regional.LiftIn(County, "bureau", "back", BeijingTime.Of(2026, 9, 3)))
            .Message.ShouldBe("Nothing is in force above regions/130109: put a policy in force there first.");
    }

    [Fact]
    public void A_lift_survives_its_bytes()
    {
        var lift = new PolicyLift(County, "one+county-1", "bureau", "back", BeijingTime.Of(2026, 9, 3));
        var writer = new EntryWriter();
        lift.Write(writer);
        var reader = new EntryReader(writer.WrittenSpan);

        PolicyLift.Read(ref reader).ShouldBe(lift);

        reader.AtEnd.ShouldBeTrue();
    }

    [Fact]
    public void A_file_in_force_is_known_to_the_letter_with_what_it_extends()
    {
        PolicyIssue county = Regional("county-1", "130109");
        PolicyBook book = _book.With(county);

        book.FindInForce(county.Yaml, _book.TextOf).ShouldBe(county);
        book.FindInForce(county.Yaml + " ", _book.TextOf).ShouldBeNull();
        book.FindInForce(county.Yaml, _ => "version: one").ShouldBeNull();
        book.OwnWithin(RegionCode.Nation).ShouldBe([county]);
        book.OwnWithin(County).ShouldBeEmpty();
    }

    PolicyIssue Regional(string version, string region) => PolicyIssue.Of(
        $"version: {version}\nextends: one\nregion: \"{region}\"\nmeans: {{ hourMinutes: 50 }}\n",
        _book.TextOf, "bureau", "trial", BeijingTime.Of(2026, 9, 2));

    static PolicyIssue Issue(string version, int hourMinutes = 45) => PolicyIssue.Of(
        PolicyFile.NationalText
            .Replace($"version: {PolicyFile.National.Version}", $"version: {version}", StringComparison.Ordinal)
            .Replace("hourMinutes: 45", $"hourMinutes: {hourMinutes}", StringComparison.Ordinal),
        _ => null,
        "bureau",
        "trial",
        BeijingTime.Of(2026, 9, 1));
}
