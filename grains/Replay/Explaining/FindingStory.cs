using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Replay.Explaining;

/// <summary>How a finding came about.</summary>
/// <param name="Versions">Oldest first; at least one.</param>
/// <param name="Evidence">The entries behind it, in the order they came, as far as they are listed.</param>
/// <param name="EvidenceCount">How many there are in all.</param>
public sealed record FindingStory(
    IReadOnlyList<FindingVersion> Versions, IReadOnlyList<EvidenceEntry> Evidence, int EvidenceCount)
{
    public Finding Finding => Versions[^1].Finding;

    /// <summary>What would have had to be otherwise for the finding not to stand; empty where it does not stand.</summary>
    public string WouldDiffer
    {
        get
        {
            Finding finding = Finding;
            if (finding.State == FindingState.Withdrawn || !finding.Value.HasValue || !finding.Limit.HasValue)
                return "";
            bool isOver = finding.Value > finding.Limit;
            Exact difference = Exact.From(Math.Abs(finding.Value.Value - finding.Limit.Value));
            string figure = $"the figure {finding.Value} would have to be {finding.Limit} or {(isOver ? "less" : "more")}";
            return $"{figure}, that is by {difference} {(isOver ? "less" : "more")}; or it would have to be void or exempt";
        }
    }
}
