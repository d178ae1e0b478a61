using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>A day of a furnace that the authority sampled an hour of.</summary>
public sealed class FurnaceSampleAnswerTests : IDisposable
{
    readonly AskedFurnace _furnace = new();

    public void Dispose() => _furnace.Dispose();

    [Fact]
    public async Task It_lists_the_values_of_its_hours()
    {
        // 23 x 70 + 400 = 2010, of 24 hours 83.75 > 80.
        await _furnace.Register();
        await _furnace.Hours(So2, 0, 25, 70);
        await _furnace.Sampled(So2, 10, 400);

        RuleAnswer answer = (await _furnace.Explain("furnace.day.limit", So2, day: 0)).Answer;

        answer.Ground.ShouldBe(AnswerGround.Found);
        FindingFigure[] hours = [.. answer.Figures.Where(figure => figure.Name.StartsWith("hour ", StringComparison.Ordinal))];
        hours.Length.ShouldBe(24);
        hours.Skip(9).Take(2).ShouldBe([new("hour 09:00", 70), new("hour 10:00 sampled by hand", 400)]);
    }
}
