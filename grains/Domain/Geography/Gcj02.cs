using System.Globalization;

namespace Qianliyan.Domain.Geography;

/// <summary>
/// A position in GCJ-02 (国测局坐标, 火星坐标), the shifted datum of Chinese map providers: 300-600 m away from
/// <see cref="Wgs84"/>, more than a 500 m cell. A type of its own, so that the two cannot be mixed.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.Gcj02")]
public readonly record struct Gcj02([property: Id(0)] double Longitude, [property: Id(1)] double Latitude)
{
    /// <summary>The same place in WGS84, found by iteration to far less than 0.5 m; unchanged outside China.</summary>
    public Wgs84 ToWgs84() => ChinaShift.ToWgs84(this);

    /// <summary>Longitude, latitude with six decimals (0.1 m).</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Longitude:F6},{Latitude:F6}");
}
