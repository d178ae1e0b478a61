using Qianliyan.Simulator.Terminal;

namespace Qianliyan.Simulator.Tests;

public sealed class TerminalTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("15m", 900)]
    [InlineData("3h", 10_800)]
    [InlineData("2d", 172_800)]
    [InlineData("45", 45)]
    [InlineData("1.5h", 5_400)]
    [InlineData("00:01:30", 90)]
    [InlineData("1.00:00:00", 86_400)]
    public void Durations_are_read_as_people_write_them(string text, double seconds)
    {
        Durations.TryParse(text, out TimeSpan duration).ShouldBeTrue();
        duration.TotalSeconds.ShouldBe(seconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("-3h")]
    [InlineData("3 weeks")]
    [InlineData("1e99")]
    [InlineData("-00:01:30")]
    [InlineData("1:")]
    public void Anything_else_is_refused(string text) => Durations.TryParse(text, out _).ShouldBeFalse();
}
