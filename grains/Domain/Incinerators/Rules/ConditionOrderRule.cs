using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>A change of the marked condition, and when.</summary>
public readonly record struct ConditionChange(ConditionStep Step, BeijingTime At);

/// <summary>
/// 工况标记顺序: conditions follow each other in an order (停运→烘炉→启炉→正常→停炉→停炉降温→停运). A change outside it is
/// worth a look and proves nothing: the list comes from practice.
/// </summary>
public static class ConditionOrderRule
{
    /// <summary>The changes within a window that are not allowed.</summary>
    /// <param name="marks">The marks that have effect in the window and on the day before it.</param>
    public static List<ConditionChange> Anomalies(
        IEnumerable<Mark> marks, BeijingTime start, BeijingTime end, ConditionPolicy policy) =>
        Changes(marks, start, end, policy).FindAll(change => !policy.Allowed.Contains(change.Step));

    /// <summary>The changes within a window, allowed or not; the first mark follows normal operation.</summary>
    /// <param name="marks">The marks that have effect in the window and on the day before it.</param>
    public static List<ConditionChange> Changes(
        IEnumerable<Mark> marks, BeijingTime start, BeijingTime end, ConditionPolicy policy)
    {
        var changes = new List<ConditionChange>();
        MarkCode before = MarkCode.Normal;
        foreach (ConditionStretch stretch in ConditionTimeline.Of(marks, policy.MinimumStayMinutes))
        {
            var step = new ConditionStep(before, stretch.Code);
            before = stretch.Code;
            bool isWithin = stretch.Start >= start && stretch.Start < end;
            if (isWithin && step.From != step.To)
                changes.Add(new ConditionChange(step, stretch.Start));
        }

        return changes;
    }
}
