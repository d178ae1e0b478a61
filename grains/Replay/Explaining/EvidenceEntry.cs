using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Replay.Explaining;

/// <summary>An entry of the twin's journal that speaks of the window of a finding.</summary>
/// <param name="Sequence">In the twin's journal.</param>
/// <param name="Kind">What kind it is.</param>
/// <param name="ArrivedAtUnixMs">When it arrived.</param>
/// <param name="DataTime">The time it speaks of; not set for one that speaks of no time.</param>
/// <param name="Says">What it says of the factor, in words.</param>
/// <param name="Source">The twin that told it, and its entry there; none for an upload or a mark.</param>
/// <param name="SourceSequence">Sequence number in the journal of the source.</param>
/// <param name="HasFrame">A raw frame is kept beside the entry.</param>
public sealed record EvidenceEntry(
    long Sequence, EntryKind Kind, long ArrivedAtUnixMs, BeijingTime DataTime, string Says, TwinName? Source,
    long SourceSequence, bool HasFrame);
