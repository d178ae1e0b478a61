using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;

namespace Qianliyan.Domain.Tests.Points;

public sealed class ToldDayRuleTests
{
    static readonly Exact Most = 20000m;

    [Theory]
    [InlineData(0, false)]
    [InlineData(60, false)]
    [InlineData(900, false)]
    [InlineData(901, true)]
    [InlineData(3600, true)]
    public void Marks_take_an_hour_away_of_which_they_leave_less_than_45_minutes(int seconds, bool isAway) =>
        ToldDayRule.IsMarkedAway(seconds, hourMinutes: 45).ShouldBe(isAway);

    [Theory]
    [InlineData(4, 4, true)]
    [InlineData(5, 5, false)]
    [InlineData(0, 19, true)]
    [InlineData(0, 20, false)]
    public void A_day_is_told_alone_with_20_hours_not_marked_away_and_fewer_known(int away, int known, bool isAlone) =>
        ToldDayRule.IsAlone(away, known, dayHours: 20).ShouldBe(isAlone);

    [Fact]
    public void Marked_time_had_something_between_zero_and_the_largest_plausible_value()
    {
        var gaps = new ToldDayGaps(MarkedSeconds: 540, SampledHours: 0, SampledSum: 0);

        // (24 x 204.5 - 0.15 x 20000) / 23.85 = 80, and 24 x 204.5 / 23.85
        ToldDayRule.AtLeast(204.5m, in gaps, Most, isNeverNegative: true).ShouldBe(80);
        ToldDayRule.AtMost(204.5m, in gaps, isNeverNegative: true).ShouldBe(204.5m * 86_400 / 85_860);
    }

    [Fact]
    public void Of_a_sampled_hour_the_sample_counts_and_the_automatic_hour_is_unknown()
    {
        var gaps = new ToldDayGaps(MarkedSeconds: 0, SampledHours: 1, SampledSum: 20);

        ToldDayRule.AtLeast(912.5m, in gaps, Most, isNeverNegative: true).ShouldBe(80);
        ToldDayRule.AtLeast(81, in gaps, Most, isNeverNegative: true).ShouldBe(20m / 24);
        ToldDayRule.AtMost(81, in gaps, isNeverNegative: true).ShouldBe((24 * 81 + 20) / 24m);
    }

    [Fact]
    public void Without_a_largest_value_only_samples_are_over_for_sure()
    {
        var marked = new ToldDayGaps(MarkedSeconds: 3600, SampledHours: 0, SampledSum: 0);
        var sampled = new ToldDayGaps(MarkedSeconds: 0, SampledHours: 6, SampledSum: 1932);

        ToldDayRule.AtLeast(500, in marked, Exact.None, isNeverNegative: true).ShouldBeNull();
        ToldDayRule.AtLeast(70, in sampled, Exact.None, isNeverNegative: true).ShouldBe(80.5m);
    }

    [Fact]
    public void Of_a_factor_that_may_be_below_zero_nothing_is_within_for_sure()
    {
        var gaps = new ToldDayGaps(MarkedSeconds: 60, SampledHours: 0, SampledSum: 0);

        ToldDayRule.AtMost(10, in gaps, isNeverNegative: false).ShouldBeNull();
    }

    [Fact]
    public void An_hour_that_marks_touch_is_one_of_the_day_while_it_keeps_45_minutes()
    {
        var touched = new TouchedHours();
        touched.Add(100);
        touched.AddTouched(500, markedSeconds: 60, hourMinutes: 45, Most);
        touched.AddTouched(500, markedSeconds: 901, hourMinutes: 45, Most);

        (touched.Count, touched.MarkedSeconds).ShouldBe((2, 60));
        touched.AtLeast.ShouldBe((100 + 600_000m / 3540) / 2);
        touched.AtMost.ShouldBe((100 + 1_800_000m / 3540) / 2);
    }

    [Fact]
    public void Of_an_hour_that_its_marked_minutes_explain_nothing_is_left_for_sure()
    {
        var touched = new TouchedHours();
        touched.AddTouched(100, markedSeconds: 60, hourMinutes: 45, Most);
        touched.AddTouched(100, markedSeconds: 60, hourMinutes: 45, Exact.None);

        touched.AtLeast.ShouldBe(0);
    }
}
