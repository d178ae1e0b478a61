using System.Globalization;
using System.IO.Compression;
using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Cells;

/// <summary>PM2.5 of the national-control stations of 39 cities, one month, with places; read from shared data.</summary>
sealed class CnemcHours
{
    readonly Exact[][] _values;
    readonly (int Station, double Metres)[][] _near;

    CnemcHours(Station[] stations, Exact[][] values, double reach)
    {
        Stations = stations;
        _values = values;
        _near = [.. stations.Select(own => ((int, double)[])[.. stations
            .Select((other, index) => (Station: index, Metres: own.Place.DistanceTo(other.Place), other.Code))
            .Where(other => other.Code != own.Code && other.Metres <= reach)
            .OrderBy(other => other.Metres).ThenBy(other => other.Code, StringComparer.Ordinal)
            .Select(other => (other.Station, other.Metres))])];
    }

    public sealed record Station(string Code, string City, Wgs84 Place);

    public Station[] Stations { get; }

    public int Hours => _values[0].Length;

    public Exact this[int station, int hour]
    {
        get => _values[station][hour];
        set => _values[station][hour] = value;
    }

    public static CnemcHours Read(int month, ContrastPolicy policy)
    {
        string folder = SharedFolder("cnemc_hourly_2019");
        Station[] stations = [.. File.ReadLines(Path.Combine(folder, "stations.csv")).Skip(1)
            .Select(line => line.Split(','))
            .Where(cells => cells[5].Length > 0)
            .Select(cells => new Station(cells[0], cells[2], new Wgs84(Number(cells[5]), Number(cells[6]))))];
        var places = stations.Select((station, index) => (station.Code, Index: index))
            .ToDictionary(one => one.Code, one => one.Index);
        int hours = DateTime.DaysInMonth(2019, month) * 24;
        Exact[][] values = [.. stations.Select(_ => new Exact[hours])];
        using var file = new StreamReader(new GZipStream(
            File.OpenRead(Path.Combine(folder, $"hourly_2019-{month:D2}.csv.gz")), CompressionMode.Decompress));
        file.ReadLine();
        while (file.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            if (cells[3].Length == 0 || !places.TryGetValue(cells[1], out int station))
                continue;
            int day = int.Parse(cells[0].AsSpan(8, 2), CultureInfo.InvariantCulture);
            int hour = int.Parse(cells[0].AsSpan(11, 2), CultureInfo.InvariantCulture);
            values[station][(day - 1) * 24 + hour] = decimal.Parse(cells[3], CultureInfo.InvariantCulture);
        }

        return new CnemcHours(stations, values, (double)policy.ReachMetres);
    }

    public Contrast Judge(int station, int hour, ContrastPolicy policy)
    {
        (int Station, double Metres)[] near = _near[station];
        var neighbours = new Neighbour[near.Length];
        for (int i = 0; i < near.Length; i++)
            neighbours[i] = new Neighbour(
                Stations[near[i].Station].Code, near[i].Metres, _values[near[i].Station][hour]);
        return ContrastRule.Of(_values[station][hour], neighbours, Exact.None, policy.Factors[0], policy);
    }

    /// <summary>Median of a city's stations; none where nobody reports.</summary>
    public decimal? MedianOf(string city, int hour)
    {
        decimal[] values = [.. Stations.Select((station, index) => (station.City, Value: _values[index][hour]))
            .Where(one => one.City == city && one.Value.HasValue).Select(one => one.Value.Value).Order()];
        return values.Length == 0 ? null : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    static string SharedFolder(string folder)
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Orleans.sln")))
            root = Path.GetDirectoryName(root);
        Assert.SkipUnless(root is not null, "The repository root was not found.");
        string path = Path.GetFullPath(Path.Combine(root, "..", "shared", "data", folder));
        Assert.SkipUnless(Directory.Exists(path), $"The data set ../shared/data/{folder} is absent.");
        return path;
    }
}
