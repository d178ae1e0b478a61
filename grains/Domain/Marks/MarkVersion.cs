using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Marks;

/// <summary>A version of a mark and how it came.</summary>
/// <param name="MarkedAt">When it arrived: what the deadline is held against.</param>
/// <param name="Entry">Sequence number of its journal entry.</param>
[GenerateSerializer, Immutable, Alias("qly.MarkVersion")]
public sealed record MarkVersion(
    [property: Id(0)] Mark Mark, [property: Id(1)] BeijingTime MarkedAt, [property: Id(2)] long Entry);
