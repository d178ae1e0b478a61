using Qianliyan.Domain.Explaining;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>A day of a furnace that nothing was told of is open until the next one has begun.</summary>
public sealed class FurnaceOpenDayAnswerTests : IDisposable
{
    readonly AskedFurnace _furnace = new();

    public void Dispose() => _furnace.Dispose();

    [Fact]
    public async Task A_day_without_temperatures_is_open_until_the_next_has_begun()
    {
        await _furnace.Register();
        await _furnace.Hours(So2, 0, 1, 60);

        (await Ask("furnace.temperature", day: 0)).ShouldBe(
            (AnswerGround.Open, "the day is not over; so far no furnace temperature was told on this day"));
        (await Ask("furnace.temperature", day: 1)).Ground.ShouldBe(AnswerGround.Open);

        await _furnace.Hours(So2, 24, 25, 60);

        (await Ask("furnace.temperature", day: 0)).ShouldBe(
            (AnswerGround.NoData, "no furnace temperature was told on this day"));
    }

    [Fact]
    public async Task A_day_without_means_of_a_pollutant_is_open_until_the_next_has_begun()
    {
        await _furnace.Register();
        await _furnace.Slots(0, 1, 900);

        (await Ask("furnace.day.limit", day: 0)).ShouldBe(
            (AnswerGround.Open, "the day is not over; so far no mean of a21026 was told to the furnace on this day"));

        await _furnace.Slots(24, 1, 900);

        (await Ask("furnace.day.limit", day: 0)).ShouldBe(
            (AnswerGround.NoData, "no mean of a21026 was told to the furnace on this day"));
    }

    async Task<(AnswerGround Ground, string Why)> Ask(string rule, int day)
    {
        RuleAnswer answer = (await _furnace.Explain(rule, rule == "furnace.day.limit" ? So2 : default, day)).Answer;
        return (answer.Ground, answer.Why);
    }
}
