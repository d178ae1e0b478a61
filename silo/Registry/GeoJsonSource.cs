using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;

namespace Qianliyan.Registry;

/// <summary>
/// A GeoJSON feature collection. A member <c>crs</c> states the datum, as a name or in the form of GeoJSON 2008; RFC
/// 7946 makes WGS84 the rule, but Chinese map data break it, so silence is not taken for WGS84. The document is held in
/// memory, features become geometries one at a time.
/// </summary>
sealed class GeoJsonSource : SourceRow, IDisposable
{
    static readonly JsonSerializerOptions Options = new() { Converters = { new GeoJsonConverterFactory() } };

    /// <summary>A feature always says where it stands, if only that this is not known.</summary>
    readonly HashSet<string> _columns = [Columns.Longitude, Columns.Latitude];

    JsonDocument? _document;
    JsonElement _properties;
    Geometry? _geometry;
    string? _defect;
    long _number;

    /// <summary>The feature's number, from 1.</summary>
    public override long Line => _number;

    public override string? Defect => _defect;

    public override Geometry? Geometry => _geometry;

    public override string this[string column]
    {
        get
        {
            bool hasProperties = _properties.ValueKind == JsonValueKind.Object;
            if (!hasProperties || !_properties.TryGetProperty(column, out JsonElement value))
                return "";
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!.Trim(),
                JsonValueKind.Null or JsonValueKind.Undefined => "",
                _ => value.GetRawText(),
            };
        }
    }

    public RowSource Open(Stream stream)
    {
        try
        {
            _document = JsonDocument.Parse(stream);
        }
        catch (JsonException e)
        {
            throw new ImportRefusedException((e.LineNumber ?? 0) + 1, "", "", $"the file is not JSON: {e.Message}");
        }

        JsonElement root = _document.RootElement;
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("features", out JsonElement features)
            || features.ValueKind != JsonValueKind.Array)
        {
            throw new ImportRefusedException(0, "features", "", "the file is not a GeoJSON feature collection");
        }

        return new RowSource(StatedDatum(root), HasCoordinates: true, _columns, [], Rows(features));
    }

    public void Dispose() => _document?.Dispose();

    IEnumerable<SourceRow> Rows(JsonElement features)
    {
        foreach (JsonElement feature in features.EnumerateArray())
        {
            _number++;
            Take(feature);
            yield return this;
        }
    }

    void Take(JsonElement feature)
    {
        (_defect, _geometry, _properties) = (null, null, default);
        if (feature.ValueKind != JsonValueKind.Object)
        {
            _defect = "is not a feature";
            return;
        }

        if (feature.TryGetProperty("properties", out _properties) && _properties.ValueKind == JsonValueKind.Object)
            _columns.UnionWith(_properties.EnumerateObject().Select(property => property.Name));
        if (!feature.TryGetProperty("geometry", out JsonElement geometry) || geometry.ValueKind == JsonValueKind.Null)
            return;
        try
        {
            _geometry = geometry.Deserialize<Geometry>(Options);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            _defect = $"has a geometry that cannot be read: {e.Message}";
        }
    }

    static Datum? StatedDatum(JsonElement root)
    {
        if (!root.TryGetProperty("crs", out JsonElement crs) || crs.ValueKind == JsonValueKind.Null)
            return null;
        JsonElement name = crs;
        bool isNamed = crs.ValueKind == JsonValueKind.Object
            && crs.TryGetProperty("properties", out JsonElement properties)
            && properties.ValueKind == JsonValueKind.Object
            && properties.TryGetProperty("name", out name);
        string text = (isNamed || crs.ValueKind == JsonValueKind.String) && name.ValueKind == JsonValueKind.String
            ? name.GetString()!
            : crs.GetRawText();
        return Datums.TryParse(text, out Datum datum)
            ? datum
            : throw new ImportRefusedException(0, "crs", text, "is not wgs84, cgcs2000 or gcj02");
    }
}
