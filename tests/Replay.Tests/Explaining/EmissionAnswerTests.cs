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

    static BeijingTime At(int hour) => Day.AddSeconds(hour * 3600L);

    Task Order() => _plant.Append((new Ordered(new EmergencyOrder
    {
        Number = "7",
        From = At(FirstHour + 6),
        To = At(FirstHour + 20),
        Cut = 0.3m,
    }), At(FirstHour)));

    /// <summary>Hour means of the stack from an hour up to another.</summary>
    Task Flow(int from, int to, decimal mean) => _plant.Append(
    [
        .. Enumerable.Range(from, to - from).Select(hour => ((EntryBody, BeijingTime))(_plant.Told(new MeanTold(
            ObservationKind.Hour, Gas, At(hour), mean, DataFlag.Normal, IsReported: false)), At(hour + 1))),
    ]);

    Task<IReadOnlyList<ExplainedAnswer>> Ask(string rule, FactorCode factor) =>
        _plant.Ask(new RuleQuestion(rule, factor, At(FirstHour), IsOfHour: false));
}
