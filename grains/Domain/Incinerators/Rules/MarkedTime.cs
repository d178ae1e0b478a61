using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>How much of a window marks cover.</summary>
public static class MarkedTime
{
    /// <summary>Seconds of a half-open window that the marks cover; marks that overlap add up as the policy says.</summary>
    public static long Seconds(
        IEnumerable<Mark> marks, BeijingTime start, BeijingTime end, MarkOverlap overlap = MarkOverlap.Union)
    {
        var parts = new List<(long From, long To)>();
        foreach (Mark mark in marks)
        {
            if (mark.Overlaps(start, end))
            {
                parts.Add((
                    Math.Max(mark.Start.UnixSeconds, start.UnixSeconds),
                    Math.Min(mark.EndOrNever.UnixSeconds, end.UnixSeconds)));
            }
        }

        parts.Sort();
        long seconds = 0, reached = long.MinValue;
        foreach ((long from, long to) in parts)
        {
            long begin = overlap == MarkOverlap.Union ? Math.Max(from, reached) : from;
            seconds += Math.Max(0, to - begin);
            reached = Math.Max(reached, to);
        }

        return seconds;
    }

    /// <summary>Whether marks cover the window: by any touch, or from start to end.</summary>
    public static bool Covers(IEnumerable<Mark> marks, BeijingTime start, BeijingTime end, Coverage coverage)
    {
        long seconds = Seconds(marks, start, end);
        return coverage == Coverage.Any ? seconds > 0 : seconds == end.UnixSeconds - start.UnixSeconds;
    }
}
