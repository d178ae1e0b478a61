using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Policies.Files;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Tests.Policies;

/// <summary>A file that an earlier version of this software put in force is read for as long as its findings stand.</summary>
public sealed class IssuedPolicyTests
{
    [Fact]
    public void A_number_that_would_be_refused_today_still_holds_where_it_was_put_in_force()
    {
        string yaml = With("hourMinutes: 45", "hourMinutes: 61");
        Should.Throw<PolicyFileException>(() => PolicyFile.Parse(yaml));

        Issue(yaml).ReadDocument().Policy.Means.HourMinutes.ShouldBe(61);
    }

    [Fact]
    public void Numbers_in_an_order_that_would_be_refused_today_still_hold()
    {
        string yaml = With("noticeLowSlots: 3", "noticeLowSlots: 9");
        Should.Throw<PolicyFileException>(() => PolicyFile.Parse(yaml));

        Issue(yaml).ReadDocument().Policy.Furnace.NoticeLowSlots.ShouldBe(9);
    }

    [Fact]
    public void A_field_that_policies_have_got_since_is_the_shipped_one_and_is_named()
    {
        PolicyDocument document = Issue(With("  dayHours: 20", "  # none then")).ReadDocument();

        document.Policy.Means.DayHours.ShouldBe(20);
        document.Added.ShouldBe(["means.dayHours"]);
    }

    [Fact]
    public void A_section_that_policies_have_got_since_is_the_shipped_one_and_is_named_as_a_whole()
    {
        string yaml = PolicyFile.NationalText;
        int from = yaml.IndexOf("oxygen:", StringComparison.Ordinal), to = yaml.IndexOf("link:", StringComparison.Ordinal);

        PolicyDocument document = Issue(yaml.Remove(from, to - from)).ReadDocument();

        document.Policy.Oxygen.ShouldBe(PolicyFile.National.Oxygen);
        document.Added.ShouldBe(["oxygen"]);
    }

    [Fact]
    public void A_field_that_policies_have_no_longer_is_passed_over()
    {
        PolicyDocument document = Issue(With("  dayHours: 20", "  dayHours: 20\n  weekDays: 5")).ReadDocument();

        PolicyDifference.Between(PolicyFile.NationalDocument, document).ShouldBeEmpty();
        document.Added.ShouldBeEmpty();
    }

    [Fact]
    public void A_regional_file_is_completed_after_it_is_laid_over_what_it_extends()
    {
        PolicyIssue issue = new(
            $"{PolicyFile.National.Version}+hebei-1", RegionCode.Parse("130000"),
            "version: hebei-1\nextends: national\nregion: \"13\"\nmeans: { dayHours: 18 }",
            [new PolicyBase("national", With("  dayHours: 20", "").Replace("hourMinutes: 45", "hourMinutes: 50", StringComparison.Ordinal))],
            "bureau", "trial", BeijingTime.Of(2026, 9, 1));

        PolicyDocument document = issue.ReadDocument();

        (document.Policy.Means.DayHours, document.Policy.Means.HourMinutes).ShouldBe((18, 50));
        document.Added.ShouldBeEmpty();
    }

    [Fact]
    public void The_shipped_policy_needs_no_completion()
    {
        PolicyDocument document = Issue(PolicyFile.NationalText).ReadDocument();

        PolicyDifference.Between(PolicyFile.NationalDocument, document).ShouldBeEmpty();
        document.Added.ShouldBeEmpty();
    }

    static string With(string text, string instead)
    {
        PolicyFile.NationalText.ShouldContain(text);
        return PolicyFile.NationalText.Replace(text, instead, StringComparison.Ordinal);
    }

    static PolicyIssue Issue(string yaml) => new(
        PolicyFile.National.Version, RegionCode.Nation, yaml, [], "bureau", "trial", BeijingTime.Of(2026, 9, 1));
}
