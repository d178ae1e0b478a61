using System.Globalization;

namespace Qianliyan.Domain.Geography;

/// <summary>
/// A position in WGS84 degrees, as a satellite receiver gives it. The only datum the twins keep;
/// a map provider's shifted position is a <see cref="Gcj02"/> and must be converted first.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.Wgs84")]
public readonly record struct Wgs84([property: Id(0)] double Longitude, [property: Id(1)] double Latitude)
{
    /// <summary>
    /// Whether the position lies in the box 73.4-135.1 E, 3.8-53.6 N around China's land and sea. A coarse test against
    /// slips (swapped axes, 0/0, a device abroad), not a border.
    /// </summary>
    public bool IsInChina => Longitude is >= 73.4 and <= 135.1 && Latitude is >= 3.8 and <= 53.6;

    /// <summary>The same place as a Chinese map provider shows it (火星坐标); unchanged outside China.</summary>
    public Gcj02 ToGcj02() => ChinaShift.ToGcj02(this);

    /// <summary>Metres along the ground, on a sphere of 6,371,008.8 m: good to 0.5 %.</summary>
    public double DistanceTo(Wgs84 other)
    {
        double halfLatitude = double.DegreesToRadians(other.Latitude - Latitude) / 2;
        double halfLongitude = double.DegreesToRadians(other.Longitude - Longitude) / 2;
        double haversine = Math.Pow(Math.Sin(halfLatitude), 2)
            + Math.Cos(double.DegreesToRadians(Latitude)) * Math.Cos(double.DegreesToRadians(other.Latitude))
            * Math.Pow(Math.Sin(halfLongitude), 2);
        return 2 * 6_371_008.8 * Math.Asin(Math.Min(1, Math.Sqrt(haversine)));
    }

    /// <summary>Longitude, latitude with six decimals (0.1 m).</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Longitude:F6},{Latitude:F6}");
}
