using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Replay.Explaining;
using Qianliyan.Storage.Tests;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>Why a month made a cell a warned cell, or did not, and what its warnings add up to.</summary>
public sealed class WarnedAnswerTests : IDisposable
{
    const string Warned = "cell.warned", Escalation = "cell.escalation";

    static readonly NaturalMonth January = StoredCell.January;
    readonly TemporaryStore _store = new();
    readonly StoredCell _cell;
    readonly PolicyBook _book = PolicyBook.Empty.With(Issue("one"));

    public WarnedAnswerTests() => _cell = new StoredCell(new StoredTwins(_store.Journal));

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_warned_month_answers_with_its_finding_and_the_ranks_behind_it()
    {
        await _cell.Register(isHot: true);
        await _cell.Rank(January, 1);

        ExplainedAnswer told = await One(Warned, January);

        Finding finding = told.Finding.ShouldNotBeNull();
        (told.Answer.Ground, told.Answer.Why).ShouldBe((AnswerGround.Found, finding.Reason));
        finding.Reason.ShouldBe(
            "a34004 month mean 99 of 2026-01: rank 1 of 120 by the highest mean (月均浓度最高); 1 warned per list");
        told.Evidence.ShouldHaveSingleItem().Says.ShouldBe(
            "month mean 99 of 744 hours: Highest rank 1 of 120, figure 99");
    }

    [Fact]
    public async Task A_second_rank_says_what_was_missing()
    {
        await _cell.Register(isHot: true);
        await _cell.Rank(January, 2);

        RuleAnswer answer = (await One(Warned, January)).Answer;

        (answer.Ground, answer.Why, answer.WouldDiffer).ShouldBe((
            AnswerGround.Complies,
            "month mean 98, 744 of 744 hours have a mean: rank 2 of 120 by the highest mean (月均浓度最高)",
            "a rank of 1 or better on one of the lists (ranking.perList)"));
    }

    [Fact]
    public async Task Too_few_hours_say_how_many_are_needed()
    {
        await _cell.Register(isHot: true);
        await _cell.Unranked(January, hours: 557);

        RuleAnswer answer = (await One(Warned, January)).Answer;

        (answer.Ground, answer.Why, answer.WouldDiffer).ShouldBe((
            AnswerGround.NotValid,
            "557 of 744 hours have a mean, 0.75 of them are needed (ranking.coveredShare); the month is not ranked",
            "means of 558 hours"));
    }

    [Fact]
    public async Task A_month_that_is_not_ranked_yet_shows_its_mean_so_far()
    {
        await _cell.Register(isHot: true);
        await _cell.Hour(January.Start, 90);
        await _cell.Hour(January.Start.AddSeconds(3600), 60);

        RuleAnswer answer = (await One(Warned, January)).Answer;

        (answer.Ground, answer.Why, answer.ProvisionalUntil).ShouldBe((
            AnswerGround.Open,
            "month mean 75 so far, 2 of 744 hours; its city has not ranked the month",
            BeijingTime.Of(2026, 2, 3, 12)));
        (await One(Warned, January.Add(1))).Answer.Ground.ShouldBe(AnswerGround.NoData);
    }

    [Fact]
    public async Task A_cell_that_is_not_hot_and_a_factor_that_is_not_ranked_are_not_concerned()
    {
        await _cell.Register(isHot: false);
        await _cell.Hour(January.Start, 90);

        (await One(Warned, January)).Answer.Ground.ShouldBe(AnswerGround.NotConcerned);
        (await Ask(Warned, January, "a34002")).ShouldHaveSingleItem().Answer.Ground.ShouldBe(AnswerGround.NotConcerned);
    }

    [Fact]
    public async Task An_escalation_answers_with_the_months_that_it_counts()
    {
        await _cell.Register(isHot: true);
        for (int month = 0; month < 3; month++)
            await _cell.Rank(January.Add(month), 1);

        ExplainedAnswer told = await One(Escalation, January.Add(2));

        told.Answer.Ground.ShouldBe(AnswerGround.Found);
        told.Finding.ShouldNotBeNull().Subject.ShouldBe("2026-03");
        told.Answer.Why.ShouldStartWith(
            "warned in 3 months in a row, 3 escalate, and in 3 since 2025-04, 6 escalate (2026-01, 2026-02, 2026-03);");
        told.Evidence.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Two_months_in_a_row_say_what_was_missing()
    {
        await _cell.Register(isHot: true);
        await _cell.Rank(January, 1);
        await _cell.Rank(January.Add(1), 1);
        await _cell.Rank(January.Add(2), 2);

        RuleAnswer warned = (await One(Escalation, January.Add(1))).Answer;
        RuleAnswer other = (await One(Escalation, January.Add(2))).Answer;

        (warned.Ground, warned.WouldDiffer).ShouldBe((
            AnswerGround.BelowThreshold, "1 more in a row, or 4 more in the year"));
        (other.Ground, other.WouldDiffer).ShouldBe((
            AnswerGround.BelowThreshold,
            "a warning in the month, which alone can escalate (ranking.escalation.unwarnedMonth)"));
        (await One(Escalation, January.Add(3))).Answer.Ground.ShouldBe(AnswerGround.NoData);
    }

    // January is ranked 60 hours after its end.
    [Theory]
    [InlineData(Warned, -1, true)]
    [InlineData(Warned, 0, false)]
    [InlineData(Escalation, -1, true)]
    [InlineData(Escalation, 0, false)]
    public async Task A_month_without_hours_is_no_warned_month_only_when_it_was_due_to_be_ranked(
        string rule, int seconds, bool isProvisional)
    {
        await _cell.Register(isHot: true);

        RuleAnswer answer = (await OneAt(rule, Due.AddSeconds(seconds))).Answer;

        (answer.Ground, answer.ProvisionalUntil).ShouldBe((AnswerGround.NoData, isProvisional ? Due : default));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public async Task So_is_that_of_a_cell_that_may_become_hot_until_then(int seconds, bool isProvisional)
    {
        await _cell.Register(isHot: false);
        await _cell.Hour(January.Start, 90);

        RuleAnswer answer = (await OneAt(Warned, Due.AddSeconds(seconds))).Answer;

        (answer.Ground, answer.ProvisionalUntil).ShouldBe((AnswerGround.NotConcerned, isProvisional ? Due : default));
    }

    [Fact]
    public async Task A_month_that_was_ranked_is_final()
    {
        await _cell.Register(isHot: true);
        await _cell.Rank(January, 2);

        foreach (string rule in (string[])[Warned, Escalation])
            (await OneAt(rule, Due)).Answer.ProvisionalUntil.IsSet.ShouldBeFalse();
    }

    static readonly BeijingTime Due = BeijingTime.Of(2026, 2, 3, 12);

    async Task<ExplainedAnswer> OneAt(string rule, BeijingTime asked) =>
        (await Ask(rule, January, "a34004", asked)).ShouldHaveSingleItem();

    async Task<ExplainedAnswer> One(string rule, NaturalMonth month) =>
        (await Ask(rule, month, "a34004")).ShouldHaveSingleItem();

    Task<IReadOnlyList<ExplainedAnswer>> Ask(string rule, NaturalMonth month, string factor) =>
        Ask(rule, month, factor, asked: default);

    async Task<IReadOnlyList<ExplainedAnswer>> Ask(string rule, NaturalMonth month, string factor, BeijingTime asked)
    {
        var question = new RuleQuestion(rule, FactorCode.Parse(factor), month.Start.AddSeconds(86_400), IsOfHour: false)
        {
            AskedAt = asked,
        };
        return (await new RuleExplanations(_store.Journal).Ask(
            StoredCell.Name, question, default, _book, TestContext.Current.CancellationToken)).ShouldNotBeNull().Answers;
    }
}
