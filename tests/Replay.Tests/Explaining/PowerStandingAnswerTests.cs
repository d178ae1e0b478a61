using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;
using Qianliyan.Replay.Explaining;
using static Qianliyan.Replay.Tests.Explaining.AskedPower;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>
/// A finding on electricity is provisional until noon of the day after, also of what is over; the answer says until when. That
/// nothing is found is provisional until that noon.
/// </summary>
public sealed class PowerStandingAnswerTests : IDisposable
{
    readonly AskedPower _plant = new();

    public void Dispose() => _plant.Dispose();

    [Fact]
    public async Task A_filter_that_is_off_still_is_provisional_until_its_day_is_settled()
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Minutes(Press, 8, 0, 60);
        await _plant.Minutes(Filter, 8, 0, 0, knownTo: 60);

        await ShouldBeProvisional("electricity.lag", Day, isOfHour: false, until: At(36));
        await _plant.Tick(37);
        await ShouldBeFinal("electricity.lag", Day, isOfHour: false);
    }

    [Fact]
    public async Task One_that_was_off_for_eleven_minutes_is_so_too()
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Minutes(Press, 8, 0, 60);
        await _plant.Minutes(Filter, 8, 11, 60, knownFrom: 0);

        await ShouldBeProvisional("electricity.lag", Day, isOfHour: false, until: At(36));
        await _plant.Tick(37);
        await ShouldBeFinal("electricity.lag", Day, isOfHour: false);
    }

    [Fact]
    public async Task A_filter_that_idles_still_is_provisional_in_each_of_its_hours()
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Means(24 * 11 + 10, (device, hour) => hour >= 24 * 11 + 8 && device == Filter ? 2 : 10);

        await ShouldBeProvisional("electricity.idling", At(24 * 11 + 8), isOfHour: true, until: At(24 * 12 + 12));
        await _plant.Tick(24 * 12 + 13);
        await ShouldBeFinal("electricity.idling", At(24 * 11 + 8), isOfHour: true);
    }

    [Fact]
    public async Task One_that_idled_for_an_hour_is_so_too()
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Means(24 * 11 + 10, (device, hour) => hour == 24 * 11 + 8 && device == Filter ? 2 : 10);

        await ShouldBeProvisional("electricity.idling", At(24 * 11 + 8), isOfHour: true, until: At(24 * 12 + 12));
        await _plant.Tick(24 * 12 + 13);
        await ShouldBeFinal("electricity.idling", At(24 * 11 + 8), isOfHour: true);
    }

    [Fact]
    public async Task A_night_is_provisional_until_its_day_is_settled_also_with_its_last_hour()
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Means(23, (_, hour) => hour is >= 22 or < 6 ? 40 : 10);
        await ShouldBeProvisional("electricity.night", Day, isOfHour: false, until: At(36));

        await _plant.Means(24, (_, _) => 40, from: 23);
        await ShouldBeProvisional("electricity.night", Day, isOfHour: false, until: At(36));
        await _plant.Tick(37);
        await ShouldBeFinal("electricity.night", Day, isOfHour: false);
    }

    [Fact]
    public async Task An_order_is_provisional_until_its_day_is_settled_also_when_its_hours_are_over()
    {
        await _plant.Teach();
        await _plant.Order(cut: 0.3m);
        await _plant.Means(24 * 11 + 19, (_, _) => 8, from: 24 * 11 + 6);
        await ShouldBeProvisional("electricity.order", At(24 * 11), isOfHour: false, until: At(24 * 12 + 12));

        await _plant.Means(24 * 11 + 20, (_, _) => 8, from: 24 * 11 + 19);
        await ShouldBeProvisional("electricity.order", At(24 * 11), isOfHour: false, until: At(24 * 12 + 12));
        await _plant.Tick(24 * 12 + 13);
        await ShouldBeFinal("electricity.order", At(24 * 11), isOfHour: false);
    }

    [Theory]
    [InlineData("electricity.lag", false)]
    [InlineData("electricity.idling", true)]
    [InlineData("electricity.night", false)]
    public async Task That_nothing_is_found_is_provisional_too_until_the_day_is_settled(string rule, bool isOfHour)
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Minutes(Press, 8, 0, 60);
        await _plant.Minutes(Filter, 8, 0, 60);
        BeijingTime asked = isOfHour ? At(8) : Day;

        ExplainedAnswer open = await _plant.One(rule, asked, isOfHour);
        await _plant.Tick(37);
        ExplainedAnswer settled = await _plant.One(rule, asked, isOfHour);

        (open.Finding, open.Answer.Ground == AnswerGround.Found, open.Answer.ProvisionalUntil)
            .ShouldBe((null, false, At(36)));
        (settled.Finding, settled.Answer.ProvisionalUntil.IsSet).ShouldBe((null, false));
    }

    [Fact]
    public async Task That_an_order_is_kept_is_provisional_until_its_day_is_settled()
    {
        await _plant.Teach();
        await _plant.Order(cut: 0.3m);
        await _plant.Means(24 * 11 + 19, (_, _) => 5, from: 24 * 11 + 6);

        RuleAnswer open = (await _plant.One("electricity.order", At(24 * 11), isOfHour: false)).Answer;
        await _plant.Tick(24 * 12 + 13);
        RuleAnswer settled = (await _plant.One("electricity.order", At(24 * 11), isOfHour: false)).Answer;

        (open.Ground, open.ProvisionalUntil).ShouldBe((AnswerGround.Complies, At(24 * 12 + 12)));
        (settled.Ground, settled.ProvisionalUntil.IsSet).ShouldBe((AnswerGround.Complies, false));
    }

    [Fact]
    public async Task What_its_deadline_has_passed_for_and_no_tick_has_settled_is_provisional_as_its_finding_is()
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Minutes(Press, 8, 0, 60);
        await _plant.Minutes(Filter, 8, 11, 60, knownFrom: 0);

        ExplainedAnswer told = (await _plant.Ask(
            new RuleQuestion("electricity.lag", default, Day, IsOfHour: false) { AskedAt = At(40) })).ShouldHaveSingleItem();

        (told.Finding?.Standing, told.Answer.ProvisionalUntil).ShouldBe((FindingStanding.Provisional, At(36)));
    }

    [Fact]
    public async Task A_last_reading_of_a_day_that_is_filled_in_late_is_said_to_stand_as_long_as_it_will()
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Tick(70);
        await _plant.MinutesLate(Press, 8, 0, 1, arrives: 71);
        await _plant.MinutesLate(Filter, 8, 0, 0, arrives: 71, knownTo: 1);

        RuleAnswer answer = (await _plant.One("electricity.lag", Day)).Answer;

        (answer.Ground, answer.Why, answer.WouldDiffer).ShouldBe((
            AnswerGround.Open,
            "MN1-44:d30401 off for 16 minutes from 2026-03-10 08:00 on while MN1-44:d20401 is on, where no reading follows, and "
            + "1 as far as is known; 10 allowed: found when the day is settled",
            "a later reading of the day that ends it"));
        await _plant.Tick(72);
        (await _plant.One("electricity.lag", Day)).Finding!.Value.ShouldBe((Exact)16m);
    }

    async Task ShouldBeProvisional(string rule, BeijingTime time, bool isOfHour, BeijingTime until)
    {
        ExplainedAnswer told = await _plant.One(rule, time, isOfHour);
        (told.Answer.Ground, told.Finding?.Standing, told.Answer.ProvisionalUntil).ShouldBe(
            (AnswerGround.Found, FindingStanding.Provisional, until));
    }

    async Task ShouldBeFinal(string rule, BeijingTime time, bool isOfHour)
    {
        ExplainedAnswer told = await _plant.One(rule, time, isOfHour);
        (told.Answer.Ground, told.Finding?.Standing, told.Answer.ProvisionalUntil.IsSet).ShouldBe(
            (AnswerGround.Found, FindingStanding.Final, false));
    }
}
