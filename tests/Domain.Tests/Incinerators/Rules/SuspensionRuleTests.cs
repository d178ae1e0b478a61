using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Tests.Incinerators.Rules;

/// <summary>Days of March 2026 in letters: v violated, c compliant, - without verdict; three clean days restore it.</summary>
public sealed class SuspensionRuleTests
{
    static readonly BeijingTime March = BeijingTime.Of(2026, 3, 1);

    [Theory]
    [InlineData("vcc", 3, NoVerdictDay.PassedOver, 2, 2, 0, 0)]
    [InlineData("vccc", 4, NoVerdictDay.PassedOver, 2, 3, 0, 5)]
    [InlineData("vccc", 3, NoVerdictDay.PassedOver, 2, 2, 0, 0)]
    [InlineData("vccv", 4, NoVerdictDay.PassedOver, 5, 0, 0, 0)]
    [InlineData("vccv", 3, NoVerdictDay.PassedOver, 5, 0, 0, 0)]
    [InlineData("vc-cc", 5, NoVerdictDay.PassedOver, 2, 3, 1, 6)]
    [InlineData("vc-cc", 5, NoVerdictDay.Breaks, 4, 2, 0, 0)]
    [InlineData("vc-cc", 5, NoVerdictDay.Clean, 2, 3, 1, 5)]
    [InlineData("vcc-", 4, NoVerdictDay.PassedOver, 2, 2, 1, 0)]
    [InlineData("vcc-", 4, NoVerdictDay.Breaks, 5, 0, 0, 0)]
    [InlineData("vcc-", 3, NoVerdictDay.Breaks, 2, 2, 0, 0)]
    [InlineData("vcc-", 4, NoVerdictDay.Clean, 2, 3, 1, 5)]
    [InlineData("v---ccc", 7, NoVerdictDay.PassedOver, 2, 3, 3, 8)]
    [InlineData("vvcvccc", 7, NoVerdictDay.PassedOver, 5, 3, 0, 8)]
    public void Clean_days_are_counted_up_to_the_last_that_is_final(
        string days, int through, NoVerdictDay mode, int first, int clean, int noVerdict, int end)
    {
        CleanRun run = SuspensionRule.RunAfter(
            March, Days(days), Number(through), Days(days).NewestViolation, Three with { NoVerdict = mode });

        (run.First, run.Clean, run.NoVerdict, run.End).ShouldBe((On(first), clean, noVerdict, end == 0 ? default : On(end)));
    }

    [Fact]
    public void What_broke_them_is_remembered()
    {
        CleanRun run = SuspensionRule.RunAfter(March, Days("vccvc"), Number(5), Number(4), Three);

        (run.BrokenOn, run.BrokenBy, run.BrokenAfter, run.Clean).ShouldBe((On(4), DayCompliance.Violated, 2, 1));
    }

    [Theory]
    // Nothing after the violation is settled, or all of it was compliant: three days from the second on.
    [InlineData("v", 1, NoVerdictDay.PassedOver, 5)]
    [InlineData("vcc", 3, NoVerdictDay.PassedOver, 5)]
    [InlineData("vccc", 4, NoVerdictDay.PassedOver, 5)]
    [InlineData("vcccccc", 7, NoVerdictDay.PassedOver, 5)]
    // A day without verdict takes a day, once it is settled.
    [InlineData("v-", 1, NoVerdictDay.PassedOver, 5)]
    [InlineData("v-", 2, NoVerdictDay.PassedOver, 6)]
    [InlineData("v--", 3, NoVerdictDay.PassedOver, 7)]
    [InlineData("vc-c", 4, NoVerdictDay.PassedOver, 6)]
    [InlineData("vc-cc", 5, NoVerdictDay.PassedOver, 6)]
    [InlineData("v--", 3, NoVerdictDay.Clean, 5)]
    // It breaks what was compliant before, or a violation does, final or not.
    [InlineData("vcc-", 4, NoVerdictDay.Breaks, 8)]
    [InlineData("vccv", 4, NoVerdictDay.PassedOver, 8)]
    [InlineData("vccv", 3, NoVerdictDay.PassedOver, 8)]
    public void It_is_restored_at_the_earliest_when_all_that_is_not_settled_is_compliant(
        string days, int through, NoVerdictDay mode, int from)
    {
        SubsidyPolicy policy = Three with { NoVerdict = mode };
        CleanRun run = SuspensionRule.RunAfter(March, Days(days), Number(through), Days(days).NewestViolation, policy);

        SuspensionRule.RestoredFrom(run, Number(through), policy).ShouldBe(On(from));
    }

    [Theory]
    [InlineData("v-vv", 3, 4)]
    [InlineData("v-vvcv", 3, 4)]
    [InlineData("v-vvcv", 2, 3)]
    [InlineData("v-vv", 9, 4)]
    public void A_month_is_cancelled_by_the_violation_that_reaches_the_number_and_else_by_its_last(
        string days, int violations, int on) =>
        Days(days).CancelledOn(March, Three with { ViolationsInMonth = violations }).ShouldBe(On(on));

    [Fact]
    public void Two_furnaces_cancel_a_month_together()
    {
        MonthViolations one = Days("v--v").Month(March), two = Days("v-c").Month(March);

        SubsidyRule.CancelledOn([one, two], Three with { ViolationsInMonth = 2 }).ShouldBe(On(1));
        SubsidyRule.CancelledOn([one, two], Three).ShouldBe(On(4));
        SubsidyRule.CancelledOn([], Three).IsSet.ShouldBeFalse();
    }

    [Fact]
    public void A_month_that_was_cancelled_before_is_left_out() =>
        SuspensionRule.From(On(4), [March], Days("vvvccc"), Number(6), Three).ShouldBeEmpty();

    [Fact]
    public void A_violation_in_the_cancelled_month_begins_the_days_anew()
    {
        Suspension suspension = SuspensionRule.From(default, [March], Days("vvvccvc"), Number(7), Three).ShouldHaveSingleItem();

        (suspension.Since, suspension.Run.First, suspension.Run.BrokenOn, suspension.Run.BrokenAfter, suspension.Run.Clean)
            .ShouldBe((On(3), On(7), On(6), 2, 1));
    }

    [Fact]
    public void A_month_without_data_has_no_verdicts()
    {
        var history = new ViolationHistory();

        (history.Of(Number(1)), history.NewestViolation, history.Month(March).LastViolation.IsSet).ShouldBe(
            (DayCompliance.NoVerdict, 0, false));
    }

    [Fact]
    public void A_month_that_is_corrected_names_the_first_day_that_changes_and_forgets_its_violation()
    {
        ViolationHistory history = Days("vcv");
        MonthViolations former = history.Month(March), corrected = former.With(3, isJudged: true, isCold: false, meansOver: 0);

        former.FirstChange(corrected).ShouldBe(On(3));
        history.Set(corrected).ShouldBeTrue();
        history.Set(corrected).ShouldBeFalse();
        history.NewestViolation.ShouldBe(Number(1));
        corrected.FirstChange(corrected).IsSet.ShouldBeFalse();
    }

    [Fact]
    public void Means_over_are_kept_by_day()
    {
        MonthViolations month = new MonthViolations(March)
            .With(31, isJudged: true, isCold: false, meansOver: 3)
            .With(2, isJudged: true, isCold: true, meansOver: 1)
            .With(5, isJudged: false, isCold: true, meansOver: 0);

        (month.MeansOverOn(2), month.MeansOverOn(5), month.MeansOverOn(31)).ShouldBe((1, 0, 3));
        month.Counts.ShouldBe(new ViolationCounts(EmissionDays: 2, MeansOver: 4, TemperatureDays: 2, EitherDays: 3));
        month.Through(30).ShouldBe(new ViolationCounts(EmissionDays: 1, MeansOver: 1, TemperatureDays: 2, EitherDays: 2));
        month.Through(0).ShouldBe(default);
        month.LastViolation.ShouldBe(On(31));
    }

    static SubsidyPolicy Three => RuleInputs.Furnace.Subsidy with { CleanDays = 3 };

    static ViolationHistory Days(string letters)
    {
        var month = new MonthViolations(March);
        for (int i = 0; i < letters.Length; i++)
            month = month.With(i + 1, letters[i] != '-', isCold: false, letters[i] == 'v' ? 1 : 0);
        var history = new ViolationHistory();
        history.Set(month);
        return history;
    }

    static BeijingTime On(int date) => BeijingTime.Of(2026, 3, date);

    static int Number(int date) => On(date).DayNumber;
}
