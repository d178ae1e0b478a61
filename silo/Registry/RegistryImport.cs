using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry;

/// <summary>
/// Reads registry files. Every row is checked and every bad one reported; nothing is applied here. CSV is read as a
/// stream, one row in memory at a time besides the records. The stream is closed at the end.
/// </summary>
public static class RegistryImport
{
    public static ImportResult<PointRecord> Points(Stream csv, ImportOptions options, CancellationToken cancellation) =>
        Csv(csv, Columns.Points, options, PointReader.Read, point => point.Id, cancellation);

    /// <summary>Features with the columns of the CSV file as properties, the position as geometry.</summary>
    public static ImportResult<PointRecord> PointsFromGeoJson(
        Stream json, ImportOptions options, CancellationToken cancellation) =>
        GeoJson(json, options, PointReader.Read, point => point.Id, cancellation);

    public static ImportResult<PointLimit> Limits(Stream csv, ImportOptions options, CancellationToken cancellation) =>
        Csv(
            csv,
            Columns.Limits,
            options,
            LimitReader.Read,
            row => row.Key,
            cancellation);

    public static ImportResult<EnterpriseRecord> Enterprises(
        Stream csv, ImportOptions options, CancellationToken cancellation) =>
        Csv(csv, Columns.Enterprises, options, EnterpriseReader.Read, enterprise => enterprise.Id, cancellation);

    /// <summary>
    /// Features with the properties <c>code, name, industry, region, contacts</c>; an area stands at its centre.
    /// </summary>
    public static ImportResult<EnterpriseRecord> EnterprisesFromGeoJson(
        Stream json, ImportOptions options, CancellationToken cancellation) =>
        GeoJson(json, options, EnterpriseReader.Read, enterprise => enterprise.Id, cancellation);

    public static ImportResult<IncineratorRecord> Incinerators(
        Stream csv, ImportOptions options, CancellationToken cancellation) =>
        Csv(csv, Columns.Incinerators, options, IncineratorReader.Read, furnace => furnace.Id, cancellation);

    public static ImportResult<CellRecord> Cells(Stream csv, ImportOptions options, CancellationToken cancellation) =>
        Csv(csv, Columns.Cells, options, CellReader.Read, cell => cell.Id, cancellation);

    /// <summary>Features with the properties <c>region, hot</c> and <c>cell</c> or <c>resolution</c>.</summary>
    public static ImportResult<CellRecord> CellsFromGeoJson(
        Stream json, ImportOptions options, CancellationToken cancellation) =>
        GeoJson(json, options, CellReader.Read, cell => cell.Id, cancellation);

    public static ImportResult<RegionRecord> Regions(
        Stream csv, ImportOptions options, CancellationToken cancellation) =>
        Csv(csv, Columns.Regions, options, RegionReader.Read, region => region.Code, cancellation);

    /// <summary>Polygons with the properties <c>code</c> or <c>adcode</c>, and <c>name</c>.</summary>
    public static ImportResult<RegionBoundary> BoundariesFromGeoJson(
        Stream json, ImportOptions options, CancellationToken cancellation) =>
        GeoJson(json, options, RegionReader.ReadBoundary, boundary => boundary.Region.Code, cancellation);

    static ImportResult<T> Csv<T, TKey>(
        Stream stream,
        Columns columns,
        ImportOptions options,
        Func<RowFields, T?> read,
        Func<T, TKey> key,
        CancellationToken cancellation)
        where T : class
        where TKey : notnull
    {
        using var source = new CsvSource(stream);
        return Run(() => source.Open(columns), options, read, key, cancellation);
    }

    static ImportResult<T> GeoJson<T, TKey>(
        Stream stream,
        ImportOptions options,
        Func<RowFields, T?> read,
        Func<T, TKey> key,
        CancellationToken cancellation)
        where T : class
        where TKey : notnull
    {
        using (stream)
        using (var source = new GeoJsonSource())
            return Run(() => source.Open(stream), options, read, key, cancellation);
    }

    static ImportResult<T> Run<T, TKey>(
        Func<RowSource> open,
        ImportOptions options,
        Func<RowFields, T?> read,
        Func<T, TKey> key,
        CancellationToken cancellation)
        where T : class
        where TKey : notnull
    {
        var valid = new List<T>();
        var places = new List<long>();
        var problems = new List<ImportProblem>();
        var lines = new Dictionary<TKey, long>();
        int rows = 0;
        IReadOnlyCollection<string> columns = [];
        try
        {
            RowSource source = open();
            columns = source.Columns;
            foreach (string column in source.Unread)
                problems.Add(new ImportProblem(
                    1, column, column, "is not a column of this file; it is not read", ImportSeverity.Warning));
            var fields = new RowFields(source, DatumOf(source, options), options, problems);
            foreach (SourceRow row in source.Rows)
            {
                cancellation.ThrowIfCancellationRequested();
                rows++;
                fields.MoveTo(row);
                if (row.Defect is not null || read(fields) is not { } record)
                    continue;
                if (!lines.TryAdd(key(record), fields.Line))
                {
                    fields.Error("", key(record).ToString()!, $"stands in line {lines[key(record)]} already");
                    continue;
                }

                valid.Add(record);
                places.Add(fields.Line);
            }
        }
        catch (ImportRefusedException refused)
        {
            problems.Add(refused.Problem);
        }

        return new ImportResult<T>(rows, valid, places, problems, options.Partial, Columns.FieldsOf(columns));
    }

    static Datum? DatumOf(RowSource source, ImportOptions options)
    {
        if (source.Datum is { } stated && options.Datum is { } asked && stated != asked)
            throw new ImportRefusedException(0, "datum", $"{stated}", $"stands in the file, but {asked} was asked for");
        Datum? datum = source.Datum ?? options.Datum;
        if (source.HasCoordinates && datum is null)
            throw new ImportRefusedException(
                0,
                "datum",
                "",
                "the file does not say whether its coordinates are wgs84 or gcj02, which lie 300-600 m apart: "
                + "state it in the file ('# datum: gcj02', or the GeoJSON member crs) or with the import");
        return datum;
    }
}
