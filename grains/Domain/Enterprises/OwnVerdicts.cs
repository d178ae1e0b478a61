using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Enterprises;

/// <summary>Verdicts that an enterprise reaches itself, on their way to those whom they concern.</summary>
static class OwnVerdicts
{
    /// <param name="state">Of the enterprise.</param>
    /// <param name="change">Raised, revised or withdrawn by the entry.</param>
    /// <param name="former">As it stood before; null of one that is raised.</param>
    /// <param name="entry">That decided it.</param>
    /// <param name="effects">Take it.</param>
    public static void Tell(
        EnterpriseState state, Finding change, Finding? former, in TwinEntry entry, EffectList effects)
    {
        Finding finding = change with
        {
            FirstEntry = entry.Sequence,
            LastEntry = entry.Sequence,
            DecidedBy = entry.Sequence,
        };
        effects.Raise(finding);
        OwnLevels.Take(state, finding, former, entry.ArrivedAt);
        if (finding.State == FindingState.Withdrawn)
            state.Acknowledged?.Forget(finding.Id);
        if (state.Registration is { } record)
            effects.Tell(TwinName.Of(record.Region), new FindingTold(finding));
    }
}
