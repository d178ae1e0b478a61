using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>
/// One event of a budget (单次启停炉、故障、事故): marks of its conditions that overlap or meet, from the start of the first.
/// </summary>
public static class MarkedEvent
{
    /// <summary>When the event that a mark belongs to began, as far back as the marks given reach.</summary>
    /// <param name="marks">Those with effect on the day that is judged and on the day before it.</param>
    public static BeijingTime StartOf(Mark mark, IEnumerable<Mark> marks, HourBudget budget)
    {
        BeijingTime start = mark.Start;
        foreach (Mark former in marks.Where(one => budget.Codes.Contains(one.Code)).OrderByDescending(one => one.EndOrNever))
        {
            if (former.EndOrNever >= start && former.Start < start)
                start = former.Start;
        }

        return start;
    }

    /// <summary>When a mark exempts nothing any more; the end of all time where the budget has no limit of an event.</summary>
    public static BeijingTime ExemptUntil(Mark mark, IEnumerable<Mark> marks, HourBudget budget) =>
        budget.EventHours.HasValue
            ? StartOf(mark, marks, budget).AddSeconds((long)(budget.EventHours.Value * BeijingTime.SecondsPerHour))
            : new BeijingTime(long.MaxValue);
}
