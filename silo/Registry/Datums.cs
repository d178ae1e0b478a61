using Qianliyan.Domain.Geography;

namespace Qianliyan.Registry;

/// <summary>Names of datums, and the way from each to WGS84.</summary>
public static class Datums
{
    /// <summary>
    /// Reads <c>wgs84</c>, <c>cgcs2000</c> or <c>gcj02</c>, also as the names GeoJSON and EPSG use for them.
    /// </summary>
    public static bool TryParse(string? text, out Datum datum)
    {
        string name = (text ?? "").Trim().ToLowerInvariant().Replace("-", "", StringComparison.Ordinal);
        datum = name switch
        {
            "wgs84" or "cgcs2000" or "crs84" or "epsg:4326" or "epsg:4490" => Datum.Wgs84,
            "urn:ogc:def:crs:ogc:1.3:crs84" or "urn:ogc:def:crs:ogc::crs84" => Datum.Wgs84,
            "urn:ogc:def:crs:epsg::4326" or "urn:ogc:def:crs:epsg::4490" => Datum.Wgs84,
            "gcj02" => Datum.Gcj02,
            _ => default,
        };
        return datum != default;
    }

    public static Wgs84 ToWgs84(this Datum datum, double longitude, double latitude) =>
        datum == Datum.Gcj02 ? new Gcj02(longitude, latitude).ToWgs84() : new Wgs84(longitude, latitude);
}
