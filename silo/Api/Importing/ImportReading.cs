using Qianliyan.Api.Errors;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Registry;
using Qianliyan.Registry;

namespace Qianliyan.Api.Importing;

/// <summary>
/// Reads the files of one import in order. What later files refer to comes from earlier ones: limits go into the points
/// of the same import, and positions are checked against the boundaries of the same import.
/// </summary>
sealed class ImportReading(IGridProjection grid) : IRegistryLookup
{
    readonly Dictionary<PointId, Amendment> _points = [];
    BoundaryIndex? _boundaries;

    public FileOutcome Read(ImportFile file, CancellationToken cancellation)
    {
        ImportOptions options = OptionsOf(file.Header);
        Stream bytes = file.Open();
        return (file.Header.Kind, file.IsGeoJson) switch
        {
            (V1.RegistryFileKind.Points, false) => Points(RegistryImport.Points(bytes, options, cancellation)),
            (V1.RegistryFileKind.Points, true) => Points(
                RegistryImport.PointsFromGeoJson(bytes, options, cancellation)),
            (V1.RegistryFileKind.Limits, false) => Limits(
                RegistryImport.Limits(bytes, options with { Lookup = this }, cancellation)),
            (V1.RegistryFileKind.Enterprises, false) => Plain(RegistryImport.Enterprises(bytes, options, cancellation)),
            (V1.RegistryFileKind.Enterprises, true) => Plain(
                RegistryImport.EnterprisesFromGeoJson(bytes, options, cancellation)),
            (V1.RegistryFileKind.Incinerators, false) => Plain(RegistryImport.Incinerators(bytes, options, cancellation)),
            (V1.RegistryFileKind.Cells, false) => Plain(RegistryImport.Cells(bytes, options, cancellation)),
            (V1.RegistryFileKind.Cells, true) => Plain(RegistryImport.CellsFromGeoJson(bytes, options, cancellation)),
            (V1.RegistryFileKind.Regions, false) => Plain(RegistryImport.Regions(bytes, options, cancellation)),
            (V1.RegistryFileKind.Regions, true) => Boundaries(
                RegistryImport.BoundariesFromGeoJson(bytes, options, cancellation)),
            _ => throw ApiError.Invalid(
                "header.format", "GeoJSON", $"is not a form of {file.Header.Kind} files; they are CSV"),
        };
    }

    /// <summary>The record as later files of the import made it.</summary>
    public Amendment Final(Amendment read) => read.Record is PointRecord point ? _points[point.Id] : read;

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT: no such kind, form or datum.</exception>
    public static void Check(V1.RegistryFileHeader header)
    {
        if (header.Kind == V1.RegistryFileKind.Unspecified || !Enum.IsDefined(header.Kind))
            throw ApiError.Invalid("header.kind", $"{header.Kind}", "is not a kind of registry file");
        if (!Enum.IsDefined(header.Format))
            throw ApiError.Invalid("header.format", $"{header.Format}", "is not a form of registry file");
        if (!Enum.IsDefined(header.Datum))
            throw ApiError.Invalid("header.datum", $"{header.Datum}", "is not a datum");
    }

    bool IRegistryLookup.HasRegion(RegionCode region) => true;

    bool IRegistryLookup.HasEnterprise(EnterpriseId enterprise) => true;

    bool IRegistryLookup.HasPoint(PointId point) => _points.ContainsKey(point);

    ImportOptions OptionsOf(V1.RegistryFileHeader header) => new()
    {
        Grid = grid,
        Partial = header.Partial,
        Boundaries = _boundaries,
        Datum = header.Datum switch
        {
            V1.Datum.Wgs84 => Datum.Wgs84,
            V1.Datum.Gcj02 => Datum.Gcj02,
            _ => null,
        },
    };

    static FileOutcome Plain<T>(ImportResult<T> result)
        where T : RegistryRecord => FileOutcome.Of(result, result.Accepted);

    FileOutcome Points(ImportResult<PointRecord> result)
    {
        FileOutcome outcome = FileOutcome.Of(result, result.Accepted);
        foreach (Amendment read in outcome.Records)
        {
            PointId id = ((PointRecord)read.Record).Id;
            _points[id] = _points.TryGetValue(id, out Amendment earlier) ? read.After(earlier) : read;
        }

        return outcome;
    }

    /// <summary>
    /// A whole file says all limits of the points in it; of one with bad rows only what its good ones say is known.
    /// </summary>
    FileOutcome Limits(ImportResult<PointLimit> result)
    {
        RegistryFields said = result.HasErrors ? RegistryFields.None : RegistryFields.Limits;
        foreach (PointLimit row in result.Accepted)
        {
            Amendment point = _points[row.Point];
            RegistryRecord limited = ((PointRecord)point.Record).WithLimit(row.Limit);
            _points[row.Point] = new Amendment(limited, point.Said | said, point.Line);
        }

        return FileOutcome.Of(result, []) with
        {
            Limits = [.. result.Accepted.Select((row, i) => (row, result.Lines[i]))],
        };
    }

    FileOutcome Boundaries(ImportResult<RegionBoundary> result)
    {
        _boundaries = new BoundaryIndex(result.Accepted);
        return FileOutcome.Of(result, result.Accepted.Select(boundary => boundary.Region));
    }
}
