using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;

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
            if (Finding.State == FindingState.Withdrawn)
                return "";
            return Versions.Select(version => FoundOtherwise.Than(version.Finding)).LastOrDefault(words => words.Length > 0)
                ?? "";
        }
    }
}
