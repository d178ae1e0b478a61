using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// What the violations of a natural month lead to, as notices to people: five exceedance days, three violations. A notice
/// is final when days whose deadline has passed are enough for it.
/// </summary>
static class MonthJudgement
{
    /// <summary>Why a furnace's own violations cancel nothing.</summary>
    public const string OfPlantReason =
        "the violations of all furnaces of the plant are counted together (furnace.subsidy.grain=plant)";

    /// <param name="turn">Of an entry.</param>
    /// <param name="day">As it is judged now.</param>
    /// <param name="isJudged">Both its temperatures and its emission have a verdict.</param>
    public static FurnaceMonth Judge(FurnaceTurn turn, FurnaceDay day, bool isJudged)
    {
        FurnaceMonth month = turn.State.MonthOf(day.Start);
        month.Mark(
            day.Start, isJudged, day.Own.First(FurnaceRules.Temperature) is not null,
            day.Own.CountOf(FurnaceRules.DayLimit));
        Judge(turn, month);
        return month;
    }

    public static void Judge(FurnaceTurn turn, FurnaceMonth month)
    {
        month.IsDirty = true;
        ViolationCounts all = month.Violations.Counts;
        ViolationCounts final = month.Violations.Through(FinalDays(turn, month));
        FurnacePolicy furnace = turn.Furnace;
        int days = all.EmissionDays;
        if (days >= furnace.ExceedanceDaysInMonth)
        {
            turn.Put(month.Own, Notice(
                turn, month, FurnaceRules.Month, DaysReason(days, month.Start, furnace), final.EmissionDays >= furnace.ExceedanceDaysInMonth) with
            {
                Level = furnace.MonthReached,
                Value = days,
                Limit = furnace.ExceedanceDaysInMonth,
                Clause = furnace.Clause,
            });
        }
        else
        {
            turn.Withdraw(
                month.Own, FurnaceRules.Month, month.Start,
                DaysReason(days, month.Start, furnace), days);
        }

        JudgeSubsidy(turn, month, all);
    }

    /// <summary>The exceedance days of a month against the number that leads to a notice.</summary>
    public static string DaysReason(int days, BeijingTime month, FurnacePolicy policy) => string.Create(
        CultureInfo.InvariantCulture,
        $"{days} {(days == 1 ? "exceedance day" : "exceedance days")} in {month.Date:yyyy-MM} {Sign(days, policy.ExceedanceDaysInMonth)}");

    /// <summary>The violations of a month against the number that cancels the subsidy.</summary>
    public static string ViolationsReason(int violations, BeijingTime month, SubsidyPolicy policy) => string.Create(
        CultureInfo.InvariantCulture,
        $"{violations} {(violations == 1 ? "violation" : "violations")} in {month.Date:yyyy-MM} {Sign(violations, policy.ViolationsInMonth)}");

    /// <summary>Whether the policy counts two violations of one day as two; of pollutants, where it does.</summary>
    public static string ApartReason(SubsidyPolicy policy) =>
        $"furnace.subsidy.kindsCountApart={(policy.KindsCountApart ? "true" : "false")}"
        + (policy.PollutantsCountApart ? ", pollutantsCountApart=true" : "");

    /// <summary>Whether the month is cancelled; <see cref="SubsidyJudgement"/> finds it, for it says when it may be restored.</summary>
    static void JudgeSubsidy(FurnaceTurn turn, FurnaceMonth month, ViolationCounts all)
    {
        SubsidyPolicy subsidy = turn.Furnace.Subsidy;
        int violations = SubsidyRule.Violations(all, subsidy);
        bool isOfPlant = turn.State.SubsidyGrains.Of(month.Start) == FurnaceGrain.Plant;
        bool isCancelled = !isOfPlant && SubsidyRule.IsCancelled(violations, subsidy);
        SubsidyPage page = turn.State.SubsidyToChange;
        page.Set(month.Violations);
        page.SetCancelled(month.Start, isCancelled);
        SubsidyJudgement.Tell(turn, page, month.Violations);
        if (!isCancelled)
        {
            page.IsDirty |= turn.Withdraw(
                page.Own, FurnaceRules.Subsidy, month.Start,
                isOfPlant ? OfPlantReason : ViolationsReason(violations, month.Start, subsidy), violations);
        }
    }

    static string Sign(int count, int threshold) => $"{(count >= threshold ? ">=" : "<")} {threshold}";

    static Finding Notice(FurnaceTurn turn, FurnaceMonth month, string rule, string reason, bool isFinal) =>
        turn.Draft(rule, month.Start, month.End, reason) with
        {
            Class = FindingClass.After,
            Standing = isFinal ? FindingStanding.Final : FindingStanding.Provisional,
        };

    static int FinalDays(FurnaceTurn turn, FurnaceMonth month) =>
        FinalDays(month.Start, MarkDeadline.LastPassed(turn.State.Now, turn.Policy.Marks));

    /// <summary>How many days of a month, from its first, have passed their deadline.</summary>
    /// <param name="month">Its start.</param>
    /// <param name="through">Number of the last day whose deadline has passed.</param>
    public static int FinalDays(BeijingTime month, int through) =>
        Math.Clamp(through - month.DayNumber + 1, 0, FurnaceMonth.EndFor(month).DayNumber - month.DayNumber);
}
