using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// Which months of a furnace are cancelled, and whether its power subsidy may be restored: compliant days after a cancelled
/// month, which a clock makes final one by one. Where the policy counts the plant, its enterprise is told the violations.
/// </summary>
static class SubsidyJudgement
{
    /// <param name="turn">Of an entry.</param>
    /// <param name="touched">Start of the day that it may have changed.</param>
    /// <param name="judged">The month of that day, where the entry has it judged again.</param>
    public static void Judge(FurnaceTurn turn, BeijingTime touched, FurnaceMonth? judged)
    {
        IncineratorState state = turn.State;
        if (state.Subsidy is not { } page
            || (page.Cancelled.Count == 0 && page.Own.InForce.Count == 0 && page.Suspended is null))
        {
            return;
        }

        BeijingTime from = RestoreNotice.JudgedFrom(page.Notices, touched);
        int through = MarkDeadline.LastPassed(state.Now, turn.Policy.Marks);
        List<Suspension> suspensions = SuspensionRule.From(
            from, page.Cancelled, page.History, through, turn.Furnace.Subsidy);
        foreach (Finding held in page.Notices.Where(held => held.WindowStart >= from).ToArray())
        {
            if (!suspensions.Exists(one => one.Run.IsEnough && one.Run.First == held.WindowStart))
                Withdraw(turn, page, held, suspensions);
        }

        foreach (Suspension over in suspensions.Where(one => one.Run.IsEnough))
            page.IsDirty |= turn.Put(page.Own, RestoreNotice.Of(state.Name, FurnaceRules.Restored, over, turn.Policy));
        FindCancelled(turn, page, from, judged, month => RestoreDate.Of(
            month, suspensions, page.Notices, page.History, through, turn.Furnace.Subsidy));
        page.SetSuspended(SuspendedSubsidy.Of(suspensions, turn.Furnace.Subsidy));
        if (page.Suspended is not null)
            LeaveToClock(state, through);
    }

    /// <summary>Tells the enterprise a month, where any of its months is counted by the plant.</summary>
    public static void Tell(FurnaceTurn turn, SubsidyPage page, MonthViolations month)
    {
        if (turn.State.SubsidyGrains.HasPlant
            && !page.IsTold(month.Start)
            && turn.TellEnterprise(new ViolationsTold(month)))
        {
            page.SetTold(month.Start, isTold: true);
        }
    }

    /// <summary>
    /// The month that is judged again as a whole, and the date of the others that are not restored: a violation since
    /// moves it, or a day without verdict.
    /// </summary>
    /// <param name="restored">From when a month may be restored at the earliest.</param>
    static void FindCancelled(
        FurnaceTurn turn, SubsidyPage page, BeijingTime from, FurnaceMonth? judged,
        Func<BeijingTime, BeijingTime> restored)
    {
        SubsidyPolicy subsidy = turn.Furnace.Subsidy;
        foreach (BeijingTime start in page.Cancelled)
        {
            if (start == judged?.Start)
            {
                page.IsDirty |= turn.Put(page.Own, SubsidyNotice.Of(turn, judged, restored(start)));
            }
            else if (page.History.CancelledOn(start, subsidy) >= from
                && page.Own.Find(FurnaceRules.Subsidy, default, start) is { } held)
            {
                page.IsDirty |= turn.Put(page.Own, RestoreDate.Moved(held, restored(start), subsidy));
            }
        }
    }

    static void Withdraw(FurnaceTurn turn, SubsidyPage page, Finding held, List<Suspension> suspensions)
    {
        Suspension? newest = suspensions.LastOrDefault();
        page.IsDirty |= turn.Withdraw(
            page.Own, held.Rule, held.WindowStart,
            newest is null ? RestoreNotice.NothingCancelled : RestoreNotice.Reason(newest, turn.Furnace.Subsidy),
            newest?.Run.Clean ?? 0);
    }

    /// <summary>A day counts when its deadline has passed, also one that nothing comes for.</summary>
    static void LeaveToClock(IncineratorState state, int through)
    {
        for (int day = through + 1; day <= state.NewestDay.DayNumber; day++)
            state.Pending.Add(day);
    }
}
