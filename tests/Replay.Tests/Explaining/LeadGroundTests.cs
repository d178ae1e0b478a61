using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Replay.Explaining;
using static Qianliyan.Replay.Tests.Explaining.AskedStack;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>Flags, marks and late hours, which make a lead of a stack go or stay.</summary>
public sealed class LeadGroundTests : IDisposable
{
    readonly AskedStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task Zeros_that_are_flagged_are_exempt()
    {
        await _stack.Start();
        await _stack.Usual(30);
        await _stack.Hours(3, _ => [Value(So2, 0)]);
        await _stack.Hours(2, _ => [Flagged(So2, 0, DataFlag.Maintenance)]);
        await _stack.Usual(60);

        RuleAnswer answer = (await _stack.One("data.zero", At(24))).Answer;

        (answer.Ground, answer.WouldDiffer).ShouldBe((
            AnswerGround.Exempt, "the flagged hours flagged normal: they would have made it a lead"));
        answer.Why.ShouldEndWith("odd on the day: 06, 07, 08; 2 hours flagged M are not looked at");
    }

    [Fact]
    public async Task Zeros_under_a_mark_are_exempt_by_it()
    {
        await _stack.Start();
        await _stack.Usual(30);
        await _stack.Hours(8, _ => [Value(So2, 0)]);
        await _stack.Mark(MarkCode.CemsMaintenance, So2, 30, 38);
        await _stack.Usual(60);

        ExplainedAnswer told = await _stack.One("data.zero", At(24));

        (told.Answer.Ground, told.Answer.WouldDiffer, told.Finding).ShouldBe((
            AnswerGround.Exempt, "the marked hours without mark: they would have made it a lead", null));
        told.Answer.Why.ShouldEndWith("; 8 hours under CEMS维护 (m1) are not looked at");
        told.Evidence.ShouldContain(entry => entry.Says == "CemsMaintenance by wang: ");
        (await _stack.OfHour("data.zero", At(33))).Answer.Why.ShouldStartWith("the hour mean 0 is under a mark; ");
    }

    [Fact]
    public async Task Hours_lost_with_the_link_are_exempt_and_flags_beside_the_mark_are_named_too()
    {
        await _stack.Start();
        await _stack.Usual(30);
        await _stack.Hours(9, static _ => []);
        await _stack.Hours(5, _ => [Flagged(So2, 0, DataFlag.Maintenance)]);
        await _stack.Mark(MarkCode.LinkLost, default, 30, 39);
        await _stack.Usual(60);

        RuleAnswer missing = (await _stack.One("data.missing", At(24))).Answer;
        (missing.Ground, missing.WouldDiffer).ShouldBe((
            AnswerGround.Exempt,
            "the flagged hours flagged normal and the marked hours without mark: they would have made it a lead"));
        missing.Why.ShouldEndWith("; 14 hours flagged M or under 通讯中断 (m1) are not looked at");
    }

    [Fact]
    public async Task A_mark_that_comes_after_the_deadline_is_no_ground()
    {
        await _stack.Start();
        await _stack.Usual(30);
        await _stack.Hours(8, _ => [Value(So2, 0)]);
        await _stack.Usual(23);
        await _stack.Mark(MarkCode.CemsMaintenance, So2, 30, 38);
        await _stack.Usual(30);

        (await _stack.One("data.zero", At(24))).Answer.Ground.ShouldBe(AnswerGround.Found);
    }

    [Fact]
    public async Task Late_hours_that_take_a_lead_back_change_the_answer()
    {
        await _stack.Start();
        await _stack.Usual(30);
        await _stack.Hours(8, static _ => []);
        await _stack.Usual(50);
        (await _stack.One("data.missing", At(24))).Answer.Ground.ShouldBe(AnswerGround.Found);

        await _stack.Report(30, Value(So2, 80));
        await _stack.Usual(2);

        ExplainedAnswer told = await _stack.One("data.missing", At(24));
        (told.Answer.Ground, told.Finding.ShouldNotBeNull().State).ShouldBe(
            (AnswerGround.BelowThreshold, FindingState.Withdrawn));
    }

    [Fact]
    public async Task Hours_that_come_too_late_for_a_lead_leave_the_answer_as_it_was()
    {
        await _stack.Start();
        await _stack.Usual(30);
        await _stack.Hours(7, static _ => []);
        await _stack.Usual(120);
        string before = (await _stack.One("data.missing", At(24))).Answer.Why;

        await _stack.Report(30, Value(So2, 80));
        await _stack.Usual(2);

        before.ShouldStartWith("at 12:00 7 of 24 hours without a value");
        (await _stack.One("data.missing", At(24))).Answer.Why.ShouldBe(before);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_comes_late_or_not_an_answer_is_found_exactly_where_a_lead_is_in_force(int seed)
    {
        await _stack.Start();
        var random = new Random(seed);
        for (int spell = 0; spell < 16; spell++)
        {
            int oddity = random.Next(8);
            decimal held = random.Next(600, 900) / 10m;
            await _stack.Hours(random.Next(4, 24), i => OddHour(oddity, held + (oddity == 1 ? 0 : i % 5)));
            for (int late = random.Next(4); late > 0; late--)
                await _stack.Report(_stack.Hour - random.Next(1, Math.Min(_stack.Hour, 60)), Value(So2, held + late), Value(Oxygen, 11));
        }

        int found = 0;
        for (int day = 0; day <= _stack.Hour / 24; day++)
        {
            foreach (ExplainedAnswer told in Leads(await _stack.Ask("", "a21026", At(24 * day), isOfHour: false)))
            {
                bool isInForce = told.Finding is { State: not FindingState.Withdrawn };
                (told.Answer.Rule, told.Answer.Ground == AnswerGround.Found).ShouldBe((told.Answer.Rule, isInForce));
                found += isInForce ? 1 : 0;
            }
        }

        found.ShouldBeGreaterThan(3);
    }

    Reading[] OddHour(int oddity, decimal value) => oddity switch
    {
        2 => [Value(So2, 0), Value(Oxygen, 11)],
        3 => [Value(So2, 96), Value(Oxygen, 11)],
        4 => [],
        5 => [Flagged(So2, 500, DataFlag.OverRange)],
        6 => [Flagged(So2, value, DataFlag.Off)],
        7 => [Value(So2, value), Value(Oxygen, 6)],
        _ => [Value(So2, value), Value(Oxygen, 11 + _stack.Hour % 2)],
    };
}
