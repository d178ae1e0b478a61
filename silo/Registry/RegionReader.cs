using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry;

static class RegionReader
{
    public static RegionRecord? Read(RowFields fields)
    {
        // Public boundary files name the column adcode.
        string column = fields.Has("adcode") && !fields.Has("code") ? "adcode" : "code";
        RegionCode code = fields.Required<RegionCode>(
            column, RegionCode.TryParse, "is not a six-digit code of GB/T 2260");
        string name = fields.Text("name");
        return fields.Failed ? null : new RegionRecord(code, name);
    }

    public static RegionBoundary? ReadBoundary(RowFields fields)
    {
        RegionRecord? region = Read(fields);
        if (fields.Geometry is not Polygon and not MultiPolygon)
            fields.Error("geometry", fields.Geometry?.GeometryType ?? "", "is not a polygon");
        if (fields.Failed || region is null)
            return null;

        Geometry boundary = fields.Geometry!.Copy();
        boundary.Apply(new ToWgs84(fields.Datum));
        boundary.GeometryChanged();
        if (!boundary.IsValid)
        {
            fields.Warn("geometry", region.Code.ToString(), "crosses itself and was repaired");
            boundary = GeometryFixer.Fix(boundary);
        }

        Point inside = boundary.InteriorPoint;
        if (RegistryRules.Location(new Wgs84(inside.X, inside.Y)) is { } reason)
            fields.Error("geometry", region.Code.ToString(), reason);
        return fields.Failed ? null : new RegionBoundary(region, boundary);
    }

    sealed class ToWgs84(Datum datum) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence, int i)
        {
            Wgs84 position = datum.ToWgs84(sequence.GetX(i), sequence.GetY(i));
            sequence.SetX(i, position.Longitude);
            sequence.SetY(i, position.Latitude);
        }
    }
}
