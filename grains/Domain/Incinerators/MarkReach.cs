using Qianliyan.Domain.Marks;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// The days whose verdicts a version of a mark may change: those that it or its earlier versions touch, the day after,
/// and later days of the same years that marks exempt hours of, as the budgets run in order of time. At most the last
/// 366 days up to the newest.
/// </summary>
static class MarkReach
{
    const int Most = 366;

    public static SortedSet<int> Of(IncineratorState state, Mark mark)
    {
        var days = new SortedSet<int>();
        if (!state.NewestDay.IsSet)
            return days;
        int newest = state.NewestDay.DayNumber;
        int oldest = newest - Most;
        int first = int.MaxValue;
        foreach (Mark version in state.Marks.Set.VersionsOf(mark.Id).Select(held => held.Mark).Append(mark))
        {
            first = Math.Min(first, version.Start.DayNumber);
            Add(days, version, oldest, newest);
        }

        foreach (MarkVersion held in state.Marks.Set.All)
        {
            if (held.Mark.Kind == MarkKind.Condition && held.Mark.EndOrNever.UnixSeconds > mark.Start.UnixSeconds)
                Add(days, held.Mark, Math.Max(oldest, first), newest);
        }

        return days;
    }

    static void Add(SortedSet<int> days, Mark mark, int oldest, int newest)
    {
        long last = mark.IsOpen ? newest : Math.Min(newest, mark.End.DayNumber + 1L);
        for (int day = Math.Max(oldest, mark.Start.DayNumber); day <= last; day++)
            days.Add(day);
    }
}
