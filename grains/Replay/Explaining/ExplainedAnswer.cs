using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Replay.Explaining;

/// <summary>What a rule made of a window, with what is behind it.</summary>
/// <param name="Answer">The rule's arithmetic.</param>
/// <param name="Finding">Found there, in force or withdrawn since; null where nothing ever was.</param>
/// <param name="Evidence">The entries of the judge's journal that speak of the window, as far as they are listed.</param>
/// <param name="EvidenceCount">How many there are in all.</param>
/// <param name="Judge">The twin that judged, and whose journal the entries are of.</param>
/// <param name="JudgedAtUnixMs">
/// When the entry arrived that decided the finding, where one is in force, or that the window was last judged by.
/// </param>
public sealed record ExplainedAnswer(
    RuleAnswer Answer, Finding? Finding, IReadOnlyList<EvidenceEntry> Evidence, int EvidenceCount, TwinName Judge,
    long JudgedAtUnixMs);
