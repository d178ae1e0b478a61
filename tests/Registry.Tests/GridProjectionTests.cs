using CsCheck;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry.Tests;

public sealed class GridProjectionTests
{
    static readonly GridProjection Grid = Given.Grid;
    static readonly RegionCode City = RegionCode.Parse("130100");

    static readonly Gen<Wgs84> InChina =
        Gen.Select(Gen.Double[73.5, 135.0], Gen.Double[18.0, 53.5]).Select(at => new Wgs84(at.Item1, at.Item2));

    [Fact]
    public void Projecting_and_back_returns_to_the_same_millimetre() =>
        InChina.Sample(place => Grid.Unproject(Grid.Project(place)).DistanceTo(place) < 0.001, iter: 2_000);

    [Theory]
    [InlineData(73.4, 3.8)]
    [InlineData(73.4, 53.6)]
    [InlineData(105, 3.8)]
    [InlineData(135.1, 3.8)]
    [InlineData(135.1, 53.6)]
    public void Every_position_that_passes_for_China_has_a_cell(double longitude, double latitude)
    {
        var place = new Wgs84(longitude, latitude);

        place.IsInChina.ShouldBeTrue();
        CellId.Containing(City, GridResolution.Fine, Grid.Project(place)).Column.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_central_meridian_projects_to_x_zero() =>
        Grid.Project(new Wgs84(105, 36)).X.ShouldBe(0, 1e-6);

    /// <summary>
    /// Albers on an ellipsoid in closed form (Snyder, Map Projections, equations 14-1 to 14-6): rho from the authalic
    /// q, n and C from the two standard parallels; x = rho sin theta, y = rho0 - rho cos theta.
    /// </summary>
    [Fact]
    public void A_projected_position_agrees_with_the_closed_formula()
    {
        const double a = 6_378_137.0;
        const double f = 1 / 298.257223563;
        const double e2 = f * (2 - f);
        double e = Math.Sqrt(e2);
        double Q(double degrees)
        {
            double s = Math.Sin(double.DegreesToRadians(degrees));
            return (1 - e2) * (s / (1 - e2 * s * s) - Math.Log((1 - e * s) / (1 + e * s)) / (2 * e));
        }

        double M(double degrees)
        {
            double s = Math.Sin(double.DegreesToRadians(degrees));
            return Math.Cos(double.DegreesToRadians(degrees)) / Math.Sqrt(1 - e2 * s * s);
        }

        double n = (M(25) * M(25) - M(47) * M(47)) / (Q(47) - Q(25));
        double c = M(25) * M(25) + n * Q(25);
        double Rho(double degrees) => a * Math.Sqrt(c - n * Q(degrees)) / n;
        double theta = n * double.DegreesToRadians(116.4 - 105);

        ProjectedPoint beijing = Grid.Project(new Wgs84(116.4, 39.9));

        beijing.X.ShouldBe(Rho(39.9) * Math.Sin(theta), 0.001);
        beijing.Y.ShouldBe(Rho(0) - Rho(39.9) * Math.Cos(theta), 0.001);
    }

    [Fact]
    public void Each_position_lies_in_the_one_cell_that_claims_it() =>
        InChina.Sample(place =>
        {
            ProjectedPoint point = Grid.Project(place);
            CellId cell = CellId.Containing(City, GridResolution.Fine, point);
            return cell.Bounds.Contains(point)
                && cell.Neighbours().All(neighbour => !neighbour.Bounds.Contains(point))
                && cell.Coarse == CellId.Containing(City, GridResolution.Coarse, point);
        }, iter: 2_000);

    /// <summary>
    /// The corner quadrangle of a cell, measured on the ellipsoid through a local metric, is 9 km2 everywhere.
    /// </summary>
    [Fact]
    public void A_coarse_cell_covers_nine_square_kilometres_of_ground_anywhere_in_China() =>
        InChina.Sample(place =>
        {
            CellBounds bounds = CellId.Containing(City, GridResolution.Coarse, Grid.Project(place)).Bounds;
            double area = GroundArea(bounds);
            return Math.Abs(area - 9_000_000) / 9_000_000 < 0.0005;
        }, iter: 500);

    static double GroundArea(CellBounds bounds)
    {
        const double a = 6_378_137.0;
        const double e2 = 0.006_694_379_990_141_317;
        Wgs84 centre = Grid.Unproject(bounds.Centre);
        double latitude = double.DegreesToRadians(centre.Latitude);
        double w = Math.Sqrt(1 - e2 * Math.Sin(latitude) * Math.Sin(latitude));
        double metresPerEast = double.DegreesToRadians(1) * a / w * Math.Cos(latitude);
        double metresPerNorth = double.DegreesToRadians(1) * a * (1 - e2) / (w * w * w);
        (double X, double Y)[] corners =
        [
            .. new ProjectedPoint[]
            {
                new(bounds.MinX, bounds.MinY), new(bounds.MaxX, bounds.MinY),
                new(bounds.MaxX, bounds.MaxY), new(bounds.MinX, bounds.MaxY),
            }
            .Select(Grid.Unproject)
            .Select(corner => (
                (corner.Longitude - centre.Longitude) * metresPerEast,
                (corner.Latitude - centre.Latitude) * metresPerNorth)),
        ];
        double twice = 0;
        for (int i = 0; i < corners.Length; i++)
        {
            (double X, double Y) next = corners[(i + 1) % corners.Length];
            twice += corners[i].X * next.Y - next.X * corners[i].Y;
        }

        return Math.Abs(twice) / 2;
    }
}
