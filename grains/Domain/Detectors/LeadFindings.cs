using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Detectors;

/// <summary>
/// Leads as findings: raised when they begin, and revised to their whole window, final, when they are over. A lead
/// grounds no penalty, so it cites no article.
/// </summary>
public static class LeadFindings
{
    /// <param name="firstEntry">Sequence number of the first entry behind the newest hour.</param>
    /// <param name="lastEntry">Sequence number of the last one.</param>
    /// <param name="decidedBy">Sequence number of the entry that closed it.</param>
    public static Finding Describe(
        Lead lead, TwinName twin, FactorCode factor, Policy policy, long firstEntry, long lastEntry,
        long decidedBy) => new()
        {
            Twin = twin,
            Rule = lead.Rule,
            PolicyVersion = policy.Version,
            Factor = factor,
            WindowStart = lead.Start,
            WindowEnd = lead.End,
            State = lead.IsOver ? FindingState.Revised : FindingState.Raised,
            Standing = lead.IsOver ? FindingStanding.Final : FindingStanding.Provisional,
            Class = FindingClass.Lead,
            Level = policy.Detectors.Level,
            Value = lead.Value,
            Limit = lead.Bound,
            Reason = $"{factor}: {lead.Reason}",
            Figures = lead.Figures,
            FirstEntry = firstEntry,
            LastEntry = lastEntry,
            DecidedBy = decidedBy,
        };
}
