using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Registry;
using Qianliyan.Registry;
using Qianliyan.Simulator.Fleets;

namespace Qianliyan.Simulator.Tests;

public sealed class FleetTests
{
    static readonly GridProjection Grid = new();

    static Fleet City(int seed) => Fleet.City(seed, new CityOptions(), Grid);

    [Fact]
    public void The_city_has_the_size_it_promises()
    {
        Fleet fleet = City(7);

        fleet.Enterprises.Count.ShouldBe(12);
        fleet.Incinerators.Count.ShouldBe(2);
        fleet.Points.Count(point => point.Kind is PointKind.FlueGas or PointKind.WasteWater).ShouldBe(26);
        fleet.Points.Count(point => point.Kind == PointKind.IncineratorFlueGas).ShouldBe(2);
        fleet.Points.Count(point => point.Kind == PointKind.AmbientAir).ShouldBe(2);
        fleet.Points.Count(point => point.Kind == PointKind.MicroStation).ShouldBe(30);
        fleet.Outlets.Count(outlet => !outlet.IsRegistered).ShouldBe(1);
        fleet.Points.Select(point => point.Id).Distinct().Count().ShouldBe(60);
        fleet.Cells.Count.ShouldBeInRange(4, 16);
    }

    [Fact]
    public void Every_registered_point_lies_in_the_cell_of_its_position()
    {
        foreach (PointRecord point in City(7).Points)
        {
            CellId cell = CellId.Containing(
                RegionCode.Parse("130100"), GridResolution.Fine, Grid.Project(point.Location!.Value));
            point.FineCell.ShouldBe(cell);
        }
    }

    [Fact]
    public void Outlets_of_one_logger_may_share_an_mn_under_different_systems()
    {
        DataLogger logger = City(7).Loggers.First(
            logger => logger.Outlets.GroupBy(outlet => outlet.Id.Mn).Any(shared => shared.Count() > 1));

        logger.Outlets.Select(outlet => outlet.Id).Distinct().Count().ShouldBe(logger.Outlets.Count);
    }

    [Fact]
    public void The_furnaces_carry_the_limits_of_GB_18485_with_their_source()
    {
        PointRecord furnace = City(7).Points.First(point => point.Kind == PointKind.IncineratorFlueGas);

        furnace.ReferenceOxygen.ShouldBe(11m);
        furnace.Limits.ShouldAllBe(limit => limit.Source == "GB 18485-2014");
        furnace.Limits.Select(limit => $"{limit.Factor} {limit.Period} {limit.Upper}{limit.Lower}").ShouldBe(
        [
            "a34013 Hour 30", "a34013 Day 20", "a21002 Hour 300", "a21002 Day 250", "a21026 Hour 100", "a21026 Day 80",
            "a21024 Hour 60", "a21024 Day 50", "a21005 Hour 100", "a21005 Day 80", "a01901 FiveMinutes 850",
        ]);
    }

    [Fact]
    public void The_registry_imports_what_the_fleet_writes_without_a_problem()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Fleet fleet = City(7);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("fleet");
        try
        {
            RegistryFiles.Write(fleet, folder.FullName);
            var options = new ImportOptions { Grid = Grid };
            Stream Open(string name) => File.OpenRead(Path.Combine(folder.FullName, name));
            ImportResult<PointRecord> points = RegistryImport.Points(Open("points.csv"), options, cancellation);
            ImportResult<PointLimit> limits = RegistryImport.Limits(Open("limits.csv"), options, cancellation);
            ImportResult<EnterpriseRecord> enterprises =
                RegistryImport.Enterprises(Open("enterprises.csv"), options, cancellation);
            ImportResult<IncineratorRecord> furnaces =
                RegistryImport.Incinerators(Open("incinerators.csv"), options, cancellation);
            ImportResult<CellRecord> cells = RegistryImport.Cells(Open("cells.csv"), options, cancellation);
            ImportResult<RegionRecord> regions = RegistryImport.Regions(Open("regions.csv"), options, cancellation);

            points.Problems.Concat(limits.Problems).Concat(enterprises.Problems).Concat(furnaces.Problems)
                .Concat(cells.Problems).Concat(regions.Problems).ShouldBeEmpty();
            enterprises.Accepted.ShouldBe(fleet.Enterprises);
            furnaces.Accepted.ShouldBe(fleet.Incinerators);
            regions.Accepted.ShouldBe(fleet.Regions);
            cells.Accepted.Select(cell => cell.Id).Order().ShouldBe(fleet.Cells.Select(cell => cell.Id));
            points.Accepted
                .Select(point => limits.Accepted
                    .Where(row => row.Point == point.Id)
                    .Aggregate(point, (into, row) => into.WithLimit(row.Limit)))
                .ShouldBe(fleet.Points);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
