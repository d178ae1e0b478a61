using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Replay.Explaining;
using Qianliyan.Storage.Tests;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>What a settled day was judged by, as it is said after it was judged again under another policy.</summary>
public sealed class SettledDayAnswerTests : IDisposable
{
    readonly TemporaryStore _store = new();
    readonly StoredTwins _twins;

    public SettledDayAnswerTests() => _twins = new StoredTwins(_store.Journal);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_day_that_complies_is_held_against_the_limit_of_then_and_so_is_what_would_differ()
    {
        await SettledStack.Live(_twins);
        await SettledStack.Sample(_twins, 69);

        RuleAnswer answer = (await Ask()).Answer;

        // (23 x 45 + 69) / 24.
        (answer.Ground, answer.PolicyVersion).ShouldBe((AnswerGround.Complies, "one"));
        answer.Why.ShouldBe("the mean 46 as measured < limit 50: by 4 not over it");
        answer.WouldDiffer.ShouldBe("a mean above 50; it was 46");
    }

    [Fact]
    public async Task A_day_that_is_over_names_the_policy_and_the_ground_of_its_finding()
    {
        await SettledStack.Live(_twins);
        await SettledStack.Sample(_twins, 189);

        ExplainedAnswer told = await Ask();

        // (23 x 45 + 189) / 24.
        (told.Answer.Ground, told.Answer.PolicyVersion, told.Answer.Why)
            .ShouldBe((AnswerGround.Found, "one", "the mean 51 breaks the limit 50"));
        Finding finding = told.Finding.ShouldNotBeNull();
        (finding.PolicyVersion, finding.Reason, finding.Clause)
            .ShouldBe(("one", "a21026 day mean 51 as measured > 50, 0.02 times over", told.Answer.Clause));
    }

    async Task<ExplainedAnswer> Ask()
    {
        var question = new RuleQuestion(FindingRules.Day, So2, Day, IsOfHour: false);
        RuleExplanation? told = await new RuleExplanations(_store.Journal)
            .Ask(SettledStack.Name, question, default, SettledStack.Book, TestContext.Current.CancellationToken);
        return told.ShouldNotBeNull().Answers.ShouldHaveSingleItem();
    }
}
