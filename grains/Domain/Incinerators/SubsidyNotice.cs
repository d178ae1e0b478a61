using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators;

/// <summary>The finding that a month of a furnace is cancelled. People decide.</summary>
static class SubsidyNotice
{
    /// <param name="turn">Of an entry.</param>
    /// <param name="month">That is cancelled, as it is judged now.</param>
    /// <param name="restored">From when it may be restored at the earliest.</param>
    public static Finding Of(FurnaceTurn turn, FurnaceMonth month, BeijingTime restored)
    {
        SubsidyPolicy subsidy = turn.Furnace.Subsidy;
        ViolationCounts all = month.Violations.Counts;
        ViolationCounts final = month.Violations.Through(
            MonthJudgement.FinalDays(month.Start, MarkDeadline.LastPassed(turn.State.Now, turn.Policy.Marks)));
        int violations = SubsidyRule.Violations(all, subsidy);
        string reason = string.Create(
            CultureInfo.InvariantCulture,
            $"{MonthJudgement.ViolationsReason(violations, month.Start, subsidy)}: {Emission(all, subsidy)} and "
            + $"{all.TemperatureDays} temperature days ({MonthJudgement.ApartReason(subsidy)})");
        bool isFinal = SubsidyRule.IsCancelled(SubsidyRule.Violations(final, subsidy), subsidy);
        Finding finding = turn.Draft(FurnaceRules.Subsidy, month.Start, month.End, reason) with
        {
            Class = FindingClass.After,
            Standing = isFinal ? FindingStanding.Final : FindingStanding.Provisional,
            Level = turn.Furnace.MonthReached,
            Value = violations,
            Limit = subsidy.ViolationsInMonth,
            Clause = subsidy.Clause,
        };
        return RestoreDate.Dated(finding, restored, subsidy);
    }

    static string Emission(ViolationCounts counts, SubsidyPolicy policy) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(policy.PollutantsCountApart ? $"{counts.MeansOver} daily means over on " : "")}{counts.EmissionDays} emission days");
}
