using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Time;
using Qianliyan.Replay.Explaining;
using static Qianliyan.Replay.Tests.Explaining.AskedPower;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>
/// A finding on electricity is provisional while what it is on goes on, at most until noon of the day after; the answer says
/// until when. That nothing is found is provisional until that noon.
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
    public async Task One_that_was_off_for_eleven_minutes_is_final()
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Minutes(Press, 8, 0, 60);
        await _plant.Minutes(Filter, 8, 11, 60, knownFrom: 0);

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
    public async Task One_that_idled_for_an_hour_is_final()
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Means(24 * 11 + 10, (device, hour) => hour == 24 * 11 + 8 && device == Filter ? 2 : 10);

        await ShouldBeFinal("electricity.idling", At(24 * 11 + 8), isOfHour: true);
    }

    [Fact]
    public async Task A_night_whose_last_hour_is_to_come_is_provisional()
    {
        await _plant.Register("MN1-44:d20401>MN1-44:d30401");
        await _plant.Means(23, (_, hour) => hour is >= 22 or < 6 ? 40 : 10);
        await ShouldBeProvisional("electricity.night", Day, isOfHour: false, until: At(36));

        await _plant.Means(24, (_, _) => 40, from: 23);
        await ShouldBeFinal("electricity.night", Day, isOfHour: false);
    }

    [Fact]
    public async Task An_order_whose_hours_are_not_over_is_provisional()
    {
        await _plant.Teach();
        await _plant.Order(cut: 0.3m);
        await _plant.Means(24 * 11 + 19, (_, _) => 8, from: 24 * 11 + 6);
        await ShouldBeProvisional("electricity.order", At(24 * 11), isOfHour: false, until: At(24 * 12 + 12));

        await _plant.Means(24 * 11 + 20, (_, _) => 8, from: 24 * 11 + 19);
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
