namespace Qianliyan.Domain.Policies;

/// <summary>The rules of monitoring points: which values count, when a verdict is final, what follows from it.</summary>
public sealed record PointsPolicy
{
    public required ValidityPolicy Validity { get; init; }

    /// <summary>Who judges the daily means of a furnace's outlet.</summary>
    public required OutletDayJudge FurnaceOutlets { get; init; }

    public required PointMarkPolicy Marks { get; init; }

    public required ManualPolicy Manual { get; init; }

    public required TransmissionPolicy Transmission { get; init; }

    public required SupervisionPolicy Supervision { get; init; }

    public required ListingPolicy Listing { get; init; }

    public required TierPolicy Tiers { get; init; }
}

/// <summary>Who judges the daily means of an outlet that a furnace has as its emission point.</summary>
public enum OutletDayJudge : byte
{
    /// <summary>The furnace alone, after what its condition marks exempt.</summary>
    Furnace,

    /// <summary>The point as well, whatever is marked of the furnace.</summary>
    Both,
}
