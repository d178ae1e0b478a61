using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Explaining;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>
/// An enterprise that furnaces tell their days of March 2026, from the 10th in letters: v violated, c compliant, - without
/// verdict. Three clean days restore the subsidy.
/// </summary>
public sealed class PlantSubsidyAnswerTests : IDisposable
{
    const string Subsidy = "enterprise.subsidy", Restored = "enterprise.subsidy.restored";

    static readonly TwinName Plant = TwinName.Of(EnterpriseId.Parse("E1"));
    static readonly BeijingTime March = BeijingTime.Of(2026, 3, 1);

    readonly AskedTwins _asked = new(ByPlant);
    readonly StoredTwins _twins;

    public PlantSubsidyAnswerTests() => _twins = _asked.Stored;

    public void Dispose() => _asked.Dispose();

    [Fact]
    public async Task Two_violations_at_two_furnaces_are_one_below_what_cancels_the_subsidy()
    {
        await Tell("1", "v", On(11, 12));
        await Tell("2", "-v", On(12, 12));

        RuleAnswer answer = (await Explain(Subsidy, On(11))).Answer;

        (answer.Ground, answer.Why, answer.WouldDiffer).ShouldBe((
            AnswerGround.BelowThreshold,
            "2 violations in 2026-03 < 3 at all furnaces = 1 of P-1 + 1 of P-2 "
            + "(furnace.subsidy.grain=plant, furnace.subsidy.kindsCountApart=true)",
            "1 more violation in the month, at any furnace"));
        (answer.WindowStart, answer.WindowEnd, answer.Clause).ShouldBe((March, BeijingTime.Of(2026, 4, 1), "财建〔2020〕199号"));
        (answer.Figure("violations"), answer.Figure("violations of P-1")).ShouldBe((2m, 1m));
    }

    [Fact]
    public async Task The_third_is_found_as_the_finding_says_and_behind_it_is_what_the_furnaces_told()
    {
        await Tell("1", "vv", On(12, 12));
        await Tell("2", "--v", On(13, 12));

        ExplainedAnswer told = await Explain(Subsidy, On(11));

        told.ShouldAgree();
        told.Evidence.Select(entry => entry.Says).ShouldBe(
        [
            "2 emission days, 2 daily means over and 0 temperature days in 2026-03, 2 days with a verdict",
            "1 emission days, 1 daily means over and 0 temperature days in 2026-03, 1 days with a verdict",
        ]);
        (await Story(Subsidy)).WouldDiffer.ShouldBe("the figure 3 would have to be below 3; or it would have to be void or exempt");
    }

    [Fact]
    public async Task Clean_days_of_the_plant_are_found_as_the_notice_says()
    {
        await Tell("1", "vvvc-c", On(16, 12));
        await Tell("2", "ccccc", On(16, 13));

        ExplainedAnswer told = await Explain(Restored, On(14));

        told.ShouldAgree();
        told.Answer.Why.ShouldBe(
            "3 of 3 clean days from 2026-03-13 to 2026-03-15, 2026-03 cancelled; may be restored from 2026-03-16");
        (told.Answer.Figure("clean days of P-1"), told.Answer.Figure("clean days of P-2")).ShouldBe((2m, 2m));
        (await Story(Restored)).WouldDiffer.ShouldBe(
            "fewer than 3 clean days (furnace.subsidy.cleanDays), or a violation on one of them");
    }

    [Fact]
    public async Task Fewer_say_what_broke_them()
    {
        await Tell("1", "vvvccc", On(16, 12));
        await Tell("2", "----v", On(16, 13));

        RuleAnswer answer = (await Explain(Restored, On(15))).Answer;

        (answer.Ground, answer.Why, answer.WouldDiffer).ShouldBe((
            AnswerGround.BelowThreshold,
            "1 of 3 clean days from 2026-03-15, broken after 1 by a violation on 2026-03-14, 2026-03 cancelled",
            "2 more clean days in a row; a day counts when its marking deadline has passed"));
        (await Explain(Restored, On(13))).Answer.WouldDiffer.ShouldBe("2 more clean days in a row, without a violation on 2026-03-14");
    }

    [Fact]
    public async Task On_the_day_that_cancels_the_month_no_day_of_the_plant_is_clean_yet()
    {
        await Tell("1", "vv", On(12, 12));
        await Tell("2", "--vcc", On(15, 13));

        RuleAnswer answer = (await Explain(Restored, On(12))).Answer;

        (answer.Ground, answer.Why, answer.Figure("clean days of P-2")).ShouldBe((
            AnswerGround.BelowThreshold, "0 of 3 clean days from 2026-03-13, 2026-03 cancelled", (Exact)0));
        (await Explain(Restored, On(11))).Answer.Ground.ShouldBe(AnswerGround.NotConcerned);
    }

    [Fact]
    public async Task A_policy_that_counts_each_furnace_withdraws_the_finding_on_the_running_month()
    {
        await Tell("1", "vvv", On(13, 12));
        await Put("two", yaml => yaml, On(13, 13));

        ExplainedAnswer told = await Explain(Subsidy, On(11));

        (told.Answer.Ground, told.Finding!.State, told.Finding.Reason).ShouldBe((
            AnswerGround.NotConcerned, FindingState.Withdrawn,
            "the violations of each furnace are counted for themselves (furnace.subsidy.grain=furnace)"));
    }

    [Fact]
    public async Task It_leaves_the_month_before_as_it_was_judged_and_its_days_are_counted_on()
    {
        await Tell("1", "vvv", On(13, 12));
        await Put("two", yaml => yaml, BeijingTime.Of(2026, 4, 1));

        (await Explain(Subsidy, On(11))).ShouldAgree();
        (await Explain(Restored, On(14))).Answer.Ground.ShouldBe(AnswerGround.BelowThreshold);
    }

    [Fact]
    public async Task An_enterprise_without_furnaces_is_not_concerned_and_asked_of_all_rules_says_nothing()
    {
        await _twins.Append(Plant, (new Ticked(Day), Day));

        (await Explain(Subsidy, Day)).Answer.Ground.ShouldBe(AnswerGround.NotConcerned);
        (await Explain(Restored, Day)).Answer.Ground.ShouldBe(AnswerGround.NotConcerned);
        (await Ask("", Day)).ShouldNotContain(told => told.Answer.Rule.StartsWith(Subsidy, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Days_and_months_to_come_are_open_and_without_what_furnaces_tell_there_is_no_data()
    {
        await _twins.Append(Plant, (
            Told("1", new StatusChanged("1号炉", EscalationLevel.Normal, LinkState.Online, "", Location: null, Day), Day), Day));

        (await Explain(Restored, Day)).Answer.Ground.ShouldBe(AnswerGround.NoData);
        (await Explain(Subsidy, Day)).Answer.Ground.ShouldBe(AnswerGround.BelowThreshold);
        (await Explain(Restored, On(11))).Answer.Ground.ShouldBe(AnswerGround.Open);
        (await Explain(Subsidy, BeijingTime.Of(2026, 4, 1))).Answer.Ground.ShouldBe(AnswerGround.Open);
    }

    static string ByPlant(string yaml) => yaml
        .Replace("grain: furnace  ", "grain: plant  ", StringComparison.Ordinal)
        .Replace("cleanDays: 30 ", "cleanDays: 3 ", StringComparison.Ordinal);

    static BeijingTime On(int date) => On(date, 0);

    static BeijingTime On(int date, int hour) => BeijingTime.Of(2026, 3, date, hour);

    Task Put(string version, Func<string, string> change, BeijingTime at) => _asked.Put(Plant, version, change, at);

    Task Tell(string furnace, string days, BeijingTime at)
    {
        var month = new MonthViolations(March);
        for (int i = 0; i < days.Length; i++)
            month = month.With(10 + i, days[i] != '-', isCold: false, days[i] == 'v' ? 1 : 0);
        return _twins.Append(Plant, (Told(furnace, new ViolationsTold(month), at), at));
    }

    Signalled Told(string furnace, SignalBody body, BeijingTime at) =>
        _asked.Told(TwinName.Of(new IncineratorId("P", furnace)), body, at);

    Task<FindingStory> Story(string rule) => _asked.Story(Plant, rule);

    async Task<ExplainedAnswer> Explain(string rule, BeijingTime time) => (await Ask(rule, time)).ShouldHaveSingleItem();

    Task<IReadOnlyList<ExplainedAnswer>> Ask(string rule, BeijingTime time) =>
        _asked.Ask(Plant, new RuleQuestion(rule, default, time, IsOfHour: false));
}
