using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>The marked condition of a furnace from a time on, until the next stretch.</summary>
public readonly record struct ConditionStretch(MarkCode Code, BeijingTime Start);

/// <summary>
/// The conditions of a furnace in order of time as its marks say: where nothing is marked operation is normal
/// (正常运行). A mark that begins while another holds takes over. Gaps shorter than the minimum stay are closed.
/// </summary>
public static class ConditionTimeline
{
    public static List<ConditionStretch> Of(IEnumerable<Mark> marks, int minimumStayMinutes)
    {
        Mark[] conditions =
        [
            .. marks.Where(mark => mark.Kind == MarkKind.Condition)
                .OrderBy(mark => mark.Start).ThenBy(mark => mark.Id, StringComparer.Ordinal),
        ];
        var stretches = new List<ConditionStretch>();
        BeijingTime reached = default;
        foreach (Mark mark in conditions)
        {
            bool isGap = stretches.Count > 0
                && mark.Start.UnixSeconds - reached.UnixSeconds
                    >= minimumStayMinutes * (long)BeijingTime.SecondsPerMinute;
            if (isGap)
                Add(stretches, new ConditionStretch(MarkCode.Normal, reached));
            Add(stretches, new ConditionStretch(mark.Code, mark.Start));
            reached = mark.EndOrNever > reached ? mark.EndOrNever : reached;
        }

        if (stretches.Count > 0 && reached != new BeijingTime(long.MaxValue))
            Add(stretches, new ConditionStretch(MarkCode.Normal, reached));
        return stretches;
    }

    static void Add(List<ConditionStretch> stretches, ConditionStretch next)
    {
        if (stretches.Count == 0 || stretches[^1].Code != next.Code)
            stretches.Add(next);
    }
}
