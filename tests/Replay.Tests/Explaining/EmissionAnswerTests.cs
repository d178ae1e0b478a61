using System.Globalization;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Explaining;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>An enterprise without meters, whose one stack tells its flow; order 7 cuts three tenths of the 12th day.</summary>
public sealed class EmissionAnswerTests : IDisposable
{
    const string Rule = "electricity.order.emission";
    const int FirstHour = 24 * 11;

    static readonly FactorCode Gas = FactorCode.Parse("a00000");
    static readonly FactorCode Water = FactorCode.Parse("w00000");
    readonly AskedEnterprise _plant = new(TwinName.Of(new PointId("MN1", "31")));

    public void Dispose() => _plant.Dispose();

    [Theory]
    [InlineData("7.5", AnswerGround.Complies)]
    [InlineData("7.6", AnswerGround.Found)]
    public async Task A_flow_that_an_order_leaves_with_the_tolerance_complies(string mean, AnswerGround ground)
    {
        await Flow(0, FirstHour, 10);
        await Order();
        await Flow(FirstHour + 6, FirstHour + 21, decimal.Parse(mean, CultureInfo.InvariantCulture));

        ExplainedAnswer told = (await Ask(Rule, Gas)).ShouldHaveSingleItem();

        (told.Answer.Ground, told.Answer.Subject, told.Answer.Factor).ShouldBe((ground, "order 7", Gas));
        (told.Answer.WindowStart, told.Answer.WindowEnd).ShouldBe((At(FirstHour + 6), At(FirstHour + 20)));
        told.Answer.Clause.ShouldBe("Heavy-pollution emergency plans, declared cut against emission (未落实应急停限产)");
        told.Evidence[0].Says.ShouldBe($"order 7 to cut 0.3 from {At(FirstHour + 6)} to {At(FirstHour + 20)}");
        told.Evidence[1].Says.ShouldBe($"a00000 Hour {mean} N");
        if (ground == AnswerGround.Found)
        {
            told.Answer.Why.ShouldBe(told.Finding.ShouldNotBeNull().Reason);
            told.Answer.Why.ShouldBe("order 7 to cut 0.3: outlets let out a00000 7.6 > 7.5 = 10 x (1 - 0.3 + 0.05), 14 hours");
            return;
        }

        (told.Answer.Why, told.Answer.WouldDiffer).ShouldBe((
            "order 7 to cut 0.3: outlets let out a00000 7.5 <= 7.5 = 10 x (1 - 0.3 + 0.05), 14 hours",
            "a mean above 7.5, it was 7.5"));
        told.Finding.ShouldBeNull();
    }

    [Fact]
    public async Task Each_factor_of_the_policy_answers_for_itself_and_power_beside_them()
    {
        await Flow(0, FirstHour, 10);
        await Order();
        await Flow(FirstHour + 6, FirstHour + 25, 7.5m);

        (await Ask(Rule, default)).Select(one => (one.Answer.Factor, one.Answer.Ground)).ShouldBe(
            [(Gas, AnswerGround.Complies), (Water, AnswerGround.NoData)]);
        (await Ask("electricity.order", default)).ShouldHaveSingleItem().Answer.Ground.ShouldBe(AnswerGround.NotConcerned);
        (await Ask(Rule, Water)).ShouldHaveSingleItem().Answer.Why.ShouldBe(
            "no outlet has 1 valid hour means in the order on this day");
    }

    [Fact]
    public async Task A_flow_without_a_baseline_is_not_judged()
    {
        await Flow(FirstHour - 24, FirstHour, 10);
        await Order();
        await Flow(FirstHour + 6, FirstHour + 21, 10);

        RuleAnswer answer = (await Ask(Rule, Gas)).ShouldHaveSingleItem().Answer;

        (answer.Ground, answer.Why).ShouldBe((
            AnswerGround.NotValid,
            "MN1-31:a00000 has no baseline: fewer than 5 of the 14 days before the order have 4 hours on"));
    }

    [Theory]
    [InlineData(13, "order 7 to cut 0.3: outlets let out a00000 5 <= 7.5 = 10 x (1 - 0.3 + 0.05), 14 hours; MN1-31:a00000 still (flag F) 13:00-20:00, counted as 0")]
    [InlineData(17, "order 7 to cut 0.3: outlets let out a00000 7.8571 > 7.5 = 10 x (1 - 0.3 + 0.05), 14 hours; MN1-31:a00000 still (flag F) 17:00-20:00, counted as 0")]
    public async Task Hours_at_a_standstill_are_named_and_count_as_zero(int still, string why)
    {
        // 7 of 14 hours at 10 are 5 on the mean, 11 of them 110 / 14 = 7.8571.
        await Flow(0, FirstHour, 10);
        await Order();
        await Flow(FirstHour + 6, FirstHour + still, 10);
        await Flow(FirstHour + still, FirstHour + 21, 0, DataFlag.Off);

        (await Ask(Rule, Gas)).ShouldHaveSingleItem().Answer.Why.Split("; what was found here was withdrawn")[0].ShouldBe(why);
    }

    [Fact]
    public async Task Outlets_that_count_on_neither_side_are_named()
    {
        // One told before the order and is silent in it; one is new, and nothing is known of it before the order.
        await Flow(0, FirstHour, 10);
        await Flow(0, FirstHour, 50, source: new PointId("MN2", "31"));
        await Order();
        await Flow(FirstHour + 6, FirstHour + 21, 7.6m);
        await Flow(FirstHour + 6, FirstHour + 21, 90, source: new PointId("MN3", "31"));

        ExplainedAnswer told = (await Ask(Rule, Gas)).ShouldHaveSingleItem();

        (told.Answer.Ground, told.Answer.Why).ShouldBe((
            AnswerGround.Found,
            "order 7 to cut 0.3: outlets let out a00000 7.6 > 7.5 = 10 x (1 - 0.3 + 0.05), 14 hours; "
            + "without MN2-31:a00000: too few hours that count in the order; "
            + "without MN3-31:a00000: too little is known before the order"));
        told.Finding.ShouldNotBeNull().Reason.ShouldBe(told.Answer.Why);
    }

    [Fact]
    public async Task Outlets_that_are_never_known_together_have_no_baseline_together()
    {
        // One tells of the first hours of the day and the other of the last ones.
        PointId other = new("MN2", "31");
        for (int day = 0; day < 11; day++)
        {
            await Flow(24 * day, 24 * day + 12, 10);
            await Flow(24 * day + 12, 24 * day + 24, 10, source: other);
        }

        await Order();
        await Flow(FirstHour + 6, FirstHour + 21, 100);
        await Flow(FirstHour + 6, FirstHour + 21, 100, source: other);

        RuleAnswer answer = (await Ask(Rule, Gas)).ShouldHaveSingleItem().Answer;

        (answer.Ground, answer.Why).ShouldBe((
            AnswerGround.NotValid,
            "outlets have no baseline together: fewer than 5 of the 14 days before the order have 4 hours on, known of all; "
            + "what was found here was withdrawn, and the level of enterprises/E1 fell from warning to normal at once"));
    }

    static BeijingTime At(int hour) => Day.AddSeconds(hour * 3600L);

    Task Order() => _plant.Append((new Ordered(new EmergencyOrder
    {
        Number = "7",
        From = At(FirstHour + 6),
        To = At(FirstHour + 20),
        Cut = 0.3m,
    }), At(FirstHour)));

    /// <summary>Hour means of the stack from an hour up to another.</summary>
    Task Flow(int from, int to, decimal mean) => Flow(from, to, mean, DataFlag.Normal);

    Task Flow(int from, int to, decimal mean, DataFlag flag) => Flow(from, to, mean, flag, _plant.Told);

    Task Flow(int from, int to, decimal mean, PointId source) =>
        Flow(from, to, mean, DataFlag.Normal, body => _plant.Told(body, TwinName.Of(source)));

    Task Flow(int from, int to, decimal mean, DataFlag flag, Func<SignalBody, EntryBody> told) => _plant.Append(
    [
        .. Enumerable.Range(from, to - from).Select(hour => (told(new MeanTold(
            ObservationKind.Hour, Gas, At(hour), mean, flag, IsReported: false)), At(hour + 1))),
    ]);

    Task<IReadOnlyList<ExplainedAnswer>> Ask(string rule, FactorCode factor) =>
        _plant.Ask(new RuleQuestion(rule, factor, At(FirstHour), IsOfHour: false));
}
