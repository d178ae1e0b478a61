using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>
/// How much of a budget of marked hours (累计时长) is used within a calendar year, day by day: of each day the marks that
/// have effect on it. The year begins with nothing used.
/// </summary>
public sealed class BudgetUse(MarkSet marks, HourBudget budget, MarkPolicy policy, MarkOverlap overlap)
{
    readonly Dictionary<int, long[]> _years = [];

    /// <summary>Seconds used from 1 January 00:00 to the start of the day.</summary>
    public long Before(BeijingTime day) => Of(day.Date.Year)[day.Date.DayOfYear - 1];

    /// <summary>Seconds used on the day.</summary>
    public long On(BeijingTime day)
    {
        long[] year = Of(day.Date.Year);
        return year[day.Date.DayOfYear] - year[day.Date.DayOfYear - 1];
    }

    // At index n: used on the first n days.
    long[] Of(int year)
    {
        if (_years.TryGetValue(year, out long[]? sums))
            return sums;
        sums = new long[367];
        BeijingTime start = BeijingTime.Of(year, 1, 1), next = BeijingTime.Of(year + 1, 1, 1);
        int days = next.DayNumber - start.DayNumber;
        bool isMarked = marks.All.Any(
            version => budget.Codes.Contains(version.Mark.Code) && version.Mark.Overlaps(start, next));
        for (int day = 0; isMarked && day < days; day++)
        {
            BeijingTime begin = start.AddSeconds((long)day * BeijingTime.SecondsPerDay);
            IEnumerable<Mark> counted =
                marks.EffectiveOn(begin, policy).Where(mark => budget.Codes.Contains(mark.Code));
            sums[day + 1] = sums[day]
                + MarkedTime.Seconds(counted, begin, begin.AddSeconds(BeijingTime.SecondsPerDay), overlap);
        }

        return _years[year] = sums;
    }
}
