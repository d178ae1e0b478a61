using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>Takes marks of the monitoring and holds the hours of a point against them.</summary>
public static class PointMarking
{
    /// <summary>Days before the newest that a mark, or a limit that is dated back, may still change.</summary>
    public const int MostDaysBack = 366;

    /// <summary>
    /// The days whose hours a version of a mark may change: those that it or its earlier versions touch. A sample makes
    /// an hour of its own, also where no data came.
    /// </summary>
    public static SortedSet<int> DaysOf(PointState state, Mark mark) =>
        DaysOf(state.Marks?.Set, mark, NewestDayOf(state));

    /// <summary>
    /// The same of a mark of its furnace, also where no data came: days are counted when they are settled, silent or not.
    /// </summary>
    public static SortedSet<int> DaysOfFurnace(PointState state, Mark mark) =>
        DaysOf(state.Marks?.Furnace, mark, Math.Max(NewestDayOf(state), state.SettledBefore - 1));

    /// <summary>The newest day that anything is known of; of a device that tells daily means alone no hour is ever open.</summary>
    public static int NewestDayOf(PointState state)
    {
        int newest = Math.Max(state.OpenHour.DayNumber, state.NewestFoundDay);
        foreach (ref readonly FactorState factor in state.Factors)
        {
            if (factor.Means is { } means)
                newest = Math.Max(newest, means.ReportedDay.Start.DayNumber);
        }

        return newest;
    }

    static SortedSet<int> DaysOf(MarkSet? marks, Mark mark, int newest)
    {
        var days = new SortedSet<int>();
        foreach (Mark version in (marks?.VersionsOf(mark.Id) ?? []).Select(held => held.Mark).Append(mark))
        {
            int end = version.IsOpen ? newest : version.End.AddSeconds(-1).DayNumber;
            int last = version.Sample is not null ? end : Math.Min(newest, end);
            for (int day = Math.Max(newest - MostDaysBack, version.Start.DayNumber); day <= last; day++)
                days.Add(day);
        }

        return days;
    }

    /// <summary>
    /// Takes a version of a mark and judges the days again that it touches and that data came for. One that comes too late to
    /// have effect on a day leaves that as it was judged.
    /// </summary>
    public static void Take(
        PointState state, Mark mark, in TwinEntry entry, Policy policy, EffectList effects)
    {
        SortedSet<int> days = DaysOf(state, mark);
        PointMarks marks = state.MarksToChange;
        (BeijingTime Start, List<Mark> Effective)[] before =
            [.. days.Select(BeijingTime.StartOf).Select(start => (start, EffectiveOn(start)))];
        marks.Set.Take(mark, entry.ArrivedAt, entry.Sequence);
        marks.IsDirty = true;
        foreach ((BeijingTime start, List<Mark> effective) in before)
        {
            bool hasEffect = !effective.SequenceEqual(EffectiveOn(start));
            if (hasEffect)
                LeadWatch.TouchDay(state, start, policy.Detectors);
            if (mark.Sample is not null && mark.Overlaps(start, start.AddSeconds(BeijingTime.SecondsPerDay)))
            {
                state.DayPageOf(start).Of(state.IndexOf(mark.Factor));
                Settlement.Found(state, start);
            }

            if ((hasEffect || mark.Sample is not null) && state.Pages.Find(PageId.Day(start)) is DayPage page)
                Judgement.JudgeMarked(state, page, in entry, policy, effects);
        }

        List<Mark> EffectiveOn(BeijingTime day) => marks.EffectiveOn(day, state.PolicyOf(day, policy).Marks);
    }

    public static bool Holds(PointState state, Mark mark) => state.Marks?.Set.Holds(mark) == true;

    /// <summary>The hours of a day that do not count for a factor by its marks, a bit each.</summary>
    public static uint VoidHours(PointState state, BeijingTime day, FactorCode factor, Policy policy) =>
        state.Marks is { } marks
            ? MarkRules.VoidHours(marks.EffectiveOn(day, policy.Marks), day, factor, policy.Points.Marks)
            : 0;

    /// <summary>For how many seconds of each hour of a day its marks make void what is measured of a factor.</summary>
    public static int[] VoidSeconds(PointState state, BeijingTime day, FactorCode factor, Policy policy) =>
        state.Marks is { } marks
            ? MarkRules.VoidSeconds(marks.EffectiveOn(day, policy.Marks), day, factor, policy.Points.Marks)
            : new int[FactorDay.Hours];

    /// <summary>What manual monitoring measured of a factor on a day; null where it did not.</summary>
    public static ManualHours? Manual(PointState state, BeijingTime day, FactorCode factor, Policy policy)
    {
        if (state.Marks is not { } marks || marks.SamplesOn(day, policy.Marks) is not { Count: > 0 } samples)
            return null;
        return Manual(state, samples, day, factor, policy);
    }

    /// <summary>The same of the samples that are tests of the day itself.</summary>
    public static ManualHours? Tests(PointState state, BeijingTime day, FactorCode factor, Policy policy)
    {
        List<(Mark Mark, long Entry)> tests = state.Marks is { } marks
            ? marks.SamplesOn(day, policy.Marks).FindAll(held => SampleRules.IsOfDay(held.Mark, day, policy.Points.Manual))
            : [];
        return Manual(state, tests, day, factor, policy);
    }

    static ManualHours? Manual(
        PointState state, List<(Mark Mark, long Entry)> samples, BeijingTime day, FactorCode factor, Policy policy)
    {
        PointLimit limit = PointLimit.OfSample(state, policy, factor, day);
        return SampleRules.Of(
            samples, day, factor, PointLimit.ReferenceOxygenOf(state, policy, factor, day),
            limit.IsSet ? limit : PointLimit.Of(state, policy, factor, LimitPeriod.Day, day), policy.Points);
    }

    /// <summary>The marks of a day under which a factor grounds no lead.</summary>
    public static List<Mark> Excusing(PointState state, BeijingTime day, FactorCode factor, Policy policy) =>
        state.Marks is { } marks
            ? MarkRules.Excusing(marks.EffectiveOn(day, policy.Marks), factor, policy.Detectors)
            : [];

    public static byte[] ExcusedMinutes(PointState state, BeijingTime day, FactorCode factor, Policy policy) =>
        state.Marks is { } marks
            ? MarkRules.ExcusedMinutes(marks.EffectiveOn(day, policy.Marks), day, factor, policy.Points.Marks)
            : [];

    /// <summary>The minutes of each hour of a day in which its furnace stood still by its marks; empty where there are none.</summary>
    public static byte[] StoppedMinutes(PointState state, BeijingTime day, Policy policy) =>
        state is { Marks: { } marks, ClaimedBy: not null }
            ? MarkRules.StoppedMinutes(marks.Furnace.EffectiveOn(day, policy.Marks), day, policy.Points.Marks)
            : [];
}
