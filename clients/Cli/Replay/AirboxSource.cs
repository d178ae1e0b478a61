using System.Globalization;
using CsvHelper;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;

namespace Qianliyan.Cli.Replay;

/// <summary>
/// Raw messages of micro-stations as instants (CN 2011) of ST 22. The devices stand in Taiwan; their places are moved
/// as a whole to a city of the grid, their values are kept. Repeats are sent as they came: to count them once is the
/// platform's work.
/// </summary>
sealed class AirboxSource(string directory) : IReplaySource
{
    const int AmbientAir = 22;
    const string City = "130100";

    /// <summary>Table B.2 gives particles in ng/m3.</summary>
    const string Units = "a34004=ug/m3;a34002=ug/m3";

    static readonly Wgs84 Origin = new(120.98, 24.0);
    static readonly Wgs84 Target = new(114.51, 38.04);

    /// <summary>The island is 400 km long, a city 100 km wide.</summary>
    const double Shrink = 0.1;

    public string RegistryCsv()
    {
        var places = new Dictionary<string, Wgs84?>(StringComparer.Ordinal);
        foreach (Row row in Rows(new ReplayTally()))
        {
            if (!places.TryGetValue(row.Device, out Wgs84? known) || known is null)
                places[row.Device] = row.Place;
        }

        var registry = new RegistryCsv();
        foreach ((string device, Wgs84? place) in places.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            registry.Add(
                device, "22", $"Micro-station {device}", "micro_station", City, place?.Longitude, place?.Latitude,
                Units);
        }

        return registry.ToString();
    }

    public IEnumerable<ReplayItem> Read(ReplayTally tally)
    {
        var seen = new HashSet<(string Device, BeijingTime At)>();
        foreach (Row row in Rows(tally).OrderBy(row => row.At))
        {
            if (!seen.Add((row.Device, row.At)))
                tally.Count("repeats of a device and time (sent)");
            byte[] frame = new UploadFrame
            {
                SentAt = row.At,
                System = AmbientAir,
                Command = Commands.Realtime,
                Mn = row.Device,
                DataTime = row.At,
                Factors = row.Fields,
            }.ToArray();
            yield return new ReplayItem(row.At, row.Device, frame);
        }
    }

    IEnumerable<Row> Rows(ReplayTally tally)
    {
        foreach (string path in Directory.GetFiles(directory, "20*.csv.gz").Order(StringComparer.Ordinal))
        {
            using var csv = new CsvReader(ReplayFiles.Open(path), CultureInfo.InvariantCulture);
            csv.Read();
            csv.ReadHeader();
            while (csv.Read())
            {
                if (Parse(csv, tally) is { } row)
                    yield return row;
            }
        }
    }

    static Row? Parse(CsvReader csv, ReplayTally tally)
    {
        string device = csv.GetField("device_id") ?? "";
        if (device.Length == 0 || !device.All(char.IsAsciiLetterOrDigit))
        {
            tally.Count("rows without a device number (not sent)");
            return null;
        }

        if (!DateTime.TryParseExact(
            $"{csv.GetField("date")} {csv.GetField("time")}", "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out DateTime time))
        {
            tally.Count("rows without a time (not sent)");
            return null;
        }

        var fields = new List<FactorField>(4);
        Add(fields, csv, "s_d0", "a34004");
        Add(fields, csv, "s_d1", "a34002");
        Add(fields, csv, "s_t0", "a01001");
        Add(fields, csv, "s_h0", "a01002");
        if (fields.Count == 0)
        {
            tally.Count("rows without any value (not sent)");
            return null;
        }

        Wgs84? place = PlaceOf(csv);
        if (place is null)
            tally.Count("rows without a valid position (sent)");
        return new Row(BeijingTime.From(new DateTimeOffset(time, BeijingTime.Offset)), device, place, fields);
    }

    static void Add(List<FactorField> fields, CsvReader csv, string column, string factor)
    {
        if (ReplayFiles.Number(csv, column) is { } value)
            fields.Add(new FactorField { Code = FactorCode.Parse(factor), Value = value, Flag = DataFlag.Normal });
    }

    static Wgs84? PlaceOf(CsvReader csv)
    {
        bool isNumber = double.TryParse(csv.GetField("gps_lat"), CultureInfo.InvariantCulture, out double latitude)
            & double.TryParse(csv.GetField("gps_lon"), CultureInfo.InvariantCulture, out double longitude);
        bool isTaiwan = latitude is >= 21.8 and <= 26.4 && longitude is >= 118.1 and <= 122.1;
        return isNumber && isTaiwan
            ? new Wgs84(
                Target.Longitude + (longitude - Origin.Longitude) * Shrink,
                Target.Latitude + (latitude - Origin.Latitude) * Shrink)
            : null;
    }

    sealed record Row(BeijingTime At, string Device, Wgs84? Place, List<FactorField> Fields);
}
