using CsCheck;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Tests.Geography;

public sealed class CellIdTests
{
    static readonly RegionCode City = RegionCode.Parse("130100");

    static readonly Gen<ProjectedPoint> OnGrid =
        Gen.Select(Gen.Double[-2_900_000, 2_400_000], Gen.Double[0, 6_000_000])
            .Select(at => new ProjectedPoint(at.Item1, at.Item2));

    static readonly Gen<CellId> Cells =
        Gen.Select(Gen.Int[0, 12_000], Gen.Int[0, 12_000], Gen.Bool).Select(at => new CellId(
            City, at.Item3 ? GridResolution.Coarse : GridResolution.Fine, at.Item1, at.Item2));

    [Theory]
    [InlineData(GridResolution.Coarse, 123, 456, "130100-3km-0123-0456")]
    [InlineData(GridResolution.Fine, 740, 2740, "130100-500m-0740-2740")]
    [InlineData(GridResolution.Fine, 10_740, 2740, "130100-500m-10740-2740")]
    public void A_cell_is_written_readably(GridResolution resolution, int column, int row, string text)
    {
        var cell = new CellId(City, resolution, column, row);

        cell.ToString().ShouldBe(text);
        CellId.Parse(text).ShouldBe(cell);
    }

    [Fact]
    public void Every_cell_parses_from_its_own_text() =>
        Cells.Sample(cell => CellId.TryParse(cell.ToString(), out CellId parsed) && parsed == cell);

    [Theory]
    [InlineData("130100-3km-123-0456")]
    [InlineData("130100-3km-00123-0456")]
    [InlineData("130100-3km-0123")]
    [InlineData("130100-3KM-0123-0456")]
    [InlineData("130100-1km-0123-0456")]
    [InlineData("130000-3km-0123-0456")]
    [InlineData("130109-3km-0123-0456")]
    [InlineData("130100-3km-+123-0456")]
    [InlineData("")]
    [InlineData(null)]
    public void A_cell_has_one_spelling_and_a_city(string? text) => CellId.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_fine_cell_lies_in_one_coarse_cell_of_36() =>
        Cells.Sample(cell =>
        {
            CellId coarse = cell.Coarse;
            CellId[] children = coarse.Children();
            return coarse.Resolution == GridResolution.Coarse
                && children.Length == 36
                && children.Distinct().Count() == 36
                && children.All(child => child.Coarse == coarse)
                && (cell.Resolution == GridResolution.Coarse || children.Contains(cell));
        });

    [Fact]
    public void The_36_children_cover_their_parent_exactly() =>
        Cells.Sample(cell =>
        {
            CellBounds whole = cell.Coarse.Bounds;
            CellBounds[] parts = [.. cell.Coarse.Children().Select(child => child.Bounds)];
            return parts.Sum(part => part.Area) == whole.Area
                && parts.Min(part => part.MinX) == whole.MinX
                && parts.Min(part => part.MinY) == whole.MinY
                && parts.Max(part => part.MaxX) == whole.MaxX
                && parts.Max(part => part.MaxY) == whole.MaxY;
        });

    /// <summary>3,000 x 3,000 = 9,000,000 m2 and 500 x 500 = 250,000 m2; 36 x 250,000 = 9,000,000.</summary>
    [Fact]
    public void The_area_of_a_cell_is_exact() =>
        Cells.Sample(cell => cell.Bounds.Area == (cell.Resolution == GridResolution.Coarse ? 9_000_000 : 250_000));

    [Fact]
    public void A_point_lies_in_its_cell_and_in_no_neighbour() =>
        OnGrid.Sample(point =>
        {
            CellId fine = CellId.Containing(City, GridResolution.Fine, point);
            return fine.Bounds.Contains(point)
                && fine.Neighbours().All(neighbour => !neighbour.Bounds.Contains(point))
                && fine.Coarse == CellId.Containing(City, GridResolution.Coarse, point);
        });

    /// <summary>x = 0 is (0 + 4,200,000) / 3,000 = column 1400; y = 4,500,000 / 3,000 = row 1500.</summary>
    [Fact]
    public void A_point_on_an_edge_belongs_to_the_cell_north_east_of_it()
    {
        CellId.Containing(City, GridResolution.Coarse, new ProjectedPoint(0, 4_500_000))
            .ShouldBe(new CellId(City, GridResolution.Coarse, 1400, 1500));
        CellId.Containing(City, GridResolution.Coarse, new ProjectedPoint(-0.001, 4_499_999.999))
            .ShouldBe(new CellId(City, GridResolution.Coarse, 1399, 1499));
        CellId.Containing(City, GridResolution.Coarse, new ProjectedPoint(-1e-60, 4_500_000))
            .ShouldBe(new CellId(City, GridResolution.Coarse, 1399, 1500));
    }

    [Fact]
    public void A_cell_inside_the_grid_has_eight_neighbours_one_edge_away()
    {
        var cell = new CellId(City, GridResolution.Coarse, 1000, 1500);

        CellId[] neighbours = [.. cell.Neighbours()];

        neighbours.Distinct().Count().ShouldBe(8);
        neighbours.ShouldNotContain(cell);
        neighbours.ShouldAllBe(n => Math.Abs(n.Column - 1000) <= 1 && Math.Abs(n.Row - 1500) <= 1);
        new CellId(City, GridResolution.Coarse, 0, 0).Neighbours().Count().ShouldBe(3);
    }

    [Fact]
    public void A_border_cell_exists_once_for_each_city()
    {
        var cell = new CellId(City, GridResolution.Coarse, 1000, 1500);
        CellId other = cell.For(RegionCode.Parse("130600"));

        other.ShouldNotBe(cell);
        other.CoversSameGroundAs(cell).ShouldBeTrue();
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(-4_200_001, 0)]
    [InlineData(0, -1)]
    [InlineData(double.PositiveInfinity, 0)]
    public void A_point_off_the_grid_has_no_cell(double x, double y) =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            CellId.Containing(City, GridResolution.Coarse, new ProjectedPoint(x, y)));
}
