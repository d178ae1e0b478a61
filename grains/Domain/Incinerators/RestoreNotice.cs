using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators;

/// <summary>The notice that a suspended power subsidy may be restored, of a furnace or plant. People decide.</summary>
static class RestoreNotice
{
    /// <summary>Why a notice is withdrawn where nothing is suspended any more.</summary>
    public const string NothingCancelled = "no month is cancelled any more that it would restore";

    /// <summary>From when on an entry judges again: notices on days before stand as they were found.</summary>
    /// <param name="held">Notices in force.</param>
    /// <param name="touched">Start of the day that the entry may have changed.</param>
    public static BeijingTime JudgedFrom(IEnumerable<Finding> held, BeijingTime touched) =>
        held.Where(notice => notice.WindowEnd <= touched).Select(notice => notice.WindowEnd).DefaultIfEmpty().Max();

    /// <param name="suspension">With days enough.</param>
    public static Finding Of(TwinName twin, string rule, Suspension suspension, Policy policy)
    {
        SubsidyPolicy subsidy = policy.Furnace.Subsidy;
        CleanRun run = suspension.Run;
        return new Finding
        {
            Twin = twin,
            Rule = rule,
            PolicyVersion = policy.Version,
            WindowStart = run.First,
            WindowEnd = run.End,
            State = FindingState.Raised,
            Standing = FindingStanding.Final,
            Level = EscalationLevel.Notice,
            Class = FindingClass.Lead,
            Value = run.Clean,
            Limit = subsidy.CleanDays,
            Reason = $"{Reason(suspension, subsidy)}; may be restored from {Date(run.End)}",
            Clause = subsidy.Clause,
            Figures = Figures(run, subsidy),
        };
    }

    /// <summary>The days of a suspension in words, enough or not.</summary>
    public static string Reason(Suspension suspension, SubsidyPolicy policy)
    {
        CleanRun run = suspension.Run;
        string end = run.IsEnough ? $" to {Date(run.End.AddSeconds(-BeijingTime.SecondsPerDay))}" : "";
        string months = string.Join(
            ", ", suspension.Months.Select(month => month.Date.ToString("yyyy-MM", CultureInfo.InvariantCulture)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Clean} of {policy.CleanDays} clean days from {Date(run.First)}{end}{Broken(run)}{NoVerdict(run.NoVerdict, policy)}, "
            + $"{months} cancelled");
    }

    public static ValueList<FindingFigure> Figures(CleanRun run, SubsidyPolicy policy) =>
    [
        new("clean days", run.Clean, "d"),
        new("days without verdict", run.NoVerdict, "d"),
        new("furnace.subsidy.cleanDays", policy.CleanDays, "d"),
    ];

    /// <summary>What breaks compliant days in words.</summary>
    public static string Breaker(DayCompliance compliance, BeijingTime day) => compliance == DayCompliance.Violated
        ? $"a violation on {Date(day)}"
        : $"a day without verdict on {Date(day)} (furnace.subsidy.noVerdict=breaks)";

    public static string Date(BeijingTime day) => day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Broken(CleanRun run) => run.BrokenOn.IsSet
        ? string.Create(
            CultureInfo.InvariantCulture, $", broken after {run.BrokenAfter} by {Breaker(run.BrokenBy, run.BrokenOn)}")
        : "";

    static string NoVerdict(int days, SubsidyPolicy policy) => days == 0
        ? ""
        : string.Create(
            CultureInfo.InvariantCulture,
            $", {days} without verdict {(policy.NoVerdict == NoVerdictDay.Clean ? "counted as clean" : "passed over")} "
            + $"(furnace.subsidy.noVerdict={Words.Of(policy.NoVerdict)})");
}
