using System.Globalization;
using System.IO.Compression;
using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Benchmarks.Detectors;

/// <summary>
/// National-control stations of 39 cities (CNEMC), hourly: November 2019 is for tuning, December is held out. A month
/// of which more than a tenth is missing is left out.
/// </summary>
static class StationSeries
{
    const int LeastPeers = 2;
    const double LeastShare = 0.9;
    const int NovemberWarmUp = 240;
    const int DecemberWarmUp = 480;

    static readonly string[] Factors = ["pm25", "pm10", "so2", "no2", "o3", "co"];
    static readonly decimal[] RangeTops = [1_000, 1_000, 500, 500, 500, 50];
    static readonly BeijingTime First = BeijingTime.Of(2019, 11, 1);
    static readonly int Hours = Number(BeijingTime.Of(2020, 1, 1));

    public static List<RealMonth> Read(string folder)
    {
        Dictionary<string, string> cities = File.ReadLines(Path.Combine(folder, "stations.csv")).Skip(1)
            .Select(line => line.Split(',')).ToDictionary(cells => cells[0], cells => cells[2]);
        Dictionary<string, Exact[][]> stations = [];
        foreach (string file in (string[])["hourly_2019-11.csv.gz", "hourly_2019-12.csv.gz"])
            ReadHours(Path.Combine(folder, file), stations);
        List<RealMonth> months = [];
        foreach (IGrouping<string, string> city in stations.Keys.Order(StringComparer.Ordinal).GroupBy(s => cities[s]))
        {
            foreach (string station in city)
            {
                Exact[][][] peers = [.. city.Where(other => other != station).Select(other => stations[other])];
                for (int factor = 0; factor < Factors.Length; factor++)
                    months.AddRange(Months(station, stations[station], factor, peers));
            }
        }

        return months;
    }

    static IEnumerable<RealMonth> Months(string station, Exact[][] columns, int factor, Exact[][][] peers)
    {
        Exact[] values = columns[factor];
        Exact[] median = Median(values.Length, factor, peers);
        int december = Number(BeijingTime.Of(2019, 12, 1));
        foreach ((int from, int start, int end) in ((int, int, int)[])
            [
                (0, NovemberWarmUp, december), (december - DecemberWarmUp, december, values.Length),
            ])
        {
            int present = values.Skip(start).Take(end - start).Count(value => value.HasValue);
            if (present < LeastShare * (end - start))
                continue;
            BeijingTime begin = First.AddSeconds(from * (long)BeijingTime.SecondsPerHour);
            yield return new RealMonth
            {
                Name = $"{station} {Factors[factor]} {(start == december ? "2019-12" : "2019-11")}",
                Factor = Factors[factor],
                Digits = Factors[factor] == "co" ? 1 : 0,
                IsHeldOut = start == december,
                Start = begin,
                WarmUp = start - from,
                Values = values[from..end],
                Companion = median[from..end],
                Peers = median[from..end],
                Limit = 0,
                RangeTop = RangeTops[factor],
            };
        }
    }

    static Exact[] Median(int length, int factor, Exact[][][] peers)
    {
        var medians = new Exact[length];
        for (int hour = 0; hour < length; hour++)
        {
            medians[hour] = PeerMedian.Of(peers.Select(peer => peer[factor][hour]), LeastPeers);
        }

        return medians;
    }

    static void ReadHours(string file, Dictionary<string, Exact[][]> stations)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            int hour = Number(BeijingTime.From(DateTimeOffset.Parse(cells[0], CultureInfo.InvariantCulture)));
            if (!stations.TryGetValue(cells[1], out Exact[][]? columns))
                stations[cells[1]] = columns = [.. Factors.Select(_ => new Exact[Hours])];
            for (int factor = 0; factor < Factors.Length; factor++)
            {
                if (cells[factor + 3].Length > 0)
                    columns[factor][hour] = decimal.Parse(cells[factor + 3], CultureInfo.InvariantCulture);
            }
        }
    }

    static int Number(BeijingTime time) =>
        (int)((time.UnixSeconds - First.UnixSeconds) / BeijingTime.SecondsPerHour);
}
