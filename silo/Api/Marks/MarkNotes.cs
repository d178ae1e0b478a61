using System.Globalization;
using Qianliyan.Api.Mapping;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Api.Marks;

/// <summary>What the author of a version of a mark should know of it: that it came late, and what it contradicts.</summary>
static class MarkNotes
{
    /// <summary>Whether the version came after the deadline of a day that it touches.</summary>
    public static bool IsLate(MarkVersion version, MarkPolicy policy) =>
        version.Mark.Start.DayNumber <= MarkDeadline.LastPassed(version.MarkedAt, policy);

    /// <param name="holder">What the mark hangs on.</param>
    /// <param name="version">As it was taken.</param>
    /// <param name="held">The newest versions of all marks there.</param>
    /// <param name="policy">In force there.</param>
    public static IEnumerable<string> Of(
        TwinName holder, MarkVersion version, IEnumerable<MarkVersion> held, MarkPolicy policy)
    {
        if (IsLate(version, policy))
            yield return Late(version, held, policy);
        Mark mark = version.Mark;
        if (mark.IsDeleted || mark.Kind != MarkKind.Condition)
            yield break;
        foreach (Mark other in held.Select(one => one.Mark).Where(other => Contradicts(mark, other, policy)))
        {
            string counts = ConditionTimeline.IsBefore(mark, other) ? other.Code.Term() : mark.Code.Term();
            yield return $"overlaps {MarkMap.NameOf(holder, other.Id)}, {other.Code.Term()} from {other.Start} to "
                + $"{(other.IsOpen ? "open end" : other.End)}: while both hold the one that began last counts, {counts}";
        }
    }

    static bool Contradicts(Mark mark, Mark other, MarkPolicy policy) =>
        other.Id != mark.Id && !other.IsDeleted && other.Kind == MarkKind.Condition && other.Code != mark.Code
        && (other.Source != MarkSource.Device || policy.Devices == DeviceMarks.Effective)
        && mark.Overlaps(other.Start, other.EndOrNever);

    static string Late(MarkVersion version, IEnumerable<MarkVersion> held, MarkPolicy policy)
    {
        int passed = MarkDeadline.LastPassed(version.MarkedAt, policy);
        Mark mark = version.Mark;
        int last = mark.IsOpen ? int.MaxValue : mark.End.AddSeconds(-1).DayNumber;
        BeijingTime day = BeijingTime.StartOf(Math.Min(passed, last));
        string came = $"came after {MarkDeadline.Of(day, policy)}, the deadline for marks of {DateOf(day)}";
        bool isOfAuthority = mark.IsEnforcement
            || held.Any(one => one.Mark.Id == mark.Id && one.Mark.IsEnforcement);
        if ((isOfAuthority ? policy.LateSamples : policy.Late) == LateMarks.Effective)
            return $"{came}: it counts all the same";
        string stands = mark.Revision > 1 ? "what was marked in time stands" : "it is kept without effect";
        string from = last > passed ? $"; it has effect from {DateOf(BeijingTime.StartOf(passed + 1))} on" : "";
        return $"{came}: on days up to then {stands}, and no verdict changes{from}";
    }

    static string DateOf(BeijingTime day) => day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
