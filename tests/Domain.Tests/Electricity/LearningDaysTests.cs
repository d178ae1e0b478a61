using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Tests.Electricity;

/// <summary>Four days teach, as far back as eight, of those before 20 March.</summary>
public sealed class LearningDaysTests
{
    static readonly BeijingTime Day = BeijingTime.Of(2026, 3, 20);

    static readonly LearnedBaseline Policy =
        PolicyFile.National.Electricity.Baseline with { Days = 4, ReachDays = 8, FewestDays = 2 };

    [Fact]
    public void The_days_right_before_teach_where_none_is_skipped()
    {
        var days = LearningDays.Before(Day, Policy, _ => null);

        Ages(days).ShouldBe([1, 2, 3, 4]);
        (days.Skipped.Count, Day.DayNumber - days.Earliest, days.Words).ShouldBe((0, 4, ""));
    }

    [Fact]
    public void A_day_farther_back_stands_in_for_each_that_is_skipped()
    {
        var days = LearningDays.Before(Day, Policy, day => (Day.DayNumber - day) is 2 or 3 ? "order 7" : null);

        Ages(days).ShouldBe([1, 4, 5, 6]);
        days.Words.ShouldBe("; the baseline is learnt without 2026-03-17 to 2026-03-18 (order 7)");
    }

    [Theory]
    [InlineData(4, 4)]
    [InlineData(5, 3)]
    [InlineData(8, 0)]
    [InlineData(9, 0)]
    public void None_is_farther_back_than_the_policy_reaches(int skipped, int taught)
    {
        // 8 - 4 = 4, 8 - 5 = 3.
        var days = LearningDays.Before(Day, Policy, day => Day.DayNumber - day <= skipped ? "order 7" : null);

        (days.Days.Count, Day.DayNumber - days.Earliest).ShouldBe((taught, 8));
    }

    [Fact]
    public void Causes_are_told_apart_and_days_behind_the_last_that_teaches_are_not_named()
    {
        var days = LearningDays.Before(Day, Policy, day => (Day.DayNumber - day) switch
        {
            1 => "it idled",
            2 => "order 7",
            4 => "order 7",
            8 => "order 6",
            _ => null,
        });

        Ages(days).ShouldBe([3, 5, 6, 7]);
        days.Words.ShouldBe(
            "; the baseline is learnt without 2026-03-16 (order 7), 2026-03-18 (order 7), 2026-03-19 (it idled)");
    }

    static IEnumerable<int> Ages(LearningDays days) => days.Days.Select(day => Day.DayNumber - day);
}
