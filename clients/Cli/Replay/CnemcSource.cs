using System.Globalization;
using CsvHelper;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;

namespace Qianliyan.Cli.Replay;

/// <summary>
/// Hourly values of the national control stations, as hour uploads (CN 2061) of ST 22. The label of a row is the end of
/// its hour; HJ 212 names an hour by its start.
/// </summary>
sealed class CnemcSource(string directory) : IReplaySource
{
    const int AmbientAir = 22;

    /// <summary>Column, factor; CO in mg/m3, all others in ug/m3.</summary>
    static readonly (string Column, FactorCode Factor)[] Factors =
    [
        ("pm25", FactorCode.Parse("a34004")), ("pm10", FactorCode.Parse("a34002")), ("so2", FactorCode.Parse("a21026")),
        ("no2", FactorCode.Parse("a21004")), ("o3", FactorCode.Parse("a05024")), ("co", FactorCode.Parse("a21005")),
    ];

    const string Units =
        "a34004=ug/m3;a34002=ug/m3;a21026=ug/m3;a21004=ug/m3;a05024=ug/m3;a21005=mg/m3";

    public string RegistryCsv()
    {
        var registry = new RegistryCsv();
        string stations = Path.Combine(directory, "stations.csv");
        using var csv = new CsvReader(ReplayFiles.Open(stations), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            registry.Add(
                MnOf(csv.GetField("station_code")!),
                "22",
                csv.GetField("station_name")!,
                "ambient_air",
                csv.GetField("adcode")!,
                Number(csv.GetField("lon_list2020")),
                Number(csv.GetField("lat_list2020")),
                Units);
        }

        return registry.ToString();
    }

    public IEnumerable<ReplayItem> Read(ReplayTally tally)
    {
        foreach (string path in Directory.GetFiles(directory, "hourly_*.csv.gz").Order(StringComparer.Ordinal))
        {
            using var csv = new CsvReader(ReplayFiles.Open(path), CultureInfo.InvariantCulture);
            csv.Read();
            csv.ReadHeader();
            while (csv.Read())
            {
                if (Item(csv, tally) is { } item)
                    yield return item;
            }
        }
    }

    static ReplayItem? Item(CsvReader csv, ReplayTally tally)
    {
        var label = DateTimeOffset.Parse(csv.GetField("time")!, CultureInfo.InvariantCulture);
        BeijingTime end = BeijingTime.From(label);
        var fields = new List<FactorField>(Factors.Length);
        foreach ((string column, FactorCode factor) in Factors)
        {
            if (ReplayFiles.Number(csv, column) is { } value)
                fields.Add(new FactorField { Code = factor, Value = value, Flag = DataFlag.Normal });
            else
                tally.Count($"{column} not published (not sent)");
        }

        if (fields.Count == 0)
        {
            tally.Count("rows without any value (not sent)");
            return null;
        }

        if (fields.Count > 1 && fields[0].Code == Factors[0].Factor && fields[1].Code == Factors[1].Factor
            && fields[0].Value > fields[1].Value)
        {
            tally.Count("PM2.5 over PM10 (sent as published)");
        }

        string mn = MnOf(csv.GetField("station_code")!);
        byte[] frame = new UploadFrame
        {
            SentAt = end,
            System = AmbientAir,
            Command = Commands.Hour,
            Mn = mn,
            DataTime = end.AddSeconds(-BeijingTime.SecondsPerHour),
            Factors = fields,
        }.ToArray();
        return new ReplayItem(end, mn, frame);
    }

    static string MnOf(string station) => $"CNEMC{station}";

    static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
