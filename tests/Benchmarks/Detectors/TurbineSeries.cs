using System.Globalization;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Benchmarks.Detectors;

/// <summary>
/// Stack CO and NOx of a gas turbine with its load (UCI 551): rows of running hours without a clock, put on one hour
/// after hour, in months of 30 days. 2011 and 2012 are for tuning, 2013 and 2014 are held out.
/// </summary>
static class TurbineSeries
{
    const int MonthHours = 720;
    const int WarmUpHours = 480;
    const int TuningYears = 2;
    const int Digits = 2;
    const double LimitShare = 0.93;

    static readonly BeijingTime Clock = BeijingTime.Of(2021, 1, 1);

    public static List<RealMonth> Read(string folder)
    {
        List<string[]> rows = [];
        int heldOutFrom = 0;
        string[] files = [.. Directory.GetFiles(folder, "gt_*.csv").Order(StringComparer.Ordinal)];
        for (int i = 0; i < files.Length; i++)
        {
            if (i == TuningYears)
                heldOutFrom = rows.Count;
            rows.AddRange(File.ReadLines(files[i]).Skip(1).Select(line => line.Split(',')));
        }

        Exact[] load = Column(rows, 7);
        return
        [
            .. Months("CO", Column(rows, 9), load, heldOutFrom, rangeTop: 60),
            .. Months("NOX", Column(rows, 10), load, heldOutFrom, rangeTop: 150),
        ];
    }

    static IEnumerable<RealMonth> Months(string factor, Exact[] values, Exact[] load, int heldOutFrom, decimal rangeTop)
    {
        decimal[] tuning = [.. values.Take(heldOutFrom).Select(value => value.Value).Order()];
        decimal limit = tuning[(int)(tuning.Length * LimitShare)];
        for (int month = 1; (month + 1) * MonthHours <= values.Length; month++)
        {
            int first = month * MonthHours;
            bool isTuning = first + MonthHours <= heldOutFrom;
            bool isHeldOut = first - WarmUpHours >= heldOutFrom;
            if (!isTuning && !isHeldOut)
                continue;
            Range all = (first - WarmUpHours)..(first + MonthHours);
            yield return new RealMonth
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"turbine {factor} {month}"),
                Factor = factor,
                Digits = Digits,
                IsHeldOut = isHeldOut,
                Start = Clock.AddSeconds(all.Start.Value * (long)BeijingTime.SecondsPerHour),
                WarmUp = WarmUpHours,
                Values = values[all],
                Companion = load[all],
                Peers = [],
                Limit = limit,
                RangeTop = rangeTop,
            };
        }
    }

    static Exact[] Column(List<string[]> rows, int column) =>
    [
        .. rows.Select(row => Exact.From(
            decimal.Round(decimal.Parse(row[column], NumberStyles.Float, CultureInfo.InvariantCulture), Digits))),
    ];
}
