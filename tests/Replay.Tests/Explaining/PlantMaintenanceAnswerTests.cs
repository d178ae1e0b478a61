using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Explaining;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>An enterprise that furnaces tell their hours of CEMS maintenance.</summary>
public sealed class PlantMaintenanceAnswerTests : IDisposable
{
    const string Maintenance = "enterprise.cems.maintenance";
    const int Hour = BeijingTime.SecondsPerHour;

    static readonly TwinName Plant = TwinName.Of(EnterpriseId.Parse("E1"));
    static readonly BeijingTime First = BeijingTime.Of(2026, 1, 1);

    readonly AskedTwins _asked = new(ByPlant);
    readonly StoredTwins _twins;

    public PlantMaintenanceAnswerTests() => _twins = _asked.Stored;

    public void Dispose() => _asked.Dispose();

    [Fact]
    public async Task Thirty_hours_at_two_furnaces_comply_and_say_how_many_are_left()
    {
        await Tell("1", 16);
        await Tell("2", 13.5);

        RuleAnswer answer = (await Explain()).Answer;

        (answer.Ground, answer.Why, answer.WouldDiffer).ShouldBe((
            AnswerGround.BelowThreshold,
            "29.5 hours of CEMS维护 in the quarter from 2026-01-01 at all furnaces = 16 of P-1 + 13.5 of P-2, 30 allowed "
            + "(furnace.budget.cemsGrain=plant, furnace.budget.overlap=union)",
            "more than 0.5 more hours of CEMS维护 marked in time at its furnaces: 30 comply, more do not"));
        (answer.WindowStart, answer.WindowEnd, answer.Clause, answer.PolicyVersion).ShouldBe(
            (First, BeijingTime.Of(2026, 4, 1), "MEE Order 10 (2019), art. 3", "one"));
        (answer.Figure("hours of P-1"), answer.Figure("hours of P-2")).ShouldBe((16m, 13.5m));
    }

    [Fact]
    public async Task More_are_found_as_the_finding_says_and_behind_them_is_what_the_furnaces_told()
    {
        await Tell("1", 16);
        await Tell("2", 14.1);

        ExplainedAnswer told = await Explain();

        told.ShouldAgree();
        told.Answer.Figure("hours marked").ShouldBe(30.1m);
        told.Evidence.Select(entry => entry.Says).ShouldBe(
            ["16 hours of CEMS维护 in the quarter", "14.1 hours of CEMS维护 in the quarter"]);
    }

    [Fact]
    public async Task They_would_have_to_be_within_the_budget()
    {
        await Tell("1", 31);

        FindingStory story = await _asked.Story(Plant, Maintenance);

        story.WouldDiffer.ShouldBe("the figure 31 would have to be 30 or less, that is by 1 less");
    }

    [Fact]
    public async Task A_policy_that_counts_each_furnace_withdraws_the_finding_on_the_running_quarter()
    {
        await Tell("1", 31);
        await Put("two", yaml => yaml);

        ExplainedAnswer told = await Explain();

        (told.Answer.Ground, told.Answer.PolicyVersion).ShouldBe((AnswerGround.NotConcerned, "two"));
        Finding finding = told.Finding.ShouldNotBeNull();
        (finding.State, finding.Reason).ShouldBe(
            (FindingState.Withdrawn, "each furnace has a budget of its own (furnace.budget.cemsGrain=furnace)"));
    }

    [Fact]
    public async Task It_leaves_the_quarter_before_as_it_was_judged()
    {
        await Tell("1", 31);
        await Put("two", yaml => yaml, BeijingTime.Of(2026, 4, 1));

        (await Explain()).ShouldAgree();
    }

    [Fact]
    public async Task A_policy_that_counts_the_plant_finds_what_was_told_before()
    {
        await Put("two", yaml => yaml);
        await Tell("1", 31);
        (await Explain()).Answer.Ground.ShouldBe(AnswerGround.NotConcerned);
        await Put("three", ByPlant);

        (await Explain()).ShouldAgree();
    }

    [Fact]
    public async Task An_enterprise_without_furnaces_is_not_concerned_and_asked_of_all_rules_says_nothing()
    {
        await _twins.Append(Plant, (new Ticked(Day), Day));

        (await Explain()).Answer.Ground.ShouldBe(AnswerGround.NotConcerned);
        (await Ask("")).ShouldNotContain(told => told.Answer.Rule == Maintenance);
    }

    [Fact]
    public async Task A_quarter_to_come_is_open()
    {
        await _twins.Append(Plant, (
            Told("1", new StatusChanged("1号炉", EscalationLevel.Normal, LinkState.Online, "", Location: null, Day)), Day));

        (await Explain()).Answer.Ground.ShouldBe(AnswerGround.BelowThreshold);
        (await Ask(Maintenance, BeijingTime.Of(2026, 4, 1))).ShouldHaveSingleItem().Answer.Ground
            .ShouldBe(AnswerGround.Open);
    }

    static string ByPlant(string yaml) =>
        yaml.Replace("cemsGrain: furnace", "cemsGrain: plant", StringComparison.Ordinal);

    Task Put(string version, Func<string, string> change) => Put(version, change, Day.AddSeconds(Hour));

    Task Put(string version, Func<string, string> change, BeijingTime at) => _asked.Put(Plant, version, change, at);

    Task Tell(string furnace, double hours) =>
        _twins.Append(Plant, (Told(furnace, new MaintenanceTold(First, (long)(hours * Hour), 0)), Day));

    Signalled Told(string furnace, SignalBody body) => _asked.Told(TwinName.Of(new IncineratorId("P", furnace)), body);

    async Task<ExplainedAnswer> Explain() => (await Ask(Maintenance)).ShouldHaveSingleItem();

    Task<IReadOnlyList<ExplainedAnswer>> Ask(string rule) => Ask(rule, Day);

    Task<IReadOnlyList<ExplainedAnswer>> Ask(string rule, BeijingTime time) =>
        _asked.Ask(Plant, new RuleQuestion(rule, default, time, IsOfHour: false));
}
