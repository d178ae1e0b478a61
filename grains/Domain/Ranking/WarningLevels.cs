using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Ranking;

/// <summary>
/// The level that its warned months lead a 3 km cell to: that of ranking.level for a warned month, that of
/// ranking.escalation.level for one that escalates. A month is a ground from when it is ranked until the ranking of the next
/// one is due; the level rises at once and falls only when its clean period (levels.cleanHours) is over. A finding that late
/// data take back was no ground, and what stood on it alone falls at once. A month that is ranked later than that, as of a
/// back-fill, is past and lifts nothing.
/// </summary>
static class WarningLevels
{
    /// <summary>Of findings on the same level the one on the newest month is named.</summary>
    public static (EscalationLevel Level, string Reason) Of(CellState state, BeijingTime now, Policy policy)
    {
        CleanHours clean = policy.Levels.CleanHours;
        Finding? ground = Highest(state, finding => now < EndOf(finding, policy));
        var standing = (Level: ground?.Level ?? EscalationLevel.Normal, Reason: ground?.Reason ?? "");
        Finding? past = Highest(state, finding =>
            now < EndOf(finding, policy).AddSeconds(clean.Of(finding.Level) * (long)BeijingTime.SecondsPerHour));
        return past is not null && past.Level > standing.Level ? (past.Level, Past(past.Reason)) : standing;
    }

    /// <summary>Whether the clock alone moves the level of the cell.</summary>
    public static bool IsDue(CellState state, BeijingTime now, Policy policy) =>
        state.Findings.InForce.Any(WarningFindings.IsOne)
        && CellLevels.Of(state, now, policy).Level != state.Standing.Level;

    /// <summary>When the month after the one found is due to be ranked.</summary>
    static BeijingTime EndOf(Finding finding, Policy policy) =>
        CityRanking.DueOf(NaturalMonth.Of(finding.WindowEnd), policy.Ranking);

    static Finding? Highest(CellState state, Predicate<Finding> counts)
    {
        Finding? highest = null;
        foreach (Finding finding in state.Findings.InForce)
        {
            bool isHigher = highest is null || finding.Level > highest.Level
                || (finding.Level == highest.Level && finding.WindowEnd > highest.WindowEnd);
            if (WarningFindings.IsOne(finding) && isHigher && counts(finding))
                highest = finding;
        }

        return highest;
    }

    static string Past(string reason) => $"{reason}; past, kept for its clean period";
}
