using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// The hours of CEMS maintenance (CEMS维护) of a furnace in a natural quarter, through its newest day: an offence of its own,
/// or told to its enterprise, which adds up the plant.
/// </summary>
static class MaintenanceJudgement
{
    public static void Judge(FurnaceTurn turn, FurnaceYear year, BeijingTime quarter)
    {
        MaintenanceTime time = TimeOf(turn, quarter);
        if (turn.State.Grains.Of(quarter) == FurnaceGrain.Plant)
        {
            turn.Withdraw(
                year, FurnaceRules.Maintenance, quarter,
                "the hours of all furnaces of the plant are one budget (furnace.budget.cemsGrain=plant)",
                BudgetJudgement.Hours(time.Seconds));
            Tell(turn, year, quarter, time);
            return;
        }

        string reason = Reason(turn.Furnace.Budget, time.Seconds, quarter);
        if (time.IsOver(turn.Furnace.Budget))
            turn.Put(year, Found(turn, quarter, time, reason));
        else
            turn.Withdraw(year, FurnaceRules.Maintenance, quarter, reason, BudgetJudgement.Hours(time.Seconds));
    }

    /// <summary>The arithmetic of a quarter in words.</summary>
    public static string Reason(BudgetPolicy budget, long seconds, BeijingTime quarter) => string.Create(
        CultureInfo.InvariantCulture,
        $"{BudgetJudgement.Hours(seconds)} hours of CEMS维护 in the quarter from {quarter.Date:yyyy-MM-dd}, "
        + $"{budget.CemsHours} allowed (furnace.budget.cemsGrain=furnace, furnace.budget.overlap={Words.Of(budget.Overlap)})");

    /// <summary>Of the furnace, and leaves the days that are not settled to a clock.</summary>
    static MaintenanceTime TimeOf(FurnaceTurn turn, BeijingTime quarter)
    {
        IncineratorState state = turn.State;
        MarkPolicy marks = turn.Policy.Marks;
        MarkOverlap overlap = turn.Furnace.Budget.Overlap;
        BeijingTime end = state.NewestDay.AddSeconds(BeijingTime.SecondsPerDay);
        ValueList<MaintenanceDay> days = MaintenanceRule.Days(state.Marks.Set, quarter, end, marks, overlap);
        if (days.Count == 0)
            return default;
        BeijingTime over = MaintenanceRule.EndOf(quarter);
        end = end < over ? end : over;
        BeijingTime settled = state.Now.StartOfDay.AddSeconds(-BeijingTime.SecondsPerDay);
        while (settled < end && MarkDeadline.HasPassed(settled, state.Now, marks))
            settled = settled.AddSeconds(BeijingTime.SecondsPerDay);
        var time = new MaintenanceTime(
            days.Sum(day => day.Seconds), days.Where(day => day.Day < settled).Sum(day => day.Seconds), days);
        for (int day = Math.Max(settled.DayNumber, quarter.DayNumber); time.Settled < time.Seconds && day < end.DayNumber; day++)
            state.Pending.Add(day);
        return time;
    }

    static void Tell(FurnaceTurn turn, FurnaceYear year, BeijingTime quarter, MaintenanceTime time)
    {
        if (year.ToldOf(quarter) != time
            && turn.TellEnterprise(new MaintenanceTold(quarter, time.Seconds, time.Settled) { Days = time.Days }))
        {
            year.SetTold(quarter, time);
        }
    }

    static Finding Found(FurnaceTurn turn, BeijingTime quarter, MaintenanceTime time, string reason)
    {
        BudgetPolicy budget = turn.Furnace.Budget;
        return turn.Draft(FurnaceRules.Maintenance, quarter, MaintenanceRule.EndOf(quarter), reason) with
        {
            Level = turn.Furnace.Violation,
            Class = FindingClass.After,
            Standing = time.IsOverForGood(budget) ? FindingStanding.Final : FindingStanding.Provisional,
            Value = BudgetJudgement.Hours(time.Seconds),
            Limit = budget.CemsHours,
            Clause = budget.CemsClause,
            LegalBasis = turn.Policy.LegalBasisOf(
                LegalAct.MonitoringNotKept, MaintenanceRule.DayOver(time.Days, budget) ?? quarter),
            Figures =
            [
                new FindingFigure("hours marked", BudgetJudgement.Hours(time.Seconds), "h"),
                new FindingFigure("furnace.budget.cemsHours", budget.CemsHours, "h"),
            ],
        };
    }
}
