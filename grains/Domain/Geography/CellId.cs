using System.Globalization;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Geography;

/// <summary>
/// A grid cell (网格): the city it is counted for, its resolution, and its column and row in the national grid. Written
/// <c>130100-3km-0123-0456</c> or <c>130100-500m-0740-2740</c>. Columns count eastward from x = -4,200 km, rows
/// northward from y = 0, on the plane of <see cref="IGridProjection"/>; both resolutions share the origin, so a fine
/// index divided by six is the coarse one. The city is part of the key because the official counts exceed the land
/// area: a cell on a city border exists once for each city.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.CellId")]
public readonly record struct CellId : IComparable<CellId>
{
    /// <summary>Fine cells along the edge of a coarse cell.</summary>
    public const int Split = (int)GridResolution.Coarse / (int)GridResolution.Fine;

    const double OriginX = -4_200_000;
    const double OriginY = 0;
    const int MostIndex = 99_999;

    /// <exception cref="ArgumentOutOfRangeException">Not a city, no such resolution, or an index off the
    /// grid.</exception>
    public CellId(RegionCode city, GridResolution resolution, int column, int row)
    {
        if (!city.IsCity)
            throw new ArgumentOutOfRangeException(nameof(city), city, "A cell is counted for a city.");
        if (resolution is not (GridResolution.Coarse or GridResolution.Fine))
            throw new ArgumentOutOfRangeException(nameof(resolution), resolution, "A cell is 3 km or 500 m wide.");
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(column, MostIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(row, MostIndex);
        (City, Resolution, Column, Row) = (city, resolution, column, row);
    }

    [Id(0)]
    public RegionCode City { get; }

    [Id(1)]
    public GridResolution Resolution { get; }

    [Id(2)]
    public int Column { get; }

    [Id(3)]
    public int Row { get; }

    /// <summary>Edge length in metres.</summary>
    public int Edge => (int)Resolution;

    public CellBounds Bounds
    {
        get
        {
            double minX = OriginX + (double)Column * Edge;
            double minY = OriginY + (double)Row * Edge;
            return new CellBounds(minX, minY, minX + Edge, minY + Edge);
        }
    }

    /// <summary>The one cell of this resolution that holds the point.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The point is not a number or lies off the grid.</exception>
    public static CellId Containing(RegionCode city, GridResolution resolution, ProjectedPoint point)
    {
        double column = Index(point.X, OriginX, (int)resolution);
        double row = Index(point.Y, OriginY, (int)resolution);
        if (!(column is >= 0 and <= MostIndex) || !(row is >= 0 and <= MostIndex))
            throw new ArgumentOutOfRangeException(nameof(point), point, "The point lies off the grid.");
        return new CellId(city, resolution, (int)column, (int)row);
    }

    /// <summary>The 3 km cell around a 500 m cell; a 3 km cell is its own.</summary>
    public CellId Coarse =>
        Resolution == GridResolution.Coarse
            ? this
            : new CellId(City, GridResolution.Coarse, Column / Split, Row / Split);

    /// <summary>The 36 fine cells of a 3 km cell, from the south-west eastward and then northward.</summary>
    /// <exception cref="InvalidOperationException">This is a fine cell.</exception>
    public CellId[] Children()
    {
        if (Resolution != GridResolution.Coarse)
            throw new InvalidOperationException($"Cell {this} is not split further.");
        var children = new CellId[Split * Split];
        for (int i = 0; i < children.Length; i++)
            children[i] = new CellId(
                City, GridResolution.Fine, Column * Split + i % Split, Row * Split + i / Split);
        return children;
    }

    /// <summary>
    /// The up to eight cells that touch this one, under the same city; across a border the ground is also a cell of the
    /// neighbour city, see <see cref="For"/>.
    /// </summary>
    public IEnumerable<CellId> Neighbours()
    {
        for (int row = Row - 1; row <= Row + 1; row++)
        {
            for (int column = Column - 1; column <= Column + 1; column++)
            {
                bool onGrid = row is >= 0 and <= MostIndex && column is >= 0 and <= MostIndex;
                if (onGrid && (row != Row || column != Column))
                    yield return new CellId(City, Resolution, column, row);
            }
        }
    }

    /// <summary>
    /// The up to three further 3 km cells, under the same city, whose ground begins within half their edge of a fine
    /// cell: the one across the nearer meridian edge, the one across the nearer parallel edge, the one at the corner.
    /// </summary>
    /// <exception cref="InvalidOperationException">This is a coarse cell.</exception>
    public IEnumerable<CellId> CoarseNearby()
    {
        if (Resolution != GridResolution.Fine)
            throw new InvalidOperationException($"Cell {this} lies in no larger one.");
        (int column, int row) = (Column / Split, Row / Split);
        int beside = column + (Column % Split < Split / 2 ? -1 : 1);
        int above = row + (Row % Split < Split / 2 ? -1 : 1);
        return Coarse.Neighbours().Where(cell =>
            (cell.Column == beside || cell.Column == column) && (cell.Row == above || cell.Row == row));
    }

    /// <summary>The same ground, counted for another city.</summary>
    public CellId For(RegionCode city) => new(city, Resolution, Column, Row);

    public bool CoversSameGroundAs(CellId other) =>
        (Resolution, Column, Row) == (other.Resolution, other.Column, other.Row);

    /// <summary>By city, then resolution, row and column.</summary>
    public int CompareTo(CellId other) =>
        (City, Resolution, Row, Column).CompareTo((other.City, other.Resolution, other.Row, other.Column));

    public static bool TryParse(string? text, out CellId cell)
    {
        cell = default;
        string[] parts = text?.Split('-') ?? [];
        if (parts.Length != 4 || !RegionCode.TryParse(parts[0], out RegionCode city) || !city.IsCity)
            return false;
        GridResolution resolution = parts[1] switch
        {
            "3km" => GridResolution.Coarse,
            "500m" => GridResolution.Fine,
            _ => GridResolution.None,
        };
        if (resolution == GridResolution.None || !IsIndex(parts[2], out int column) || !IsIndex(parts[3], out int row))
            return false;
        cell = new CellId(city, resolution, column, row);
        return true;
    }

    /// <exception cref="FormatException">Not <c>{city}-{3km|500m}-{column}-{row}</c>.</exception>
    public static CellId Parse(string text) =>
        TryParse(text, out CellId cell)
            ? cell
            : throw new FormatException(
                $"Cell '{text}' is not of the form 130100-3km-0123-0456 or 130100-500m-0740-2740.");

    public override string ToString()
    {
        string resolution = Resolution == GridResolution.Coarse ? "3km" : "500m";
        return string.Create(CultureInfo.InvariantCulture, $"{City}-{resolution}-{Column:D4}-{Row:D4}");
    }

    /// <summary>
    /// Edges are whole metres and exact, the quotient is rounded: a coordinate a hair below an edge may round onto it
    /// and is put back, so that the cell found is the one whose <see cref="Bounds"/> hold the point.
    /// </summary>
    static double Index(double coordinate, double origin, int edge)
    {
        double index = Math.Floor((coordinate - origin) / edge);
        return coordinate < origin + index * edge ? index - 1 : index;
    }

    /// <summary>One cell has one spelling: four digits, five only where four do not suffice.</summary>
    static bool IsIndex(string text, out int index) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index)
        && (text.Length == 4 || (text.Length == 5 && text[0] != '0'));

    public static bool operator <(CellId left, CellId right) => left.CompareTo(right) < 0;
    public static bool operator >(CellId left, CellId right) => left.CompareTo(right) > 0;
    public static bool operator <=(CellId left, CellId right) => left.CompareTo(right) <= 0;
    public static bool operator >=(CellId left, CellId right) => left.CompareTo(right) >= 0;
}
