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

/// <summary>Windows that are over, running or to come when they are asked about, whatever the twin has heard of.</summary>
public sealed class AskedAtTests : IDisposable
{
    static readonly TwinName Furnace = AskedTwins.Furnace;
    readonly AskedTwins _asked = new();
    readonly StoredTwins _twins;

    public AskedAtTests() => _twins = _asked.Stored;

    public void Dispose() => _asked.Dispose();

    [Theory]
    [InlineData("furnace.day.limit")]
    [InlineData("furnace.temperature")]
    public async Task A_day_that_is_over_is_no_running_one_for_a_furnace_that_was_never_told_anything(string rule)
    {
        await _asked.RegisterFurnace();

        foreach (RuleAnswer answer in await Ask(Furnace, rule, Day, askedAt: At(48)))
        {
            (answer.Ground, answer.ProvisionalUntil.IsSet).ShouldBe((AnswerGround.NoData, false), $"{answer.Factor}");
            answer.Why.ShouldStartWith("no ");
        }
    }

    [Theory]
    [InlineData("furnace.day.limit")]
    [InlineData("furnace.temperature")]
    public async Task A_day_that_runs_is_open_until_its_deadline(string rule)
    {
        await _asked.RegisterFurnace();

        foreach (RuleAnswer answer in await Ask(Furnace, rule, Day, askedAt: At(12)))
        {
            (answer.Ground, answer.ProvisionalUntil).ShouldBe((AnswerGround.Open, At(36)), $"{answer.Factor}");
            answer.Why.ShouldStartWith("the day is not over; so far no ");
        }
    }

    [Fact]
    public async Task A_day_that_is_over_is_over_for_a_point_that_has_heard_of_no_later_one()
    {
        await _twins.Append(Point("MN1"), (new Registered(new PointRecord
        {
            Id = new PointId("MN1", "31"),
            Name = "stack",
            Kind = PointKind.FlueGas,
            Region = County,
            Limits = [new FactorLimit(FactorCode.Parse("a21026"), LimitPeriod.Day, 80, Exact.None, "permit", Clause: null)],
            MinuteInterval = 10,
        }), Day));
        await _twins.Hour("MN1", 7, 50);

        RuleAnswer running = (await Ask(Point("MN1"), "limit.day", Day, askedAt: At(12))).ShouldHaveSingleItem();
        RuleAnswer over = (await Ask(Point("MN1"), "limit.day", Day, askedAt: At(25))).ShouldHaveSingleItem();

        (running.Ground, over.Ground).ShouldBe((AnswerGround.Open, AnswerGround.Open));
        running.Why.ShouldStartWith("the day is not over for the point");
        over.Why.ShouldStartWith("the day is over, and the point has heard of no later one");
    }

    [Theory]
    [InlineData("furnace.month")]
    [InlineData("furnace.subsidy")]
    [InlineData("furnace.budget.startStop")]
    [InlineData("furnace.cems.maintenance")]
    [InlineData("furnace.slots.near")]
    [InlineData("furnace.mark.order")]
    public async Task A_window_to_come_is_not_judged_yet_and_never_final(string rule)
    {
        await _asked.RegisterFurnace();
        await _twins.Append(Furnace, (new Signalled(new Signal
        {
            Source = Point("MN1"),
            SourceSequence = 1,
            Ordinal = 0,
            CausedAt = Day,
            Body = new MeanTold(
                ObservationKind.Hour, FactorCode.Parse("a21026"), Day, 10, DataFlag.Normal, IsReported: true),
        }), At(1)));

        RuleAnswer answer = (await Ask(Furnace, rule, At(24 * 366), askedAt: At(2))).ShouldHaveSingleItem();

        (answer.Ground, answer.ProvisionalUntil >= answer.WindowEnd).ShouldBe((AnswerGround.Open, true));
        answer.Why.ShouldContain("the window has not begun");
    }

    [Fact]
    public async Task A_day_without_an_emergency_order_may_get_one_until_it_is_over()
    {
        using var plant = new AskedEnterprise(Point("MN1"));
        await plant.Append((new Registered(new EnterpriseRecord
        {
            Id = EnterpriseId.Parse("E1"),
            Name = "plant",
            Industry = "C31",
            Region = County,
        }), Day));

        RuleAnswer running = await OrderOf(Day, askedAt: At(12));
        (running.Ground, running.ProvisionalUntil).ShouldBe((AnswerGround.NotConcerned, At(24)));
        RuleAnswer past = await OrderOf(Day, askedAt: At(24));
        (past.Ground, past.ProvisionalUntil.IsSet).ShouldBe((AnswerGround.NotConcerned, false));
        RuleAnswer toCome = await OrderOf(At(24), askedAt: At(12));
        (toCome.Ground, toCome.ProvisionalUntil, toCome.Why).ShouldBe((
            AnswerGround.Open, At(48), "the window has not begun; no emergency order is given for this day"));

        async Task<RuleAnswer> OrderOf(BeijingTime day, BeijingTime askedAt) =>
            (await plant.Ask(new RuleQuestion("electricity.order", default, day, IsOfHour: false) { AskedAt = askedAt }))
                .ShouldHaveSingleItem().Answer;
    }

    [Fact]
    public async Task A_lead_that_waits_for_the_points_clock_is_open_without_a_deadline_that_has_passed()
    {
        await _twins.Register("MN1", hourLimit: 80);
        await _twins.Hour("MN1", 7, 50);

        RuleAnswer before = (await Ask(Point("MN1"), "data.zero", Day, askedAt: At(30))).ShouldHaveSingleItem();
        RuleAnswer behind = (await Ask(Point("MN1"), "data.zero", Day, askedAt: At(60))).ShouldHaveSingleItem();

        (before.Ground, before.ProvisionalUntil).ShouldBe((AnswerGround.Open, At(36)));
        (behind.Ground, behind.ProvisionalUntil.IsSet).ShouldBe((AnswerGround.Open, false));
    }

    [Fact]
    public async Task The_transmission_rate_answers_for_all_factors_where_none_is_named()
    {
        await _twins.Register("MN1", hourLimit: 80);
        (await Ask(Point("MN1"), "transmission.low", Day, askedAt: At(1))).ShouldHaveSingleItem().Ground
            .ShouldBe(AnswerGround.NoData);
        await _twins.Append(Point("MN1"), (new Observed(new Observation
        {
            Kind = ObservationKind.Hour,
            DataTime = At(7),
            Readings =
            [
                new Reading { Factor = FactorCode.Parse("a21026"), Value = 60, Flag = DataFlag.Normal },
                new Reading { Factor = FactorCode.Parse("a34013"), Value = 5, Flag = DataFlag.Normal },
            ],
        }), At(8)));

        RuleAnswer[] answers = await Ask(Point("MN1"), "transmission.low", Day, askedAt: At(9));

        answers.Select(answer => (answer.Factor.ToString(), answer.Ground)).ShouldBe(
            [("a21026", AnswerGround.Open), ("a34013", AnswerGround.Open)]);
    }

    static BeijingTime At(int hour) => Day.AddSeconds(hour * 3600L);

    async Task<RuleAnswer[]> Ask(TwinName twin, string rule, BeijingTime day, BeijingTime askedAt)
    {
        var question = new RuleQuestion(rule, default, day, IsOfHour: false) { AskedAt = askedAt };
        IReadOnlyList<ExplainedAnswer> told = await _asked.Ask(twin, question);
        told.ShouldNotBeEmpty();
        return [.. told.Select(one => one.Answer)];
    }
}
