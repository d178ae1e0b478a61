using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Signals;

/// <summary>
/// What one twin tells another. It is numbered by its source: the entry that caused it and its place among that
/// entry's effects; a receiver drops what it has seen of a source, so delivery at least once is enough.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.Signal")]
public sealed record Signal
{
    [Id(0)]
    public required TwinName Source { get; init; }

    /// <summary>Sequence number of the causing entry in the source's journal.</summary>
    [Id(1)]
    public required long SourceSequence { get; init; }

    /// <summary>Place among the effects of that entry, from 0.</summary>
    [Id(2)]
    public required int Ordinal { get; init; }

    /// <summary>When the causing entry arrived.</summary>
    [Id(3)]
    public required BeijingTime CausedAt { get; init; }

    [Id(4)]
    public required SignalBody Body { get; init; }

    /// <summary>
    /// The position by which receivers know what they have seen: grows with every signal of a source.
    /// </summary>
    public SignalPosition Position => new(SourceSequence, Ordinal);
}
