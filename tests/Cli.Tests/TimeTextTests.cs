using Google.Protobuf.WellKnownTypes;
using Qianliyan.Cli.Text;

namespace Qianliyan.Cli.Tests;

public sealed class TimeTextTests
{
    static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("2026-01-31", "2026-01-30T16:00:00")]
    [InlineData("2026-01-31 08:00", "2026-01-31T00:00:00")]
    [InlineData("2026-01-31T08:00:05", "2026-01-31T00:00:05")]
    [InlineData("2026-01-31T08:00:00Z", "2026-01-31T08:00:00")]
    [InlineData("2026-01-31T08:00:00+09:00", "2026-01-30T23:00:00")]
    [InlineData("90s", "2026-01-31T03:58:30")]
    [InlineData("30m", "2026-01-31T03:30:00")]
    [InlineData("2h", "2026-01-31T02:00:00")]
    [InlineData("7d", "2026-01-24T04:00:00")]
    public void Time_without_offset_is_Beijing_time_and_an_age_counts_back_from_now(string text, string utc)
    {
        TimeText.TryParse(text, Now, out DateTimeOffset instant).ShouldBeTrue();

        instant.UtcDateTime.ToString("s", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(utc);
    }

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("-2h")]
    [InlineData("2w")]
    [InlineData("31.01.2026")]
    [InlineData("2026-02-30")]
    [InlineData("0001-01-01")]
    [InlineData("1999-12-31T23:59:59")]
    [InlineData("2100-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("0001-01-01T00:00:00+08:00")]
    [InlineData("100000d")]
    public void Other_text_is_no_time(string text) => TimeText.TryParse(text, Now, out _).ShouldBeFalse();

    [Theory]
    [InlineData(119, "119 s")]
    [InlineData(120, "2 min")]
    [InlineData(7_200, "2 h")]
    [InlineData(172_800, "2 d")]
    [InlineData(-5, "ahead")]
    public void Age_has_one_unit(int seconds, string text) =>
        TimeText.Age(Timestamp.FromDateTimeOffset(Now.AddSeconds(-seconds)), Now).ShouldBe(text);
}
