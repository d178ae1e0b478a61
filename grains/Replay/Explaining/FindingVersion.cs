using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Replay.Explaining;

/// <summary>A finding as one entry made it; a later version supersedes it.</summary>
/// <param name="Finding">What was said.</param>
/// <param name="DecidedBy">What kind of entry decided.</param>
/// <param name="ArrivedAtUnixMs">When that entry arrived.</param>
public sealed record FindingVersion(Finding Finding, EntryKind DecidedBy, long ArrivedAtUnixMs);
