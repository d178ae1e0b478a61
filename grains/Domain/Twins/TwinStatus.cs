using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Twins;

/// <summary>
/// What a twin shows of itself: an immutable picture of its state after <see cref="Sequence"/>. Every kind adds its
/// own.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.TwinStatus")]
public abstract record TwinStatus
{
    [Id(0)]
    public required TwinName Name { get; init; }

    [Id(1)]
    public required string DisplayName { get; init; }

    /// <summary>Sequence number of the last journal entry in it; 0 before the first.</summary>
    [Id(2)]
    public required long Sequence { get; init; }

    [Id(3)]
    public required EscalationLevel Level { get; init; }

    [Id(4)]
    public required string LevelReason { get; init; }

    [Id(5)]
    public required BeijingTime LevelSince { get; init; }

    [Id(6)]
    public required LinkState Link { get; init; }

    [Id(7)]
    public required BeijingTime LinkSince { get; init; }

    [Id(8)]
    public required RegionCode? Region { get; init; }

    [Id(9)]
    public required Wgs84? Location { get; init; }

    /// <summary>The registry knows the twin.</summary>
    [Id(10)]
    public required bool IsRegistered { get; init; }
}
