using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// How far the budgets of marked hours are used, up to the end of the newest day: a warning before they are, a call when
/// hours exempt nothing any more; then the CEMS maintenance of the quarter.
/// </summary>
static class BudgetJudgement
{
    public static void Judge(FurnaceTurn turn, BeijingTime touched)
    {
        if (!turn.State.Marks.Set.All.Any())
            return;
        FurnaceYear year = turn.State.YearOf(touched);
        BudgetUse[] uses = turn.State.Marks.BudgetsBy(turn.Policy);
        for (int i = 0; i < uses.Length; i++)
            JudgeYear(turn, year, turn.Furnace.Budget.Year[i], Used(uses[i], turn.State.NewestDay, year.Start));
        MaintenanceJudgement.Judge(turn, year, MaintenanceRule.QuarterOf(touched));
    }

    /// <summary>Judges the quarters that the furnace has come through since a day, and their years.</summary>
    /// <param name="turn">Of an entry that has reached a newer day.</param>
    /// <param name="former">The day that was newest; not set before the first, when they are those since the first mark.</param>
    public static void JudgeSince(FurnaceTurn turn, BeijingTime former)
    {
        BeijingTime newest = turn.State.NewestDay;
        BeijingTime since = former;
        if (!former.IsSet)
        {
            BeijingTime oldest = newest.AddSeconds(-MarkReach.Most * (long)BeijingTime.SecondsPerDay);
            since = turn.State.Marks.Set.All.Select(version => version.Mark.Start).DefaultIfEmpty(newest).Min();
            since = since < oldest ? oldest : since;
        }

        for (BeijingTime quarter = MaintenanceRule.QuarterOf(since); quarter <= newest; quarter = MaintenanceRule.EndOf(quarter))
            Judge(turn, quarter);
    }

    /// <summary>
    /// Takes back what was found on budgets of the running year that the policy has no longer; years before stand as they
    /// were judged.
    /// </summary>
    public static void WithdrawDropped(FurnaceTurn turn)
    {
        IncineratorState state = turn.State;
        BeijingTime running = FurnaceYear.StartFor(state.NewestDay);
        if (running < FurnaceYear.StartFor(state.Now)
            || state.Pages.Find(new PageId(PageKind.Year, running)) is not FurnaceYear year)
        {
            return;
        }

        foreach (Finding held in year.Own.InForce.ToArray())
        {
            if (!held.Rule.StartsWith(FurnaceRules.Budget, StringComparison.Ordinal))
                continue;
            string name = held.Rule[FurnaceRules.Budget.Length..];
            if (turn.Furnace.Budget.Year.Any(budget => budget.Name == name))
                continue;
            turn.Withdraw(
                year, held.Rule, year.Start,
                $"policy {turn.Policy.Version} has no budget {name} any more (furnace.budget.year)", held.Value);
        }
    }

    /// <summary>Seconds of a budget used in a year, through the newest day or the last of the year.</summary>
    /// <param name="newest">Start of the newest day, in the year or after it.</param>
    public static long Used(BudgetUse use, BeijingTime newest, BeijingTime year)
    {
        BeijingTime last = LastDay(newest, FurnaceYear.EndFor(year));
        return use.Before(last) + use.On(last);
    }

    /// <summary>Start of the newest day, or of the last before the end.</summary>
    public static BeijingTime LastDay(BeijingTime newest, BeijingTime end) =>
        newest < end ? newest : end.AddSeconds(-BeijingTime.SecondsPerDay);

    /// <summary>The arithmetic of a year in words.</summary>
    public static string YearReason(HourBudget budget, long seconds, BeijingTime year) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Hours(seconds)} of {budget.Hours} hours of {string.Join('、', budget.Codes.Select(MarkCodes.Term))} "
        + $"used in {year.Date:yyyy}");

    public static Exact Hours(long seconds) => Exact.From((decimal)seconds / BeijingTime.SecondsPerHour);

    static void JudgeYear(FurnaceTurn turn, FurnaceYear year, HourBudget budget, long seconds)
    {
        string rule = FurnaceRules.Budget + budget.Name;
        BudgetLevel level = BudgetWarning.Of(seconds, budget.Hours, turn.Furnace.Prewarning);
        string reason = YearReason(budget, seconds, year.Start);
        if (level == BudgetLevel.Free)
        {
            turn.Withdraw(year, rule, year.Start, reason, Hours(seconds));
            return;
        }

        BeijingTime last = year.End.AddSeconds(-BeijingTime.SecondsPerDay);
        FindingStanding standing = turn.StandingOf(last);
        if (standing == FindingStanding.Provisional)
            turn.State.Pending.Add(last.DayNumber);
        turn.Put(year, turn.Draft(rule, year.Start, year.End, reason) with
        {
            Standing = standing,
            Level = level == BudgetLevel.Notice ? EscalationLevel.Notice : EscalationLevel.Warning,
            Class = level == BudgetLevel.Over ? FindingClass.During : FindingClass.Before,
            Value = Hours(seconds),
            Limit = budget.Hours,
            Clause = budget.Clause,
            Figures =
            [
                new FindingFigure("furnace.prewarning.budgetNotice", turn.Furnace.Prewarning.BudgetNotice),
                new FindingFigure("furnace.prewarning.budgetWarning", turn.Furnace.Prewarning.BudgetWarning),
            ],
        });
    }
}
