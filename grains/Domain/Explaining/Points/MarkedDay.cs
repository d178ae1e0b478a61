using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using static System.FormattableString;

namespace Qianliyan.Domain.Explaining.Points;

/// <summary>Days of which marks leave too little, with the marks and their entries.</summary>
static class MarkedDay
{
    /// <returns>Null of a day whose mean is not told without hours that would count, or not marked.</returns>
    public static (string Why, string WouldDiffer, FindingFigure[] Figures)? Of(
        PointState state, FactorDay day, FactorCode code, BeijingTime start, in MeanCell mean, Policy policy)
    {
        string marks = Marks(state, code, start, policy);
        if (mean.Cause is not (VoidCause.Marked or VoidCause.TooFewHours)
            || day.HasHours || !day.ReportedDay.IsValid || marks.Length == 0)
        {
            return null;
        }

        int[] seconds = PointMarking.VoidSeconds(state, start, code, policy);
        int left = seconds.Count(marked => !ToldDayRule.IsMarkedAway(marked, policy.Means.HourMinutes));
        return (
            Invariant($"the mean {day.ReportedDay.Figure} is told alone for the day, of which marks leave {left} hours and ")
            + Invariant($"{policy.Means.DayHours} are needed{marks}"),
            "fewer marks, or the hourly means of the day",
            [new FindingFigure("hours beside the marks", left, "h")]);
    }

    /// <summary>The marks that make hours of a day void, with their entries, in words that follow others; empty without any.</summary>
    public static string Marks(PointState state, FactorCode code, BeijingTime start, Policy policy)
    {
        if (state.Marks is not { } marks)
            return "";
        string[] named =
        [
            .. MarkRules.Voiding(marks.EffectiveOn(start, policy.Marks), code, policy.Points.Marks)
                .Select(mark => $"{mark.Code.Term()} by {mark.Author} from {Minute(mark.Start)} to "
                    + Invariant($"{(mark.IsOpen ? "open end" : Minute(mark.End))} (entry {marks.EntryOf(mark)})")),
        ];
        return named.Length == 0 ? "" : $": {string.Join(", ", named)}";
    }

    static string Minute(BeijingTime time) => Invariant($"{time.ToDateTimeOffset():yyyy-MM-dd HH:mm}");
}
