using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Findings;

/// <summary>Taking note of levels and findings.</summary>
static class Acknowledging
{
    /// <summary>
    /// Whether there is something to take note of: a level above normal, or a finding of this twin (as its id says),
    /// that nobody has taken note of yet.
    /// </summary>
    public static bool IsOpen(AcknowledgementSet? set, TwinName twin, EscalationLevel level, string finding) =>
        finding.Length == 0
            ? level > EscalationLevel.Normal && set?.Level is null
            : finding.StartsWith($"{twin}:", StringComparison.Ordinal) && set?.Has(finding) != true;

    public static void Take(AcknowledgementSet set, Acknowledged said, EscalationLevel level)
    {
        if (said.Finding.Length == 0)
            set.TakeLevel(new Acknowledgement(said.By, said.At, level, ""));
        else
            set.TakeFinding(new Acknowledgement(said.By, said.At, EscalationLevel.Normal, said.Finding));
    }

    /// <summary>What follows from an entry: a level that moved, findings that were withdrawn.</summary>
    public static void Follow(AcknowledgementSet set, EscalationLevel level, EffectList effects)
    {
        if (set.IsEmpty)
            return;
        set.Reach(level);
        for (int i = 0; i < effects.Findings.Count; i++)
        {
            if (effects.Findings[i].State == FindingState.Withdrawn)
                set.Forget(effects.Findings[i].Id);
        }
    }
}
