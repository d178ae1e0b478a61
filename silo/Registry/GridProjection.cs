using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;
using Qianliyan.Domain.Geography;

namespace Qianliyan.Registry;

/// <summary>
/// Albers equal-area conic for China on WGS84: standard parallels 25 N and 47 N, central meridian 105 E, origin at the
/// equator, no false offsets. The parameters are a choice of this project, the ones customary for thematic maps of
/// China; no public text names the projection of the official grid. Equal area is what counts: a cell covers
/// 9 km2 in Hainan and in Heilongjiang. Shapes are stretched by up to a few percent.
/// </summary>
public sealed class GridProjection : IGridProjection
{
    readonly MathTransform _forward;
    readonly MathTransform _backward;

    public GridProjection()
    {
        var factory = new CoordinateSystemFactory();
        ProjectedCoordinateSystem albers = factory.CreateProjectedCoordinateSystem(
            "China Albers equal-area",
            GeographicCoordinateSystem.WGS84,
            factory.CreateProjection(
                "Albers equal-area conic",
                "Albers_Conic_Equal_Area",
                [
                    new ProjectionParameter("latitude_of_center", 0),
                    new ProjectionParameter("longitude_of_center", 105),
                    new ProjectionParameter("standard_parallel_1", 25),
                    new ProjectionParameter("standard_parallel_2", 47),
                    new ProjectionParameter("false_easting", 0),
                    new ProjectionParameter("false_northing", 0),
                ]),
            LinearUnit.Metre,
            new AxisInfo("East", AxisOrientationEnum.East),
            new AxisInfo("North", AxisOrientationEnum.North));
        _forward = new CoordinateTransformationFactory()
            .CreateFromCoordinateSystems(GeographicCoordinateSystem.WGS84, albers)
            .MathTransform;
        _backward = _forward.Inverse();
    }

    public ProjectedPoint Project(Wgs84 position)
    {
        (double x, double y) = _forward.Transform(position.Longitude, position.Latitude);
        return new ProjectedPoint(x, y);
    }

    public Wgs84 Unproject(ProjectedPoint point)
    {
        (double longitude, double latitude) = _backward.Transform(point.X, point.Y);
        return new Wgs84(longitude, latitude);
    }
}
