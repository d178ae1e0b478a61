using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Replay.Trials;

/// <summary>What a trial did not try, or took as it was told when it was told.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Twins">That it is about, in order of name.</param>
/// <param name="Text">In words, on one line.</param>
public sealed record TrialNote(TrialNoteKind Kind, IReadOnlyList<TwinName> Twins, string Text)
{
    /// <summary>The policy that those twins stay under; null where the candidate does apply.</summary>
    public PolicyIssue? Policy { get; init; }

    /// <summary>The twins that did not take part, of a twin that heard them; in order of name.</summary>
    public IReadOnlyList<TwinName> Missing { get; init; } = [];
}
