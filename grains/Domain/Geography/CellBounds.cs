namespace Qianliyan.Domain.Geography;

/// <summary>
/// The square of a cell in projected metres: its south and west edges belong to it, its north and east do not.
/// </summary>
public readonly record struct CellBounds(double MinX, double MinY, double MaxX, double MaxY)
{
    /// <summary>Square metres.</summary>
    public double Area => (MaxX - MinX) * (MaxY - MinY);

    public ProjectedPoint Centre => new((MinX + MaxX) / 2, (MinY + MaxY) / 2);

    public bool Contains(ProjectedPoint point) =>
        point.X >= MinX && point.X < MaxX && point.Y >= MinY && point.Y < MaxY;
}
