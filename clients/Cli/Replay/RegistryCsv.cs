using System.Globalization;
using CsvHelper;

namespace Qianliyan.Cli.Replay;

/// <summary>Builds a points file for the registry, in WGS 84.</summary>
sealed class RegistryCsv
{
    static readonly string[] Columns =
    [
        "mn", "st", "name", "kind", "region", "enterprise", "incinerator", "longitude", "latitude", "password",
        "reference_oxygen", "minute_interval", "units", "old_codes", "tags",
    ];

    readonly List<string[]> _rows = [];

    /// <param name="units">Units that are not those of HJ 212-2017 table B.2, as <c>factor=unit;...</c>.</param>
    public void Add(
        string mn,
        string st,
        string name,
        string kind,
        string region,
        double? longitude,
        double? latitude,
        string units) =>
        _rows.Add(
            [mn, st, name, kind, region, "", "", Text(longitude), Text(latitude), "", "", "", units, "", ""]);

    public override string ToString()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        text.WriteLine("# datum: wgs84");
        using var csv = new CsvWriter(text, CultureInfo.InvariantCulture);
        foreach (string[] row in _rows.Prepend(Columns))
        {
            foreach (string field in row)
                csv.WriteField(field);
            csv.NextRecord();
        }

        csv.Flush();
        return text.ToString();
    }

    static string Text(double? degrees) => degrees?.ToString("F6", CultureInfo.InvariantCulture) ?? "";
}
