using NetTopologySuite.Geometries;

namespace Qianliyan.Registry;

/// <summary>A row of a CSV file or a feature of a GeoJSON file. Valid until the next one is read.</summary>
abstract class SourceRow
{
    public abstract long Line { get; }

    /// <summary>What is wrong with the row as a row; null when nothing is.</summary>
    public abstract string? Defect { get; }

    /// <summary>The trimmed text of a column; empty where the row or the file has none.</summary>
    public abstract string this[string column] { get; }

    /// <summary>The geometry, in the datum of the file; none in CSV.</summary>
    public abstract Geometry? Geometry { get; }
}
