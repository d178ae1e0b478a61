using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>
/// 连续30日达标后恢复 (财建〔2020〕199号): a cancelled month suspends the subsidy until as many compliant days have followed its
/// last violation without another between. It begins with the violation that cancels the month; each that follows, in that
/// month or later, begins the days anew. A day counts when its marking deadline has passed; a violation breaks them at once.
/// </summary>
public static class SuspensionRule
{
    /// <summary>The suspensions, in order, from a time on.</summary>
    /// <param name="from">Months that were cancelled before are left out: they were restored by then.</param>
    /// <param name="cancelled">Starts of the cancelled months, in order.</param>
    /// <param name="days">The natural days of the furnace or plant.</param>
    /// <param name="through">Number of the last day whose marking deadline has passed.</param>
    public static List<Suspension> From(
        BeijingTime from, IEnumerable<BeijingTime> cancelled, IComplianceDays days, int through, SubsidyPolicy policy)
    {
        var suspensions = new List<Suspension>();
        foreach (BeijingTime month in cancelled)
        {
            BeijingTime since = days.CancelledOn(month, policy);
            if (since < from)
                continue;
            if (suspensions.Count > 0 && suspensions[^1] is var running && !(running.Run.IsEnough && since >= running.Run.End))
            {
                suspensions[^1] = running with { Months = [.. running.Months, month] };
                continue;
            }

            suspensions.Add(new Suspension([month], since, RunAfter(since, days, through, days.NewestViolation, policy)));
        }

        return suspensions;
    }

    /// <summary>The compliant days in a row after a violation, up to the first that are enough, else the last ones.</summary>
    /// <param name="violation">Start of its day.</param>
    /// <param name="days">The natural days of the furnace or plant.</param>
    /// <param name="through">Number of the last day whose marking deadline has passed.</param>
    /// <param name="newest">Number of the last day whose violation breaks them, be it provisional.</param>
    public static CleanRun RunAfter(
        BeijingTime violation, IComplianceDays days, int through, int newest, SubsidyPolicy policy)
    {
        var run = new CleanRun { First = BeijingTime.StartOf(violation.DayNumber + 1) };
        for (int day = violation.DayNumber + 1; day <= through || day <= newest; day++)
        {
            DayCompliance compliance = days.Of(day);
            bool isFinal = day <= through;
            if (Breaks(compliance, isFinal, policy))
            {
                run = new CleanRun
                {
                    First = BeijingTime.StartOf(day + 1),
                    BrokenOn = BeijingTime.StartOf(day),
                    BrokenBy = compliance,
                    BrokenAfter = run.Clean,
                };
            }
            else if (isFinal)
            {
                bool hasVerdict = compliance == DayCompliance.Compliant;
                bool counts = hasVerdict || policy.NoVerdict == NoVerdictDay.Clean;
                run = run with { Clean = run.Clean + (counts ? 1 : 0), NoVerdict = run.NoVerdict + (hasVerdict ? 0 : 1) };
                if (counts && run.Clean >= policy.CleanDays)
                    return run with { End = BeijingTime.StartOf(day + 1) };
            }
        }

        return run;
    }

    /// <summary>
    /// Start of the first day on which it may be paid again, once enough days have been compliant; until then at the
    /// earliest, when every day that is not settled yet is.
    /// </summary>
    /// <param name="run">The compliant days as they stand.</param>
    /// <param name="through">Number of the last day whose marking deadline has passed.</param>
    public static BeijingTime RestoredFrom(CleanRun run, int through, SubsidyPolicy policy) => run.IsEnough
        ? run.End
        : BeijingTime.StartOf(Math.Max(run.First.DayNumber, through + 1) + policy.CleanDays - run.Clean);

    /// <summary>A violation breaks them, final or not; a day without verdict when it stays so and the policy says it.</summary>
    public static bool Breaks(DayCompliance compliance, bool isFinal, SubsidyPolicy policy) =>
        compliance == DayCompliance.Violated
        || (isFinal && compliance == DayCompliance.NoVerdict && policy.NoVerdict == NoVerdictDay.Breaks);
}
