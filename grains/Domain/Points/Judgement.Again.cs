using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>Days that are judged again: after a registration or policy, and after marks.</summary>
static partial class Judgement
{
    /// <summary>
    /// Judges and tells the hours of the current day again, after the registration has changed. A day that is settled
    /// stays as it was judged; a finding on another limit than before says so.
    /// </summary>
    /// <param name="former">The registration that held before.</param>
    public static void JudgeAgain(
        PointState state, PointRecord? former, in TwinEntry entry, Policy policy, EffectList effects)
    {
        if (state.Pages.Find(PageId.Day(state.OpenHour)) is DayPage day && !Settlement.IsSettled(state, day.Start))
            JudgeAgain(state, day, former, isToldAgain: true, in entry, policy, effects);
    }

    /// <summary>
    /// The days that another policy judges, since they are not settled when it is put in force: those from the first of
    /// them through the newest hour's.
    /// </summary>
    public static IEnumerable<int> DaysNotSettled(PointState state)
    {
        int newest = state.OpenHour.IsSet ? state.OpenHour.DayNumber : 0;
        for (int day = Math.Max(state.SettledBefore, newest - PointMarking.MostDaysBack); day <= newest; day++)
            yield return day;
    }

    /// <summary>
    /// The days that a registration dates a limit back to, through the newest, whether their hours are known or their mean
    /// was told alone: these are judged by it, settled or not, as if it had come in time. Days before
    /// <see cref="LimitsDatedOver.OldestOf"/> stay as they were judged.
    /// </summary>
    public static SortedSet<int> DaysDatedOtherwise(PointState state, PointRecord record)
    {
        var days = new SortedSet<int>();
        if (FirstDatedOtherwise(state, record) is not { } first)
            return days;
        int newest = PointMarking.NewestDayOf(state);
        for (int day = Math.Max(BeijingTime.DayNumberOf(first), LimitsDatedOver.OldestOf(newest)); day <= newest; day++)
            days.Add(day);
        return days;
    }

    /// <summary>Remembers what judged the days that a registration dates a limit back over and that stay as they were judged.</summary>
    public static void RememberDatedOver(PointState state, PointRecord record, in TwinEntry entry)
    {
        int newest = PointMarking.NewestDayOf(state);
        bool isKnown = state.FirstDay > 0 && state.FirstDay < LimitsDatedOver.OldestOf(newest);
        if (isKnown && FirstDatedOtherwise(state, record) is { } first && LimitsDatedOver.IsBeyond(first, newest))
            (state.DatedOver ??= new LimitsDatedOver()).Put(state.Limited!, newest, in entry);
    }

    /// <summary>The first day that a registration dates another limit to; null where it dates none, or nothing is known yet.</summary>
    static DateOnly? FirstDatedOtherwise(PointState state, PointRecord record) =>
        state.Registration is { } former && PointMarking.NewestDayOf(state) > 0
            ? LimitHistory.ChangedFrom(former.Limits, record.Limits)
            : null;

    /// <summary>
    /// Judges days again by the limits that hold for them now; the means of the current one are told again, as after any
    /// registration.
    /// </summary>
    /// <param name="former">The registration that held before.</param>
    public static void JudgeDays(
        PointState state, IEnumerable<int> days, PointRecord? former, in TwinEntry entry, Policy policy, EffectList effects)
    {
        foreach (int number in days)
        {
            if (state.Pages.Find(PageId.Day(BeijingTime.StartOf(number))) is not DayPage day)
                continue;
            bool isCurrent = day.Start == state.OpenHour.StartOfDay && !Settlement.IsSettled(state, day.Start);
            JudgeAgain(state, day, former, isCurrent, in entry, policy, effects);
        }
    }

    static void JudgeAgain(
        PointState state, DayPage day, PointRecord? former, bool isToldAgain, in TwinEntry entry, Policy policy,
        EffectList effects)
    {
        day.IsDirty = true;
        Policy ofDay = state.PolicyOf(day.Start, policy);
        for (int factor = 0; factor < state.Factors.Length; factor++)
        {
            Mark(state, day, factor, ofDay);
            Retold ofHours = RetoldOf(state, former, factor, LimitPeriod.Hour, day.Start, ofDay);
            for (int hour = 0; hour < FactorDay.Hours; hour++)
            {
                BeijingTime start = day.Start.AddSeconds(hour * BeijingTime.SecondsPerHour);
                CountedMean? before = isToldAgain ? null : CountedMean.OfHour(day.Find(factor), hour, ofDay.Means);
                JudgeHour(state, day, factor, start, before, ofHours, in entry, ofDay, effects);
            }

            CountedMean? mean = isToldAgain ? null : CountedMean.OfDay(day.Find(factor));
            Compute(state, day, factor, ofDay);
            if (day.Find(factor) is { IsDayJudged: true })
            {
                Retold ofMean = RetoldOf(state, former, factor, LimitPeriod.Day, day.Start, ofDay);
                JudgeDay(state, day, factor, mean, ofMean, in entry, ofDay, effects);
            }
        }

        Supervise(state, day, in entry, policy, effects);
    }

    static Retold RetoldOf(
        PointState state, PointRecord? former, int factor, LimitPeriod period, BeijingTime day, Policy policy)
    {
        FactorCode code = state.Factors[factor].Code;
        bool isOther = !ReferenceEquals(former, state.Limited)
            && PointLimit.Of(state, policy, code, period, day) != PointLimit.Of(state.Name, former, policy, code, period, day);
        return isOther ? Retold.OfOtherLimit : Retold.WhenChanged;
    }

    /// <summary>Judges the hours of a day again that marks made void or let count, and the day.</summary>
    public static void JudgeMarked(
        PointState state, DayPage page, in TwinEntry entry, Policy policy, EffectList effects)
    {
        page.IsDirty = true;
        Policy ofDay = state.PolicyOf(page.Start, policy);
        for (int factor = 0; factor < state.Factors.Length; factor++)
        {
            if (page.Find(factor) is not { } day)
                continue;
            CountedMean? before = CountedMean.OfDay(day);
            JudgeMarkedHours(state, page, factor, day, in entry, ofDay, effects);
            ComputeDay(state, page, factor, before, in entry, ofDay, effects);
            Transmission.CountAgain(state, page, factor, in entry, ofDay, effects);
        }

        Supervise(state, page, in entry, policy, effects);
    }

    static void JudgeMarkedHours(
        PointState state, DayPage page, int factor, FactorDay day, in TwinEntry entry, Policy policy,
        EffectList effects)
    {
        Span<CountedMean?> before = new CountedMean?[FactorDay.Hours];
        for (int hour = 0; hour < FactorDay.Hours; hour++)
            before[hour] = CountedMean.OfHour(day, hour, policy.Means);
        (uint voided, int[]? seconds, ManualHours? manual) = (day.VoidHours, day.VoidSeconds, day.Manual);
        Mark(state, page, factor, policy);
        for (int hour = 0; hour < FactorDay.Hours; hour++)
        {
            bool isChanged = ((voided ^ day.VoidHours) >> hour & 1) != 0
                || seconds?[hour] != day.VoidSeconds?[hour]
                || !ManualHours.IsSame(manual, day.Manual, hour);
            BeijingTime start = page.Start.AddSeconds(hour * BeijingTime.SecondsPerHour);
            if (isChanged)
                JudgeHour(state, page, factor, start, before[hour], Retold.WhenChanged, in entry, policy, effects);
        }
    }
}
