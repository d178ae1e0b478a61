using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Ranking;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Cells;

/// <summary>
/// The level of a cell: the highest that the newest hour mean of any factor reaches by the steps of the policy, that an
/// episode of high values leads to, or a warned month (<see cref="WarningLevels"/>).
/// A factor whose newest mean is more than an hour behind the cell's newest hour does not count any more.
/// </summary>
static class CellLevels
{
    public static (EscalationLevel Level, string Reason) Of(CellState state, BeijingTime now, Policy policy)
    {
        var highest = (Level: EscalationLevel.Normal, Reason: "");
        foreach (CellSteps steps in policy.Cells.Steps)
        {
            if (state.Factors.Find(factor => factor.Code == steps.Factor)?.Latest is not { } hour
                || hour.Start < state.NewestHour.AddSeconds(-BeijingTime.SecondsPerHour))
            {
                continue;
            }

            (EscalationLevel level, decimal step) = Step(steps, hour.Mean.Value);
            if (level > highest.Level)
                highest = (level, Reason(state, steps, hour, step));
        }

        highest = Contrast(state, highest);
        (EscalationLevel Level, string Reason) warned = WarningLevels.Of(state, now, policy);
        return warned.Level > highest.Level ? warned : highest;
    }

    /// <summary>A fine cell that is clearly higher than its neighbours, as long as the episode goes on.</summary>
    static (EscalationLevel Level, string Reason) Contrast(
        CellState state, (EscalationLevel Level, string Reason) highest)
    {
        foreach (Finding finding in state.Findings.InForce)
        {
            bool goesOn = finding.Rule == ContrastFindings.EpisodeRule
                && finding.Standing == FindingStanding.Provisional
                && finding.WindowStart.DayNumber == state.NewestHour.DayNumber;
            if (goesOn && finding.Level > highest.Level)
                highest = (finding.Level, finding.Reason);
        }

        return highest;
    }

    static (EscalationLevel Level, decimal Step) Step(CellSteps steps, decimal mean) =>
        mean >= steps.Exceeded ? (EscalationLevel.Exceeded, steps.Exceeded)
        : mean >= steps.Warning ? (EscalationLevel.Warning, steps.Warning)
        : mean >= steps.Notice ? (EscalationLevel.Notice, steps.Notice)
        : (EscalationLevel.Normal, 0);

    static string Reason(CellState state, CellSteps steps, CellHour hour, decimal step)
    {
        string sources = state.Id.Resolution == GridResolution.Coarse ? "fine cell" : "station";
        string plural = hour.Reporting == 1 ? "" : "s";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{steps.Factor} hour mean {hour.Mean.Value:0.####} of {hour.Reporting} {sources}{plural} >= {step}");
    }
}
