using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry.Tests;

public sealed class GeoJsonTests
{
    const string Square = """
        {"type":"Feature","properties":{"adcode":130100,"name":"方城"},"geometry":{"type":"Polygon","coordinates":
        [[[114,38],[115,38],[115,39],[114,39],[114,38]]]}}
        """;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static MemoryStream Collection(string crs, params string[] features) =>
        Given.Text($$"""{"type":"FeatureCollection",{{crs}}"features":[{{string.Join(',', features)}}]}""");

    static ImportOptions Unstated => Given.Options with { Datum = null };

    [Fact]
    public void A_collection_without_crs_is_refused() =>
        RegistryImport.BoundariesFromGeoJson(Collection("", Square), Unstated, Token).IsRefused.ShouldBeTrue();

    [Theory]
    [InlineData("\"crs\":\"gcj02\",")]
    [InlineData("\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"GCJ-02\"}},")]
    public void A_collection_in_gcj02_is_converted(string crs)
    {
        RegionBoundary boundary = RegistryImport.BoundariesFromGeoJson(Collection(crs, Square), Unstated, Token)
            .Accepted.ShouldHaveSingleItem();

        Wgs84 corner = new Gcj02(114, 38).ToWgs84();
        boundary.Boundary.Coordinates[0].X.ShouldBe(corner.Longitude);
        boundary.Boundary.Coordinates[0].Y.ShouldBe(corner.Latitude);
        boundary.Region.ShouldBe(new RegionRecord(RegionCode.Parse("130100"), "方城"));
    }

    [Fact]
    public void A_bad_feature_is_reported_with_its_number()
    {
        ImportResult<RegionBoundary> result = RegistryImport.BoundariesFromGeoJson(
            Collection(
                "",
                Square,
                """{"type":"Feature","properties":{"code":"130200"},"geometry":{"type":"Point","coordinates":[9,9]}}""",
                """{"type":"Feature","properties":{"code":"1302"},"geometry":null}""",
                """{"type":"Feature","properties":{"code":"130300"},"geometry":{"type":"Polygon","coordinates":7}}""",
                "5",
                Square),
            Given.Options with { Partial = true },
            Token);

        result.Problems.Select(problem => (problem.Line, problem.Column)).ShouldBe(
            [(2L, "geometry"), (3L, "code"), (3L, "geometry"), (4L, ""), (5L, ""), (6L, "")]);
        result.Accepted.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{\"type\":\"FeatureCollection\"}")]
    public void What_is_no_feature_collection_is_refused(string text) =>
        RegistryImport.BoundariesFromGeoJson(Given.Text(text), Given.Options, Token).IsRefused.ShouldBeTrue();

    [Fact]
    public void Points_stand_at_their_feature_and_say_only_what_their_properties_say()
    {
        const string feature = """
            {"type":"Feature","properties":{"mn":"MP1","st":31,"name":"n","kind":"flue_gas","region":"130109",
            "password":123456},"geometry":{"type":"Point","coordinates":[114.8461,38.0312]}}
            """;

        ImportResult<PointRecord> result = RegistryImport.PointsFromGeoJson(
            Collection("\"crs\":\"wgs84\",", feature), Unstated, Token);

        result.Problems.ShouldBeEmpty();
        PointRecord point = result.Accepted.ShouldHaveSingleItem();
        point.Id.ShouldBe(PointId.Parse("MP1-31"));
        point.Location.ShouldBe(new Wgs84(114.8461, 38.0312));
        point.Password.ShouldBe(new DevicePassword("123456"));
        result.Says.HasFlag(RegistryFields.Password).ShouldBeTrue();
        result.Says.HasFlag(RegistryFields.Tags).ShouldBeFalse();
    }

    [Fact]
    public void Enterprises_stand_at_their_feature()
    {
        const string feature = """
            {"type":"Feature","properties":{"code":"E1","name":"n","industry":"i","region":"130109"},
            "geometry":{"type":"Point","coordinates":[114.8461,38.0312]}}
            """;

        EnterpriseRecord enterprise = RegistryImport
            .EnterprisesFromGeoJson(Collection("", feature), Given.Options, Token)
            .Accepted.ShouldHaveSingleItem();

        enterprise.Location.ShouldBe(new Wgs84(114.8461, 38.0312));
        enterprise.FineCell.ShouldBe(CellId.Containing(
            RegionCode.Parse("130100"), GridResolution.Fine, Given.Grid.Project(new Wgs84(114.8461, 38.0312))));
    }

    [Fact]
    public void Cells_lie_where_their_feature_lies()
    {
        const string feature = """
            {"type":"Feature","properties":{"region":"130109","hot":true,"resolution":"500m"},
            "geometry":{"type":"Point","coordinates":[114.8461,38.0312]}}
            """;

        CellRecord cell = RegistryImport.CellsFromGeoJson(Collection("\"crs\":\"wgs84\",", feature), Unstated, Token)
            .Accepted.ShouldHaveSingleItem();

        cell.IsHot.ShouldBeTrue();
        cell.Id.Bounds.Contains(Given.Grid.Project(new Wgs84(114.8461, 38.0312))).ShouldBeTrue();
    }

    [Fact]
    public void A_position_outside_its_own_city_is_warned_of()
    {
        var index = new BoundaryIndex(
            RegistryImport.BoundariesFromGeoJson(Collection("", Square), Given.Options, Token).Accepted);

        ImportResult<PointRecord> result = Given.Points(
            Given.Options with { Boundaries = index },
            Given.PointHeader,
            "A1,31,inside,flue_gas,130109,E1,114.5,38.5",
            "A2,31,outside,flue_gas,130109,E1,115.5,38.5",
            "A3,31,unknown city,flue_gas,130209,E1,115.5,38.5");

        ImportProblem problem = result.Problems.ShouldHaveSingleItem();
        (problem.Line, problem.Column, problem.Severity).ShouldBe((3, "region", ImportSeverity.Warning));
        result.Accepted.Count.ShouldBe(3);
        index.Find(new Wgs84(114.5, 38.5)).ShouldBe([RegionCode.Parse("130100")]);
    }
}
