using Qianliyan.Domain.Findings;

namespace Qianliyan.Replay.Explaining;

/// <summary>How a finding came about.</summary>
/// <param name="Versions">Oldest first; at least one.</param>
/// <param name="Evidence">The entries behind it, in the order they came, as far as they are listed.</param>
/// <param name="EvidenceCount">How many there are in all.</param>
/// <param name="WouldDiffer">What would have had to be otherwise for it not to stand; empty where it does not stand.</param>
public sealed record FindingStory(
    IReadOnlyList<FindingVersion> Versions, IReadOnlyList<EvidenceEntry> Evidence, int EvidenceCount, string WouldDiffer)
{
    public Finding Finding => Versions[^1].Finding;
}
