using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using NetTopologySuite.Geometries;

namespace Qianliyan.Registry;

/// <summary>
/// A CSV file: UTF-8, comma, a header row, one record at a time. Lines that begin with <c>#</c> are comments; before
/// the header one of them may state the datum: <c># datum: gcj02</c>.
/// </summary>
sealed class CsvSource : SourceRow, IDisposable
{
    /// <summary>A longer field is a quote that was never closed, which would swallow the rest of the file.</summary>
    const int LongestField = 8_192;

    readonly CsvParser _parser;
    readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    long _line;
    string? _defect;

    public CsvSource(Stream stream)
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            TrimOptions = TrimOptions.Trim,
            MaxFieldSize = LongestField,
            BadDataFound = bad => _defect = "has a quote inside an unquoted field",
        };
        _parser = new CsvParser(new StreamReader(stream, strict), configuration);
    }

    public override long Line => _line;

    public override string? Defect => _defect;

    public override Geometry? Geometry => null;

    public override string this[string column] =>
        _columns.TryGetValue(column, out int index) && index < _parser.Count ? _parser[index] : "";

    public RowSource Open(Columns columns)
    {
        Datum? datum = null;
        bool hasHeader;
        while ((hasHeader = Read()) && IsComment)
            datum = StatedDatum() ?? datum;
        if (!hasHeader)
            throw new ImportRefusedException(0, "", "", "the file has no header row");

        var unread = new List<string>();
        for (int i = 0; i < _parser.Count; i++)
        {
            string name = _parser[i].ToLowerInvariant();
            if (!columns.Knows(name))
                unread.Add(name);
            else if (!_columns.TryAdd(name, i))
                throw new ImportRefusedException(_line, name, name, "stands twice in the header");
        }

        string[] missing = [.. columns.Required.Where(name => !_columns.ContainsKey(name))];
        if (missing.Length > 0)
            throw new ImportRefusedException(
                _line, missing[0], string.Join(",", missing), "is missing from the header");
        bool hasCoordinates = _columns.ContainsKey(Columns.Longitude) || _columns.ContainsKey(Columns.Latitude);
        return new RowSource(datum, hasCoordinates, _columns.Keys, unread, Rows(_parser.Count));
    }

    public void Dispose() => _parser.Dispose();

    bool IsComment => _parser.Count > 0 && _parser[0].StartsWith('#');

    IEnumerable<SourceRow> Rows(int width)
    {
        while (Read())
        {
            if (IsComment)
                continue;
            if (_parser.Count != width)
                _defect ??= string.Create(
                    CultureInfo.InvariantCulture,
                    $"has {_parser.Count} fields where the header has {width}");
            yield return this;
        }
    }

    /// <summary>Steps to the next record and finds its first line, which a line break in quotes moves.</summary>
    bool Read()
    {
        _defect = null;
        long before = _parser.RawRow;
        try
        {
            if (!_parser.Read())
                return false;
            for (int i = 0; i < _parser.Count; i++)
                _ = _parser[i];
        }
        catch (MaxFieldSizeException)
        {
            throw new ImportRefusedException(
                before + 1, "", "", "a field is longer than 8192 characters: a quote is not closed");
        }
        catch (DecoderFallbackException)
        {
            throw new ImportRefusedException(
                before + 1, "", "", "the file is not UTF-8 from about here on; a GBK file must be converted first");
        }

        _line = _parser.RawRow - _parser.RawRecord.AsSpan().TrimEnd("\r\n").Count('\n');
        return true;
    }

    Datum? StatedDatum()
    {
        string comment = _parser.RawRecord.Trim().TrimStart('#').Trim();
        int colon = comment.IndexOfAny([':', '=']);
        if (colon < 0 || comment[..colon].Trim().ToLowerInvariant() is not ("datum" or "crs"))
            return null;
        string name = comment[(colon + 1)..].Trim();
        return Datums.TryParse(name, out Datum datum)
            ? datum
            : throw new ImportRefusedException(_line, "datum", name, "is not wgs84, cgcs2000 or gcj02");
    }
}
