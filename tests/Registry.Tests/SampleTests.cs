using System.Diagnostics;
using System.Text;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry.Tests;

public sealed class SampleTests(ITestOutputHelper output)
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_samples_import_in_order_without_a_problem()
    {
        var known = new KnownRegistry();
        ImportOptions options = Given.Options with { Datum = null, Lookup = known };
        foreach (string region in new[] { "130109", "130110", "130281", "130203", "410185", "610115" })
            known.Regions.Add(RegionCode.Parse(region));

        ImportResult<EnterpriseRecord> enterprises =
            RegistryImport.Enterprises(Given.Sample("enterprises.csv"), options, Token);
        known.Enterprises.UnionWith(enterprises.Accepted.Select(enterprise => enterprise.Id));
        ImportResult<PointRecord> points = RegistryImport.Points(Given.Sample("points.csv"), options, Token);
        known.Points.UnionWith(points.Accepted.Select(point => point.Id));
        ImportResult<IncineratorRecord> incinerators =
            RegistryImport.Incinerators(Given.Sample("incinerators.csv"), options, Token);
        ImportResult<PointLimit> limits = RegistryImport.Limits(Given.Sample("limits.csv"), options, Token);
        ImportResult<CellRecord> cells = RegistryImport.Cells(Given.Sample("cells.csv"), options, Token);

        enterprises.Problems.ShouldBeEmpty();
        points.Problems.ShouldBeEmpty();
        incinerators.Problems.ShouldBeEmpty();
        limits.Problems.ShouldBeEmpty();
        cells.Problems.ShouldBeEmpty();
        (enterprises.Accepted.Count, points.Accepted.Count, incinerators.Accepted.Count, limits.Accepted.Count,
            cells.Accepted.Count).ShouldBe((6, 20, 3, 14, 3));
    }

    [Fact]
    public void Every_point_of_a_sample_furnace_names_that_furnace()
    {
        ImportOptions options = Given.Options;
        Dictionary<PointId, PointRecord> points = RegistryImport.Points(Given.Sample("points.csv"), options, Token)
            .Accepted.ToDictionary(point => point.Id);

        foreach (IncineratorRecord furnace in
            RegistryImport.Incinerators(Given.Sample("incinerators.csv"), options, Token).Accepted)
        {
            points[furnace.EmissionPoint].Incinerator.ShouldBe(furnace.Id);
            points[furnace.TemperaturePoint].Incinerator.ShouldBe(furnace.Id);
        }
    }

    /// <summary>
    /// The national list has 60,000 points; the bound is generous, the time is written to the test's output.
    /// </summary>
    [Fact]
    public void Sixty_thousand_points_import_within_seconds()
    {
        var file = new StringBuilder("mn,st,name,kind,region,enterprise,longitude,latitude,password,old_codes,tags\n");
        for (int i = 0; i < 60_000; i++)
            file.Append(
                $"QLY{i:D9},31,第{i}号排放口,flue_gas,130{1 + i % 9}{10 + i % 80},E{i / 2:D8},"
                + $"{114 + i % 1000 / 1000.0:F4},{38 + i % 997 / 997.0:F4},123456,01=a34013;02=a21026,国控\n");
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file.ToString()));
        long started = Stopwatch.GetTimestamp();

        ImportResult<PointRecord> result = RegistryImport.Points(
            stream, Given.Options with { Datum = Datum.Gcj02 }, Token);

        TimeSpan taken = Stopwatch.GetElapsedTime(started);
        output.WriteLine($"60,000 rows in {taken.TotalMilliseconds:F0} ms");
        result.Accepted.Count.ShouldBe(60_000);
        taken.ShouldBeLessThan(TimeSpan.FromSeconds(15));
    }
}
