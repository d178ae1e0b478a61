using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Policies.Files;

namespace Qianliyan.Domain.Tests.Policies;

/// <summary>A file that leaves an act without an article on some day is not put in force.</summary>
public sealed class LegalCoverageTests
{
    const string AirLaw = "article: Air Law (大气污染防治法) art. 99(2), from: 2016-01-01, to: 2026-08-15";
    const string Code = "article: Environmental Code (生态环境法典) art. 1107, from: 2026-08-15, source: \"Environmental Code, 100";

    [Fact]
    public void The_shipped_policy_has_no_hole() =>
        PolicyFile.Parse(PolicyFile.NationalText).Legal.ActsFrom.ShouldBe(new DateOnly(2018, 1, 1));

    [Theory]
    // The Code begins on 08-15: an end on 08-15 leaves no day, one on 08-14 leaves that day, one on 08-10 leaves five.
    [InlineData("2026-08-14", "legalBases[0].to '2026-08-14' leaves emission.exceeded without an article on 2026-08-14")]
    [InlineData("2026-08-10", "legalBases[0].to '2026-08-10' leaves emission.exceeded without an article from 2026-08-10 to 2026-08-14")]
    public void A_gap_between_two_statutes_is_named_at_the_end_of_the_first(string end, string fault) =>
        FaultOf(AirLaw, AirLaw.Replace("2026-08-15", end, StringComparison.Ordinal)).ShouldBe(fault);

    [Fact]
    public void A_last_article_that_ends_is_named_at_its_end() =>
        FaultOf(Code, Code.Replace("from: 2026-08-15", "from: 2026-08-15, to: 2026-10-01", StringComparison.Ordinal))
            .ShouldBe("legalBases[1].to '2026-10-01' leaves emission.exceeded without an article from 2026-10-01 on");

    [Theory]
    [InlineData("2018-01-01", null)]
    [InlineData("2017-12-31", "legalBases[2].from '2018-01-01' leaves effluent.exceeded without an article on 2017-12-31")]
    public void The_first_day_that_acts_are_looked_at_needs_an_article(string actsFrom, string? fault)
    {
        string yaml = With("actsFrom: 2018-01-01", $"actsFrom: {actsFrom}");

        if (fault is null)
            PolicyFile.Parse(yaml);
        else
            Text(PolicyFileTests.Faults(yaml).Single()).ShouldBe(fault);
    }

    [Fact]
    public void An_act_that_is_cited_and_stands_nowhere_is_named_with_the_line_of_the_list()
    {
        string yaml = Without("act: supervision.evaded");

        PolicyFault fault = PolicyFileTests.Faults(yaml).Single();

        Text(fault).ShouldBe("legalBases '' give supervision.evaded no article");
        fault.Place.Line.ShouldBe(LineOf(yaml, "  - { act: emission.exceeded"));
    }

    [Theory]
    [InlineData("evasion", true)]
    [InlineData("falsification", false)]
    public void What_a_false_mark_does_not_count_as_needs_no_article(string falseMark, bool isSound)
    {
        string yaml = Without("act: data.falsified")
            .Replace("falseMark: evasion", $"falseMark: {falseMark}", StringComparison.Ordinal);

        if (isSound)
            PolicyFile.Parse(yaml);
        else
            Text(PolicyFileTests.Faults(yaml).Single()).ShouldBe("legalBases '' give data.falsified no article");
    }

    [Fact]
    public void A_regional_article_may_fill_a_gap_of_its_base()
    {
        string basis = With(AirLaw, AirLaw.Replace("2026-08-15", "2026-08-10", StringComparison.Ordinal));
        const string Local = "version: local\nextends: other\nregion: 13\nlegalBases:\n"
            + "  - { act: emission.exceeded, article: Local art. 1, from: 2026-08-10, to: 2026-08-15, source: a test }";

        PolicyFile.Parse(Local, _ => basis).LegalBases.Count.ShouldBe(PolicyFile.National.LegalBases.Count + 1);
    }

    [Fact]
    public void A_hole_in_what_was_put_in_force_before_is_read_as_it_was()
    {
        string yaml = With(AirLaw, AirLaw.Replace("2026-08-15", "2026-08-14", StringComparison.Ordinal));

        PolicyFile.ReadIssued("old", yaml, _ => null).Policy
            .LegalBasisOf(LegalAct.EmissionExceeded, Time.BeijingTime.Of(2026, 8, 14)).ShouldBeNull();
    }

    static string FaultOf(string text, string instead) => Text(PolicyFileTests.Faults(With(text, instead)).Single());

    static string Text(PolicyFault fault) => $"{fault.Path} '{fault.Value}' {fault.Reason}";

    static string With(string text, string instead)
    {
        PolicyFile.NationalText.ShouldContain(text);
        int at = PolicyFile.NationalText.IndexOf(text, StringComparison.Ordinal);
        return PolicyFile.NationalText.Remove(at, text.Length).Insert(at, instead);
    }

    static string Without(string text) =>
        string.Join('\n', PolicyFile.NationalText.Split('\n').Where(line => !line.Contains(text, StringComparison.Ordinal)));

    static int LineOf(string yaml, string text) =>
        1 + yaml[..yaml.IndexOf(text, StringComparison.Ordinal)].Count(character => character == '\n');
}
