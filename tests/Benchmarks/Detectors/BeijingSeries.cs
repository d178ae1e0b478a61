using System.Globalization;
using System.IO.Compression;
using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Benchmarks.Detectors;

/// <summary>
/// Twelve stations of Beijing (UCI, March 2016 to February 2017), hourly, in months of the calendar from April on. No
/// threshold was ever set with them in sight: a clean check. A month of which more than a tenth is missing is left out.
/// </summary>
static class BeijingSeries
{
    const int WarmUpHours = 480;
    const int LeastPeers = 2;
    const double LeastShare = 0.9;
    const int FirstColumn = 5;

    static readonly string[] Factors = ["pm25", "pm10", "so2", "no2", "co", "o3"];
    static readonly decimal[] RangeTops = [1_000, 1_000, 500, 500, 50_000, 500];
    static readonly BeijingTime First = BeijingTime.Of(2016, 3, 1);
    static readonly int Hours = Number(BeijingTime.Of(2017, 3, 1));

    public static List<RealMonth> Read(string folder)
    {
        string[] files = [.. Directory.GetFiles(folder, "PRSA_*.csv.gz").Order(StringComparer.Ordinal)];
        Exact[][][] stations = [.. files.Select(ReadStation)];
        List<RealMonth> months = [];
        for (int station = 0; station < stations.Length; station++)
        {
            Exact[][][] peers = [.. stations.Where((_, other) => other != station)];
            string name = Path.GetFileName(files[station]).Split('_')[1];
            for (int factor = 0; factor < Factors.Length; factor++)
                months.AddRange(Months(name, stations[station][factor], factor, Median(factor, peers)));
        }

        return months;
    }

    static IEnumerable<RealMonth> Months(string station, Exact[] values, int factor, Exact[] median)
    {
        for (DateOnly month = new(2016, 4, 1); month < new DateOnly(2017, 3, 1); month = month.AddMonths(1))
        {
            int start = Number(BeijingTime.StartOf(BeijingTime.DayNumberOf(month)));
            int end = Number(BeijingTime.StartOf(BeijingTime.DayNumberOf(month.AddMonths(1))));
            if (values[start..end].Count(value => value.HasValue) < LeastShare * (end - start))
                continue;
            Range all = (start - WarmUpHours)..end;
            yield return new RealMonth
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"{station} {Factors[factor]} {month:yyyy-MM}"),
                Factor = Factors[factor],
                Digits = 0,
                IsHeldOut = true,
                Start = First.AddSeconds(all.Start.Value * (long)BeijingTime.SecondsPerHour),
                WarmUp = WarmUpHours,
                Values = values[all],
                Companion = median[all],
                Peers = median[all],
                Limit = 0,
                RangeTop = RangeTops[factor],
            };
        }
    }

    static Exact[] Median(int factor, Exact[][][] peers)
    {
        var medians = new Exact[Hours];
        for (int hour = 0; hour < Hours; hour++)
        {
            medians[hour] = PeerMedian.Of(peers.Select(peer => peer[factor][hour]), LeastPeers);
        }

        return medians;
    }

    static Exact[][] ReadStation(string file)
    {
        Exact[][] columns = [.. Factors.Select(_ => new Exact[Hours])];
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            int[] time = [.. cells.Skip(1).Take(4).Select(cell => int.Parse(cell, CultureInfo.InvariantCulture))];
            int hour = Number(BeijingTime.Of(time[0], time[1], time[2], time[3]));
            for (int factor = 0; factor < Factors.Length; factor++)
            {
                if (decimal.TryParse(cells[FirstColumn + factor], CultureInfo.InvariantCulture, out decimal value))
                    columns[factor][hour] = value;
            }
        }

        return columns;
    }

    static int Number(BeijingTime time) => (int)((time.UnixSeconds - First.UnixSeconds) / BeijingTime.SecondsPerHour);
}
