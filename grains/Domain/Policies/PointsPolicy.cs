namespace Qianliyan.Domain.Policies;

/// <summary>The rules of monitoring points: which values count, when a verdict is final, what follows from it.</summary>
public sealed record PointsPolicy
{
    public required ValidityPolicy Validity { get; init; }

    public required SettlementPolicy Settlement { get; init; }
}
