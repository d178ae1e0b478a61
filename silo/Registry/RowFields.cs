using System.Globalization;
using NetTopologySuite.Geometries;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry;

delegate bool TryParse<T>(string? text, out T value);

/// <summary>
/// Reads typed fields of the current row and notes what is wrong. A reader reads every field before it asks
/// <see cref="Failed"/>, so that one pass reports all bad cells of a row.
/// </summary>
sealed class RowFields(RowSource source, Datum? datum, ImportOptions options, List<ImportProblem> problems)
{
    const int LongestShown = 80;
    SourceRow _row = null!;

    /// <summary>Whether the current row has an error.</summary>
    public bool Failed { get; private set; }

    public long Line => _row.Line;

    public ImportOptions Options => options;

    /// <summary>The datum of the file; asked for only by readers of files with coordinates.</summary>
    public Datum Datum => datum!.Value;

    public Geometry? Geometry => _row.Geometry;

    public bool HasPosition => Geometry is not null || Has(Columns.Longitude) || Has(Columns.Latitude);

    public void MoveTo(SourceRow row)
    {
        (_row, Failed) = (row, false);
        if (row.Defect is { } defect)
            Error("", "", defect);
    }

    public bool Has(string column) => _row[column].Length > 0;

    public string Text(string column) => _row[column];

    public string Required(string column)
    {
        string text = _row[column];
        if (text.Length == 0)
            Error(column, "", "is empty");
        return text;
    }

    /// <summary>
    /// Reads a field that must be there; false, with the reason noted, when it is not or cannot be read.
    /// </summary>
    public bool TryRead<T>(string column, TryParse<T> parse, string reason, out T value)
    {
        value = default!;
        string text = Required(column);
        if (text.Length == 0)
            return false;
        if (parse(text, out value))
            return true;
        Error(column, text, reason);
        return false;
    }

    public T Required<T>(string column, TryParse<T> parse, string reason)
        where T : struct =>
        TryRead(column, parse, reason, out T value) ? value : default;

    public T? Optional<T>(string column, TryParse<T> parse, string reason)
        where T : struct =>
        Has(column) && TryRead(column, parse, reason, out T value) ? value : null;

    public Exact Number(string column)
    {
        string text = _row[column];
        if (text.Length == 0)
            return Exact.None;
        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (decimal.TryParse(text, plain, CultureInfo.InvariantCulture, out decimal value) && Math.Abs(value) < 1e12m)
            return Exact.From(value);
        Error(column, text, "is not a number");
        return Exact.None;
    }

    /// <summary>Items separated by semicolons.</summary>
    public ValueList<string> List(string column) =>
        _row[column]
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToValueList();

    /// <summary>Items <c>factor=value</c> separated by semicolons; a factor may stand once.</summary>
    public List<(FactorCode Factor, string Value)> Pairs(string column)
    {
        var pairs = new List<(FactorCode Factor, string Value)>();
        foreach (string item in List(column))
        {
            int sign = item.IndexOf('=', StringComparison.Ordinal);
            if (sign < 0 || sign == item.Length - 1 || !FactorCode.TryParse(item[..sign].Trim(), out FactorCode factor))
                Error(column, item, "is not of the form factor=value");
            else if (pairs.Any(pair => pair.Factor == factor))
                Error(column, item, "names a factor twice");
            else
                pairs.Add((factor, item[(sign + 1)..].Trim()));
        }

        return pairs;
    }

    public RegionCode Region()
    {
        const string form = "is not a six-digit code of GB/T 2260";
        if (!TryRead("region", RegionCode.TryParse, form, out RegionCode region))
            return region;
        if (RegistryRules.Place(region) is { } reason)
            Error("region", region.ToString(), reason);
        else if (options.Lookup is { } lookup && !lookup.HasRegion(region))
            Error("region", region.ToString(), "is not a known region");
        return region;
    }

    /// <summary>Checks a well-formed reference against the lookup, where there is one.</summary>
    public void MustBeKnown<T>(string column, T? id, Func<IRegistryLookup, T, bool> isKnown, string reason)
        where T : struct
    {
        bool isWellFormed = id is { } named && !EqualityComparer<T>.Default.Equals(named, default);
        if (isWellFormed && options.Lookup is { } lookup && !isKnown(lookup, id!.Value))
            Error(column, id.Value.ToString()!, reason);
    }

    /// <summary>The position in WGS84; none, with a warning, where the row has none.</summary>
    public Wgs84? Location()
    {
        if (!source.HasCoordinates)
            return null;
        (string Column, double Longitude, double Latitude)? given =
            _row.Geometry is null ? FromColumns() : FromGeometry();
        if (given is not { } at)
            return null;
        Wgs84 location = Datum.ToWgs84(at.Longitude, at.Latitude);
        if (RegistryRules.Location(location) is not { } reason)
            return location;
        Error(at.Column, string.Create(CultureInfo.InvariantCulture, $"{at.Longitude},{at.Latitude}"), reason);
        return null;
    }

    /// <summary>
    /// The cell of a position, counted for the city of the region; warns where the city's limits exclude it.
    /// </summary>
    public CellId? FineCell(Wgs84? location, RegionCode region)
    {
        if (location is not { } place || region.City is not { } city)
            return null;
        if (options.Boundaries?.Covers(city, place) == false)
            Warn("region", region.ToString(), $"does not hold the position {place}");
        return CellId.Containing(city, GridResolution.Fine, options.Grid.Project(place));
    }

    public void Error(string column, string value, string reason)
    {
        Failed = true;
        Note(column, value, reason, ImportSeverity.Error);
    }

    public void Warn(string column, string value, string reason) => Note(column, value, reason, ImportSeverity.Warning);

    (string Column, double Longitude, double Latitude)? FromColumns()
    {
        bool hasLongitude = Has(Columns.Longitude);
        if (!hasLongitude && !Has(Columns.Latitude))
        {
            Warn(Columns.Longitude, "", "no position: the record belongs to no cell");
            return null;
        }

        const string reason = "is not a number of degrees";
        bool isLongitude = TryRead(Columns.Longitude, TryDegrees, reason, out double longitude);
        bool isLatitude = TryRead(Columns.Latitude, TryDegrees, reason, out double latitude);
        return isLongitude && isLatitude ? (Columns.Longitude, longitude, latitude) : null;
    }

    (string Column, double Longitude, double Latitude)? FromGeometry()
    {
        Point centre = _row.Geometry!.Centroid;
        if (!centre.IsEmpty)
            return ("geometry", centre.X, centre.Y);
        Warn("geometry", "", "no position: the record belongs to no cell");
        return null;
    }

    static bool TryDegrees(string? text, out double degrees) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out degrees)
        && double.IsFinite(degrees);

    void Note(string column, string value, string reason, ImportSeverity severity)
    {
        string shown = column == "password" && value.Length > 0 ? "******"
            : value.Length > LongestShown ? value[..LongestShown] + "..." : value;
        problems.Add(new ImportProblem(_row.Line, column, shown, reason, severity));
    }
}
