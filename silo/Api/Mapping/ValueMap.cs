using Google.Protobuf.WellKnownTypes;
using Google.Type;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Api.Mapping;

static class ValueMap
{
    /// <summary>Null, which leaves the field out, for a time that is not set.</summary>
    public static Timestamp? ToProto(this BeijingTime time) =>
        time.IsSet ? new Timestamp { Seconds = time.UnixSeconds } : null;

    public static Timestamp ToTimestamp(long unixMs) => new()
    {
        Seconds = Math.DivRem(unixMs, 1_000, out long milliseconds),
        Nanos = (int)milliseconds * 1_000_000,
    };

    public static LatLng? ToProto(this Wgs84? place) =>
        place is { } p ? new LatLng { Latitude = p.Latitude, Longitude = p.Longitude } : null;

    public static string ToName(this RegionCode? region) => region is { } code ? TwinName.Of(code).ToString() : "";

    /// <summary>With whether it counts; null, which leaves the field out, for a mean that there is none of.</summary>
    /// <param name="mean">Of a point.</param>
    /// <param name="settledBefore">Start of the first natural day that may still be marked.</param>
    public static V1.Mean? ToProto(this LatestMean mean, BeijingTime settledBefore)
    {
        if (mean.ToProto() is not { } known)
            return null;
        known.Validity = mean.ValidityAt(settledBefore).ToProto();
        known.VoidCause = mean.Cause.ToProto();
        return known;
    }

    /// <summary>Null, which leaves the field out, for a mean that there is none of.</summary>
    public static V1.Mean? ToProto(this LatestMean mean) => mean.IsSet
        ? new V1.Mean
        {
            StartTime = mean.Start.ToProto(),
            Value = mean.Value.ToString(),
            ConvertedValue = mean.Converted.ToString(),
            Flag = mean.Flag.ToProto(),
        }
        : null;
}
