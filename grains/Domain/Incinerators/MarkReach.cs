using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Signals;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// The days whose verdicts a version of a mark may change: those that it or its earlier versions touch, the day after,
/// and later days of the same years that marks exempt hours of, as the budgets run in order of time. At most the last
/// 366 days up to the newest.
/// </summary>
static class MarkReach
{
    public const int Most = 366;

    public static SortedSet<int> Of(IncineratorState state, Mark mark)
    {
        var days = new SortedSet<int>();
        if (!state.NewestDay.IsSet)
            return days;
        int newest = state.NewestDay.DayNumber;
        int oldest = newest - Most;
        int first = int.MaxValue;
        Mark[] versions = [.. state.Marks.Set.VersionsOf(mark.Id).Select(held => held.Mark), mark];
        foreach (Mark version in versions)
        {
            first = Math.Min(first, version.Start.DayNumber);
            Add(days, version, oldest, newest);
        }

        AddLater(days, state.Marks.Set, Math.Max(oldest, first), newest);
        return days;
    }

    /// <summary>The days that a condition word of a device may change: those from a day before it on.</summary>
    public static SortedSet<int> Of(IncineratorState state, ConditionTold told)
    {
        var days = new SortedSet<int>();
        if (!state.NewestDay.IsSet)
            return days;
        int newest = state.NewestDay.DayNumber;
        int first = Math.Max(newest - Most, told.At.DayNumber - 1);
        for (int day = first; day <= newest; day++)
            days.Add(day);
        return days;
    }

    static void AddLater(SortedSet<int> days, MarkSet marks, int first, int newest)
    {
        foreach (MarkVersion held in marks.All)
        {
            if (held.Mark.Kind == MarkKind.Condition)
                Add(days, held.Mark, first, newest);
        }
    }

    static void Add(SortedSet<int> days, Mark mark, int oldest, int newest)
    {
        long last = mark.IsOpen ? newest : Math.Min(newest, mark.End.DayNumber + 1L);
        for (int day = Math.Max(oldest, mark.Start.DayNumber); day <= last; day++)
            days.Add(day);
    }
}
