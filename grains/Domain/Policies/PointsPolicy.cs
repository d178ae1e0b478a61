namespace Qianliyan.Domain.Policies;

/// <summary>The rules of monitoring points: which values count, when a verdict is final, what follows from it.</summary>
public sealed record PointsPolicy
{
    public required ValidityPolicy Validity { get; init; }

    public required PointMarkPolicy Marks { get; init; }

    public required ManualPolicy Manual { get; init; }

    public required TransmissionPolicy Transmission { get; init; }

    public required SupervisionPolicy Supervision { get; init; }

    public required ListingPolicy Listing { get; init; }

    public required TierPolicy Tiers { get; init; }
}
