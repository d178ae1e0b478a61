using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Replay.Explaining;
using static Qianliyan.Replay.Tests.Explaining.AskedStack;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>
/// A stack of about 80 beside like outlets of 80, what it is told of its gap to them. A ratio of a third is odd, since
/// the policy's bound is 2.2 times the usual one; 20 of 24 hours are a lead.
/// </summary>
public sealed class PeerGapAnswerTests : IDisposable
{
    readonly AskedStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Theory]
    [InlineData(19, AnswerGround.BelowThreshold,
        "1 more hour with a ratio to its like of more than 2.2 times the usual one, or that much less, within 24 hours")]
    [InlineData(20, AnswerGround.Found, "")]
    public async Task Twenty_hours_far_from_its_like_are_found(int hours, AnswerGround ground, string otherwise)
    {
        await _stack.StartTagged("like:boilers");
        await UsualWithPeers(days: 4);
        await _stack.Hours(hours, _ => [Value(So2, UsualAt(_stack.Hour) / 3)]);
        await _stack.Usual(48 - hours);
        await _stack.Peers(96, hours: 24, median: 80);
        await _stack.Usual(20);

        ExplainedAnswer told = await _stack.One("data.peerGap", At(96));

        (told.Answer.Ground, told.Answer.WouldDiffer).ShouldBe((ground, otherwise));
        (told.Finding is null).ShouldBe(ground != AnswerGround.Found);
        told.Answer.Why.ShouldContain($"{hours} of 24 hours");
        told.Evidence.Select(entry => entry.Says).ShouldContain("a21026 medians of like outlets in 24 hours, 80 to 80");
    }

    [Fact]
    public async Task Without_a_word_of_its_like_there_is_nothing_to_hold_the_day_against()
    {
        await _stack.StartTagged("like:boilers");
        await _stack.Usual(80);

        RuleAnswer answer = (await _stack.One("data.peerGap", At(24))).Answer;

        (answer.Ground, answer.Why, answer.WouldDiffer).ShouldBe((
            AnswerGround.NoData,
            "nothing was told of outlets like it for the day by then: fewer than 2 other outlets tagged like:boilers had a "
            + "value, or their enterprise had not told it yet; what it tells 3 days of data later counts no more "
            + "(detectors.lateDays)",
            "values of 2 other outlets tagged like:boilers in the same hours"));
    }

    [Fact]
    public async Task An_hour_of_too_few_others_has_none_to_be_held_against()
    {
        await _stack.StartTagged("like:boilers");
        await _stack.Usual(72);
        await _stack.Peers(24, hours: 12, median: 80);
        await _stack.Usual(20);

        RuleAnswer answer = (await _stack.OfHour("data.peerGap", At(40))).Answer;

        (answer.Ground, answer.Why).ShouldBe((
            AnswerGround.NoData,
            "fewer than 2 other outlets tagged like:boilers had a value (detectors.peerGap.leastPeers)"));
        (await _stack.OfHour("data.peerGap", At(30))).Answer.Ground.ShouldBe(AnswerGround.NotValid);
    }

    [Fact]
    public async Task A_lead_stands_by_what_was_told_last()
    {
        await _stack.StartTagged("like:boilers");
        await UsualWithPeers(days: 4);
        await _stack.Hours(24, _ => [Value(So2, UsualAt(_stack.Hour) / 3)]);
        await _stack.Usual(24);
        await _stack.Peers(96, hours: 24, median: 80);
        await _stack.Usual(1);
        await _stack.Peers(96, hours: 24, median: 30);
        await _stack.Usual(20);

        ExplainedAnswer told = await _stack.One("data.peerGap", At(96));

        (told.Answer.Ground, told.Finding?.State).ShouldBe((AnswerGround.Complies, FindingState.Withdrawn));
    }

    /// <summary>Each day is told by the end of it, before it is looked at.</summary>
    async Task UsualWithPeers(int days)
    {
        for (int day = 0; day < days; day++)
        {
            await _stack.Usual(24);
            await _stack.Peers(24 * day, hours: 24, median: 80);
        }
    }
}
