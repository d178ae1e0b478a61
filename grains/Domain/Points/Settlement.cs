using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>
/// When natural days become final (确定): at the marking deadline of the day, seen by a tick. What has been found on the
/// day is then told once more, as final; what is found later, from late data, is final at once.
/// </summary>
/// <remarks>
/// The first unsettled day moves forward on any entry over days on which nothing has been found; a day with findings
/// waits for a tick, which alone names the pages of such days. <see cref="PointState.ProvisionalDays"/> has a bit for
/// each day from <see cref="PointState.SettledBefore"/> on with a finding raised; a day more than 63 ahead needs its page
/// up to <see cref="PointState.NewestFoundDay"/>.
/// </remarks>
public static class Settlement
{
    const int Bits = 64;

    /// <summary>The first day that is not settled at a time.</summary>
    /// <param name="secondsAfter">Seconds after the end of a day from which it is settled.</param>
    public static int FirstOpenDay(BeijingTime now, int secondsAfter) => now.AddSeconds(-secondsAfter).DayNumber;

    /// <summary>12:00:00 settles the day before, unless a mark at that very second is in time still.</summary>
    static int SecondsAfter(MarkPolicy marks) =>
        marks.DeadlineHour * BeijingTime.SecondsPerHour + (marks.DeadlineInclusive ? 1 : 0);

    public static bool IsSettled(PointState state, BeijingTime day) => day.DayNumber < state.SettledBefore;

    /// <summary>Remembers that something provisional has been found on a day.</summary>
    public static void Found(PointState state, BeijingTime day)
    {
        int ahead = day.DayNumber - state.SettledBefore;
        if (ahead is >= 0 and < Bits)
            state.ProvisionalDays |= 1UL << ahead;
        state.NewestFoundDay = Math.Max(state.NewestFoundDay, day.DayNumber);
    }

    /// <summary>Whether a tick settles a day that has something to be told or counted.</summary>
    public static bool IsDue(PointState state, BeijingTime now) => NextDue(state, now) is not null;

    /// <summary>The pages of the days that a tick settles.</summary>
    public static void AddPages(PointState state, BeijingTime now, List<PageId> pages)
    {
        int end = FirstOpenDay(now, state.SettlesAfter);
        for (int day = state.SettledBefore; day < end; day++)
        {
            if (NeedsPage(state, day))
                pages.Add(PageId.Day(BeijingTime.StartOf(day)));
        }
    }

    /// <summary>Lets days pass that nothing has been found on.</summary>
    public static void Pass(PointState state, BeijingTime now, Policy policy)
    {
        if (state.SettledBefore == 0)
        {
            state.SettlesAfter = SecondsAfter(policy.Marks);
            state.SettledBefore = FirstOpenDay(now, state.SettlesAfter);
        }

        MoveTo(state, NextDue(state, now) ?? FirstOpenDay(now, state.SettlesAfter));
        state.SettlesAfter = SecondsAfter(policy.Marks);
    }

    /// <summary>Settles the days whose deadline has passed, in order.</summary>
    public static void Settle(
        PointState state, BeijingTime now, in TwinEntry entry, Policy policy, EffectList effects)
    {
        while (NextDue(state, now) is { } day)
        {
            MoveTo(state, day + 1);
            Judgement.SettleDay(state, BeijingTime.StartOf(day), in entry, policy, effects);
        }

        Pass(state, now, policy);
    }

    static int? NextDue(PointState state, BeijingTime now)
    {
        if (state.SettledBefore == 0)
            return null;
        int end = FirstOpenDay(now, state.SettlesAfter);
        for (int day = state.SettledBefore; day < end; day++)
        {
            if (NeedsPage(state, day))
                return day;
        }

        return null;
    }

    static bool NeedsPage(PointState state, int day)
    {
        int ahead = day - state.SettledBefore;
        return Transmission.IsExpected(state, day)
            || Supervision.IsDue(state, day)
            || (day <= state.NewestFoundDay && (ahead >= Bits || (state.ProvisionalDays >> ahead & 1) != 0));
    }

    static void MoveTo(PointState state, int day)
    {
        int passed = day - state.SettledBefore;
        if (passed <= 0)
            return;
        bool beyond = state.NewestFoundDay - state.SettledBefore >= Bits;
        state.ProvisionalDays = passed >= Bits ? 0 : state.ProvisionalDays >> passed;
        if (beyond)
            state.ProvisionalDays |= passed >= Bits ? ulong.MaxValue : ulong.MaxValue << (Bits - passed);
        state.SettledBefore = day;
    }
}
