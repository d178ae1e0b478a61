using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Explaining.Furnaces;

/// <summary>
/// Why a suspended power subsidy may be restored, or how many compliant days there were by the day asked about. What furnace
/// and plant have in common.
/// </summary>
/// <param name="Days">Its natural days.</param>
/// <param name="Cancelled">Starts of its cancelled months, in order.</param>
/// <param name="Held">Notices in force.</param>
/// <param name="Through">Number of the last day whose marking deadline has passed.</param>
/// <param name="CancelRule">The rule that cancels a month.</param>
sealed record SuspensionAnswer(
    IComplianceDays Days, IReadOnlyCollection<BeijingTime> Cancelled, IEnumerable<Finding> Held, int Through,
    string CancelRule)
{
    /// <param name="blank">On the day asked about.</param>
    /// <param name="figures">Of a run of days up to the start of a day.</param>
    public RuleAnswer Of(RuleAnswer blank, Policy policy, Func<CleanRun, BeijingTime, ValueList<FindingFigure>> figures)
    {
        BeijingTime day = blank.WindowStart;
        SubsidyPolicy subsidy = policy.Furnace.Subsidy;
        if (Held.FirstOrDefault(notice => notice.WindowStart <= day && day < notice.WindowEnd) is { } found)
        {
            return (blank with
            {
                WindowStart = found.WindowStart,
                WindowEnd = found.WindowEnd,
                Figures = found.Figures,
            }).Found(found);
        }

        BeijingTime from = RestoreNotice.JudgedFrom(Held, day);
        Suspension? covering = SuspensionRule.From(from, Cancelled, Days, Through, subsidy).LastOrDefault(
            one => one.Since <= day && !(one.Run.IsEnough && one.Run.End <= day));
        if (covering is null)
        {
            return blank with
            {
                Ground = AnswerGround.NotConcerned,
                Why = $"no subsidy is suspended on {RestoreNotice.Date(day)}: no month is cancelled ({CancelRule}) that is not "
                    + "restored by then",
                WouldDiffer = FormattableString.Invariant(
                    $"a month with {subsidy.ViolationsInMonth} violations (furnace.subsidy.violationsInMonth)"),
            };
        }

        return NotEnough(blank, covering, policy, figures);
    }

    RuleAnswer NotEnough(
        RuleAnswer blank, Suspension covering, Policy policy, Func<CleanRun, BeijingTime, ValueList<FindingFigure>> figures)
    {
        BeijingTime day = blank.WindowStart;
        SubsidyPolicy subsidy = policy.Furnace.Subsidy;
        CleanRun run = SuspensionRule.RunAfter(
            covering.Since, Days, Math.Min(day.DayNumber, Through), Math.Min(day.DayNumber, Days.NewestViolation), subsidy);
        string stood = RestoreNotice.Reason(
            covering with { Months = [.. covering.Months.Where(month => Days.CancelledOn(month, subsidy) <= day)], Run = run }, subsidy);
        blank = blank with
        {
            WindowStart = run.First < day ? run.First : day,
            Figures = figures(run, BeijingTime.StartOf(Math.Min(day.DayNumber, Through) + 1)),
            ProvisionalUntil = day.DayNumber > Through ? MarkDeadline.Of(day, policy.Marks) : default,
        };
        bool isAmongThem = run.First <= day;
        if (isAmongThem && (run.IsEnough || (covering.Run.First == run.First && covering.Run.IsEnough)))
            return blank.NotJudgedSince(stood);
        if (run.BrokenOn == day)
        {
            return blank with
            {
                Ground = AnswerGround.BelowThreshold,
                Why = stood,
                WouldDiffer = $"{More(subsidy.CleanDays - run.BrokenAfter)}, without {RestoreNotice.Breaker(run.BrokenBy, day)}",
            };
        }

        string more = More(subsidy.CleanDays - run.Clean);
        return Breaker(day, subsidy) is { } breaker
            ? blank with
            {
                Ground = AnswerGround.BelowThreshold,
                Why = $"{stood}; then broken by {breaker}",
                WouldDiffer = $"{more}, without {breaker}",
            }
            : blank with
            {
                Ground = AnswerGround.BelowThreshold,
                Why = stood,
                WouldDiffer = $"{more}; a day counts when its marking deadline has passed",
            };
    }

    static string More(int days) => FormattableString.Invariant($"{days} more clean {(days == 1 ? "day" : "days")} in a row");

    /// <summary>What breaks the days after the one asked about; null where nothing has so far.</summary>
    string? Breaker(BeijingTime asked, SubsidyPolicy policy)
    {
        for (int day = asked.DayNumber + 1; day <= Through || day <= Days.NewestViolation; day++)
        {
            if (Days.Of(day) is var compliance && SuspensionRule.Breaks(compliance, day <= Through, policy))
                return RestoreNotice.Breaker(compliance, BeijingTime.StartOf(day));
        }

        return null;
    }
}
