using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Replay.Explaining;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>The policy that a furnace's answers stand under.</summary>
public sealed class FurnacePolicyAnswerTests : IDisposable
{
    const string Maintenance = "furnace.cems.maintenance";

    readonly AskedFurnace _furnace = new();

    public void Dispose() => _furnace.Dispose();

    [Theory]
    [InlineData("furnace.day.limit")]
    [InlineData("furnace.day.pace")]
    [InlineData("furnace.temperature")]
    [InlineData("furnace.slots.near")]
    [InlineData("furnace.mark.order")]
    [InlineData("furnace.mark.contradiction")]
    [InlineData("furnace.mark.inferred")]
    public async Task A_day_answers_by_the_policy_that_judged_it_and_not_by_a_later_one(string rule)
    {
        await Judge();

        (await Ask(rule, day: 0)).ShouldAllBe(answer => answer.PolicyVersion == "one");
        (await Ask(rule, day: 3)).ShouldAllBe(answer => answer.PolicyVersion == "two");
    }

    [Theory]
    [InlineData("furnace.month")]
    [InlineData("furnace.subsidy")]
    [InlineData("furnace.budget.startStop")]
    [InlineData("furnace.cems.maintenance")]
    public async Task A_counter_that_goes_on_answers_by_the_policy_that_counts_now(string rule)
    {
        await Judge();

        (await Ask(rule, day: 0)).ShouldAllBe(answer => answer.PolicyVersion == "two");
    }

    [Fact]
    public async Task A_month_that_is_over_answers_by_the_policy_that_judged_it()
    {
        await Judge();
        await _furnace.DayMean(So2, 25, 60);
        await _furnace.Put("three", 24 * 26 + 2);
        await _furnace.DayMean(So2, 26, 60);

        (await Ask("furnace.month", day: 0)).ShouldAllBe(answer => answer.PolicyVersion == "two");
        (await Ask("furnace.month", day: 26)).ShouldAllBe(answer => answer.PolicyVersion == "three");
    }

    [Fact]
    public async Task What_was_found_on_a_budget_that_the_policy_has_no_longer_is_withdrawn_in_the_running_year()
    {
        await _furnace.Mark(MarkCode.Fault, 0, 50);
        await _furnace.Slots(72, 1, 900);
        await _furnace.Put("two", 74, Renamed);

        ExplainedAnswer told = await _furnace.Explain("furnace.budget.startStop");

        (told.Answer.Ground, told.Answer.Why).ShouldBe(
            (AnswerGround.NoLimit, "policy two has no such budget (furnace.budget.year)"));
        (told.Finding!.State, told.Finding.Reason, told.Finding.Value).ShouldBe((
            FindingState.Withdrawn, "policy two has no budget startStop any more (furnace.budget.year)", (Exact)50m));
        (await _furnace.Answer("furnace.budget.faults")).Ground.ShouldBe(AnswerGround.Found);
    }

    [Fact]
    public async Task A_year_before_stands_as_it_was_judged()
    {
        await _furnace.Mark(MarkCode.Fault, 0, 50);
        await _furnace.Slots(72, 1, 900);
        await _furnace.Tick(300 * 24);
        await _furnace.Put("two", 300 * 24 + 1, Renamed);
        await _furnace.Slots(300 * 24 + 2, 1, 900);

        ExplainedAnswer told = await _furnace.Explain("furnace.budget.startStop");

        told.ShouldAgree();
        told.Answer.PolicyVersion.ShouldBe("one");
    }

    [Fact]
    public async Task A_budget_that_the_policy_keeps_stands()
    {
        await _furnace.Mark(MarkCode.Fault, 0, 50);
        await _furnace.Slots(72, 1, 900);
        await _furnace.Put("two", 74);

        (await _furnace.Explain("furnace.budget.startStop")).ShouldAgree();
    }

    [Fact]
    public async Task A_budget_that_the_policy_has_not_is_no_limit()
    {
        await _furnace.Put("two", 0, Renamed);
        await _furnace.Slots(0, 1, 900);

        RuleAnswer answer = await _furnace.Answer("furnace.budget.startStop");

        (answer.Ground, answer.Why).ShouldBe(
            (AnswerGround.NoLimit, "policy two has no such budget (furnace.budget.year)"));
    }

    [Fact]
    public async Task A_policy_that_counts_the_plant_withdraws_what_a_furnace_was_found_over()
    {
        await _furnace.Register();
        await _furnace.Mark(MarkCode.CemsMaintenance, 0, 31);
        await _furnace.Slots(72, 1, 900);
        (await _furnace.Answer(Maintenance)).Ground.ShouldBe(AnswerGround.Found);
        await _furnace.Put("two", 74, ByPlant);

        ExplainedAnswer told = await _furnace.Explain(Maintenance);

        told.Answer.Ground.ShouldBe(AnswerGround.NotConcerned);
        (told.Finding!.State, told.Finding.Reason).ShouldBe((
            FindingState.Withdrawn,
            "the hours of all furnaces of the plant are one budget (furnace.budget.cemsGrain=plant)"));
        await _furnace.Put("three", 75);

        (await _furnace.Explain(Maintenance)).ShouldAgree();
    }

    [Fact]
    public async Task It_leaves_the_quarter_before_as_it_was_judged()
    {
        await _furnace.Mark(MarkCode.CemsMaintenance, 0, 31);
        await _furnace.Slots(72, 1, 900);
        await _furnace.Put("two", 22 * 24, ByPlant);
        await _furnace.Slots(72, 2, 900);

        (await _furnace.Explain(Maintenance)).ShouldAgree();
    }

    [Fact]
    public async Task A_settled_day_that_complies_is_held_against_the_limit_of_then_and_so_is_what_would_differ()
    {
        await SettleAt70();
        await _furnace.Hours(So2, 5, 6, 94);

        RuleAnswer answer = (await _furnace.Explain("furnace.day.limit", So2, day: 0)).Answer;

        // (23 x 70 + 94) / 24.
        (answer.Ground, answer.PolicyVersion, answer.WouldDiffer)
            .ShouldBe((AnswerGround.Complies, "one", "a mean above 80 mg/m3, it was 71"));
        (await _furnace.Explain("furnace.temperature", AskedFurnace.Temperature, day: 0))
            .Answer.PolicyVersion.ShouldBe("one");
    }

    [Fact]
    public async Task A_settled_day_that_is_over_names_the_policy_and_the_ground_of_its_finding()
    {
        await SettleAt70();
        await _furnace.Hours(So2, 5, 6, 334);

        ExplainedAnswer told = await _furnace.Explain("furnace.day.limit", So2, day: 0);

        // (23 x 70 + 334) / 24.
        (told.Answer.Ground, told.Answer.PolicyVersion, told.Answer.Why)
            .ShouldBe((AnswerGround.Found, "one", "mean of 24 hours 81 > limit 80"));
        (told.Finding!.PolicyVersion, told.Finding.Reason).ShouldBe(("one", told.Answer.Why + ", 0.0125 times over"));
    }

    /// <summary>Under a limit of 80, before one of 60 is put in force.</summary>
    async Task SettleAt70()
    {
        await _furnace.Register();
        await _furnace.Hours(So2, 0, 24, 70);
        await _furnace.Slots(24, 1, 900);
        await _furnace.Tick(36);
        await _furnace.Put("two", 40, yaml => yaml.Replace(
            "a21026, kinds: [incineratorFlueGas], hour: 100, day: 80",
            "a21026, kinds: [incineratorFlueGas], hour: 100, day: 60", StringComparison.Ordinal));
    }

    static string ByPlant(string yaml) =>
        yaml.Replace("cemsGrain: furnace", "cemsGrain: plant", StringComparison.Ordinal);

    static string Renamed(string yaml) =>
        yaml.Replace("name: startStop", "name: faults", StringComparison.Ordinal);

    async Task Judge()
    {
        await _furnace.Mark(MarkCode.Fault, 0, 2);
        await _furnace.Slots(0, 2, 840);
        await _furnace.DayMean(So2, 0, 60);
        await _furnace.Tick(72);
        await _furnace.Put("two", 74);
        await _furnace.Slots(75, 1, 840);
    }

    async Task<IReadOnlyList<RuleAnswer>> Ask(string rule, int day)
    {
        IReadOnlyList<ExplainedAnswer> told = await _furnace.Ask(
            new RuleQuestion(rule, default, AskedFurnace.At(24 * day), IsOfHour: false));
        told.ShouldNotBeEmpty();
        return [.. told.Select(one => one.Answer)];
    }
}
