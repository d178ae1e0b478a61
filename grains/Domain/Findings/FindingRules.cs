namespace Qianliyan.Domain.Findings;

/// <summary>Names of the rules of points, as findings carry them.</summary>
public static class FindingRules
{
    /// <summary>An hourly mean over its limit (小时均值超标).</summary>
    public const string Hour = "limit.hour";

    /// <summary>A daily mean over its limit (日均值超标).</summary>
    public const string Day = "limit.day";

    /// <summary>A transmission rate below the minimum (传输率低).</summary>
    public const string LowTransmission = "transmission.low";

    /// <summary>Anomalies that reached their frequency (严重异常线索).</summary>
    public const string Serious = "supervision.serious";

    /// <summary>The first condition of a listing (严重超标名单).</summary>
    public const string Listing = "listing.days";

    /// <summary>Both conditions of a listing: exceedance days, and a manual test over its limit.</summary>
    public const string Listed = "listing.met";
}
