using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>The marked condition of a furnace from a time on, until the next stretch.</summary>
public readonly record struct ConditionStretch(MarkCode Code, BeijingTime Start);

/// <summary>
/// The conditions of a furnace in order of time as its marks say: of those that hold at a time the one that began last
/// counts, so that a mark that others interrupt comes back; where nothing is marked operation is normal (正常运行). A gap
/// between two marks, or a mark that comes back, for less than the minimum stay is no condition of its own.
/// </summary>
public static class ConditionTimeline
{
    public static List<ConditionStretch> Of(IEnumerable<Mark> marks, int minimumStayMinutes)
    {
        List<(Mark? Mark, BeijingTime At)> turns = Turns(
        [
            .. marks.Where(mark => mark.Kind == MarkKind.Condition)
                .OrderBy(mark => mark.Start).ThenBy(mark => mark.Id, StringComparer.Ordinal),
        ]);
        long least = minimumStayMinutes * (long)BeijingTime.SecondsPerMinute;
        var stretches = new List<ConditionStretch>();
        for (int i = 0; i < turns.Count; i++)
        {
            (Mark? mark, BeijingTime at) = turns[i];
            bool begins = mark?.Start == at;
            bool isShort = i + 1 < turns.Count && turns[i + 1].At.UnixSeconds - at.UnixSeconds < least;
            MarkCode code = mark?.Code ?? MarkCode.Normal;
            if ((begins || !isShort) && (stretches.Count == 0 || stretches[^1].Code != code))
                stretches.Add(new ConditionStretch(code, at));
        }

        return stretches;
    }

    /// <summary>Whether the other one of two marks counts while both hold: the one that began last, of two at once by id.</summary>
    public static bool IsBefore(Mark mark, Mark other) =>
        mark.Start != other.Start ? mark.Start < other.Start : string.CompareOrdinal(mark.Id, other.Id) < 0;

    /// <summary>Which mark counts from which time on; null where none holds.</summary>
    /// <param name="conditions">In order of their beginning.</param>
    static List<(Mark? Mark, BeijingTime At)> Turns(Mark[] conditions)
    {
        var turns = new List<(Mark? Mark, BeijingTime At)>();
        IEnumerable<BeijingTime> ends = conditions.Where(mark => !mark.IsOpen).Select(mark => mark.End);
        foreach (BeijingTime at in conditions.Select(mark => mark.Start).Concat(ends).Distinct().Order())
        {
            Mark? holds = Array.FindLast(conditions, mark => mark.Start <= at && mark.EndOrNever > at);
            if (turns.Count == 0 || !ReferenceEquals(turns[^1].Mark, holds))
                turns.Add((holds, at));
        }

        return turns;
    }
}
