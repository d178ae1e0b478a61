using System.Globalization;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry.Tests;

/// <summary>The 247 national stations against the 39 city polygons: WGS84 against GCJ-02.</summary>
public sealed class RealDataTests(ITestOutputHelper output)
{
    const string Boundaries = "boundaries_39_cities/cities39_echarts4_apache2.geojson";
    const string Stations = "cnemc_hourly_2019/stations.csv";

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static ImportResult<RegionBoundary> Read(Datum? datum) =>
        RegistryImport.BoundariesFromGeoJson(
            File.OpenRead(SharedData.Require(Boundaries)), Given.Options with { Datum = datum }, Token);

    static List<(string Code, RegionCode City, Wgs84 Position)> LocatedStations() =>
    [
        .. File.ReadLines(SharedData.Require(Stations))
            .Skip(1)
            .Select(line => line.Split(','))
            .Where(fields => fields[5].Length > 0)
            .Select(fields => (
                fields[0], RegionCode.Parse(fields[3]), new Wgs84(Number(fields[5]), Number(fields[6])))),
    ];

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [Fact]
    public void The_boundary_file_states_no_datum_and_is_refused() => Read(datum: null).IsRefused.ShouldBeTrue();

    /// <summary>
    /// The polygons are of before 2019; the stations missing are those of Laiwu, which joined Jinan that year.
    /// </summary>
    [Fact]
    public void At_least_95_percent_of_stations_lie_in_their_own_city()
    {
        var index = new BoundaryIndex(Read(Datum.Gcj02).Accepted);
        List<(string Code, RegionCode City, Wgs84 Position)> stations = LocatedStations();

        string[] outside =
        [
            .. stations
                .Where(station => index.Covers(station.City, station.Position) != true)
                .Select(station =>
                    $"{station.Code} of {station.City} lies in {string.Join('/', index.Find(station.Position))}"),
        ];

        output.WriteLine($"{stations.Count - outside.Length} of {stations.Count}; not: {string.Join("; ", outside)}");
        (stations.Count - outside.Length).ShouldBeGreaterThanOrEqualTo((int)Math.Ceiling(stations.Count * 0.95));
    }

    [Fact]
    public void The_polygons_move_300_to_600_metres_by_the_datum()
    {
        IReadOnlyList<RegionBoundary> plain = Read(Datum.Wgs84).Accepted;
        IReadOnlyList<RegionBoundary> converted = Read(Datum.Gcj02).Accepted;

        double[] moved =
        [
            .. plain.Zip(converted, (before, after) => before.Boundary.Coordinates.Zip(
                    after.Boundary.Coordinates,
                    (a, b) => new Wgs84(a.X, a.Y).DistanceTo(new Wgs84(b.X, b.Y))))
                .SelectMany(distances => distances),
        ];

        output.WriteLine(
            $"{moved.Length} corners: {moved.Min():F0} to {moved.Max():F0} m, mean {moved.Average():F0} m");
        moved.Average().ShouldBeInRange(300, 650);
        moved.Count(distance => distance is >= 300 and <= 650).ShouldBeGreaterThan(moved.Length * 9 / 10);
    }

    [Fact]
    public void All_39_cities_have_limits()
    {
        ImportResult<RegionBoundary> result = Read(Datum.Gcj02);

        output.WriteLine(string.Join('\n', result.Problems));
        result.HasErrors.ShouldBeFalse();
        result.Accepted.Count.ShouldBe(39);
    }

    /// <summary>
    /// SOURCE.md of the data set: 116.366,39.8673 in 2019 and 116.3621,39.8784 in 2022, about 1.3 km apart.
    /// </summary>
    [Fact]
    public void The_two_positions_of_station_1001A_lie_in_different_cells()
    {
        RegionCode beijing = RegionCode.Parse("110000");
        CellId before = CellId.Containing(
            beijing, GridResolution.Fine, Given.Grid.Project(new Wgs84(116.366, 39.8673)));
        CellId after = CellId.Containing(
            beijing, GridResolution.Fine, Given.Grid.Project(new Wgs84(116.3621, 39.8784)));

        output.WriteLine($"{before} ({before.Coarse}), {after} ({after.Coarse})");
        after.ShouldNotBe(before);
    }
}
