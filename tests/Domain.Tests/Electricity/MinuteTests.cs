using Qianliyan.Domain.Electricity;

namespace Qianliyan.Domain.Tests.Electricity;

public sealed class MinuteTests
{
    [Theory]
    [InlineData("", "", false)]
    [InlineData("", "1", true)]
    [InlineData("1", "1", false)]
    [InlineData("1", "11", false)]
    [InlineData("1", "10", true)]
    [InlineData("0", "01", true)]
    [InlineData("1", "1             1", false)]
    [InlineData("1", "1              1", true)]
    [InlineData("1 1", "111", true)]
    [InlineData("1", "101", true)]
    [InlineData("101", "111", true)]
    [InlineData("1", "", true)]
    [InlineData("11", "1", true)]
    [InlineData("11", "10", true)]
    public void What_goes_on_as_before_is_told_once_a_quarter(string told, string now, bool isWorth) =>
        States(now).IsWorthTellingAfter(States(told)).ShouldBe(isWorth);

    [Fact]
    public void A_minute_seen_on_and_off_is_on() =>
        default(MinuteStates).With(1, isOn: true).With(1, isOn: false).ShouldBe(new MinuteStates(1, 1));

    [Theory]
    [InlineData(14, true)]
    [InlineData(15, true)]
    [InlineData(16, null)]
    public void A_reading_stands_for_fifteen_minutes(int minute, bool? state) =>
        DeviceTimeline.Of([States("1")], holdMinutes: 15)[minute].ShouldBe(state);

    [Fact]
    public void It_stands_across_the_hour_until_the_next_one()
    {
        bool?[] minutes = DeviceTimeline.Of([new MinuteStates(1UL << 58, 1UL << 58), States("   0")], holdMinutes: 15);

        minutes[57].ShouldBeNull();
        minutes[58..63].ShouldAllBe(minute => minute == true);
        minutes[63].ShouldBe(false);
    }

    [Fact]
    public void What_is_known_ends_behind_the_newest_minute()
    {
        DeviceTimeline.KnownUntil([States("1"), States("  0"), default]).ShouldBe(63);
        DeviceTimeline.KnownUntil([default, default]).ShouldBe(0);
    }

    [Fact]
    public void Before_the_first_reading_nothing_is_known() =>
        DeviceTimeline.Of([States("  1")], holdMinutes: 15)[..3].ShouldBe([null, null, true]);

    [Fact]
    public void What_is_known_of_the_first_hour_alone_ends_in_it() =>
        DeviceTimeline.KnownUntil([States("1  0"), default]).ShouldBe(4);

    /// <summary>1 on, 0 off, a space unknown; the first character is the first minute.</summary>
    internal static MinuteStates States(string minutes)
    {
        var states = default(MinuteStates);
        for (int i = 0; i < minutes.Length; i++)
        {
            if (minutes[i] != ' ')
                states = states.With(1UL << i, minutes[i] == '1');
        }

        return states;
    }
}
