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
    public static FurnaceMonth Judge(FurnaceTurn turn, FurnaceDay day)
    {
        FurnaceMonth month = turn.State.MonthOf(day.Start);
        month.IsDirty = true;
        month.Mark(
            day.Start, day.Own.First(FurnaceRules.Temperature) is not null,
            day.Own.CountOf(FurnaceRules.DayLimit));
        ViolationCounts all = month.Violations;
        ViolationCounts final = month.Through(FinalDays(turn, month));
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

        SubsidyPolicy subsidy = furnace.Subsidy;
        int violations = SubsidyRule.Violations(all, subsidy);
        if (SubsidyRule.IsCancelled(violations, subsidy))
        {
            bool isFinal = SubsidyRule.IsCancelled(SubsidyRule.Violations(final, subsidy), subsidy);
            BeijingTime restored = SubsidyRule.RestoredFrom(month.LastViolation, subsidy);
            string reason = string.Create(
                CultureInfo.InvariantCulture,
                $"{ViolationsReason(violations, month.Start, subsidy)}: {EmissionReason(all, subsidy)} and "
                + $"{all.TemperatureDays} temperature days ({ApartReason(subsidy)}); restored from "
                + $"{restored.Date:yyyy-MM-dd} at the earliest, after {subsidy.CleanDays} clean days");
            turn.Put(month.Own, Notice(turn, month, FurnaceRules.Subsidy, reason, isFinal) with
            {
                Level = furnace.MonthReached,
                Value = violations,
                Limit = subsidy.ViolationsInMonth,
                Clause = subsidy.Clause,
            });
        }
        else
        {
            turn.Withdraw(
                month.Own, FurnaceRules.Subsidy, month.Start,
                ViolationsReason(violations, month.Start, subsidy), violations);
        }

        return month;
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

    static string EmissionReason(ViolationCounts counts, SubsidyPolicy policy) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(policy.PollutantsCountApart ? $"{counts.MeansOver} daily means over on " : "")}{counts.EmissionDays} emission days");

    static string Sign(int count, int threshold) => $"{(count >= threshold ? ">=" : "<")} {threshold}";

    static Finding Notice(FurnaceTurn turn, FurnaceMonth month, string rule, string reason, bool isFinal) =>
        turn.Draft(rule, month.Start, month.End, reason) with
        {
            Class = FindingClass.After,
            Standing = isFinal ? FindingStanding.Final : FindingStanding.Provisional,
        };

    /// <summary>How many days of the month, from its first, have passed their deadline.</summary>
    static int FinalDays(FurnaceTurn turn, FurnaceMonth month)
    {
        int days = 0;
        for (BeijingTime day = month.Start; day < month.End; day = day.AddSeconds(BeijingTime.SecondsPerDay))
        {
            if (!MarkDeadline.HasPassed(day, turn.State.Now, turn.Policy.Marks))
                break;
            days++;
        }

        return days;
    }
}
