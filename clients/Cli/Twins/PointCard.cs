using System.Globalization;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Twins;

/// <summary>
/// The factors and devices of a point. A value that does not count is struck through, its flag beside it.
/// </summary>
sealed class FactorTables(IAnsiConsole console, DateTimeOffset now)
{
    public void Write(Point point)
    {
        if (point.Factors.Count > 0)
        {
            Table table = new Table().Border(TableBorder.Simple).AddColumns(
                "factor", "last", "age", "minute\nreported", "minute\ncomputed", "hour\nreported", "hour\ncomputed",
                "day\nreported", "day\ncomputed", "over limit");
            foreach (FactorStatus factor in point.Factors)
            {
                table.AddRow(
                    Markup.Escape(factor.Factor),
                    Value(factor.LastValue, factor.LastConvertedValue, factor.LastFlag),
                    TimeText.Age(factor.LastTime, now),
                    Mean(factor.ReportedMinute),
                    Mean(factor.ComputedMinute),
                    Mean(factor.ReportedHour),
                    Mean(factor.ComputedHour),
                    Mean(factor.ReportedDay),
                    Mean(factor.ComputedDay),
                    Over(factor));
            }

            console.Write(table);
        }

        if (point.Devices.Count == 0)
            return;
        Table devices = new Table().Border(TableBorder.Simple)
            .AddColumns("device", "state", "at", "run hours", "of day");
        foreach (DeviceStatus device in point.Devices)
        {
            devices.AddRow(
                Markup.Escape(device.Device),
                Markup.Escape(State(device.State)),
                TimeText.Of(device.StateTime),
                Markup.Escape(device.RunHours),
                device.RunTimeDay is null ? "" : TimeText.Of(device.RunTimeDay)[..10]);
        }

        console.Write(devices);
    }

    /// <summary>Value, the converted one in brackets, then the flag.</summary>
    static string Value(string value, string converted, DataFlag flag)
    {
        if (value.Length == 0 && converted.Length == 0 && flag == DataFlag.Unspecified)
            return "";
        string number = Markup.Escape(value.Length == 0 ? "-" : value);
        if (converted.Length > 0)
            number += Markup.Escape($" ({converted})");
        string letter = Words.Letter(flag);
        return Words.IsValid(flag) ? $"{number} [grey]{letter}[/]" : $"[strikethrough]{number}[/] [yellow]{letter}[/]";
    }

    static string Mean(Mean? mean)
    {
        if (mean is null)
            return "";
        string start = TimeText.Of(mean.StartTime);
        string from = start.Length > 0 ? $"\n[grey]{start[5..16]}[/]" : "";
        return Value(mean.Value, mean.ConvertedValue, mean.Flag) + from;
    }

    static string Over(FactorStatus factor)
    {
        (int Count, string Text)[] counters =
        [
            (factor.HoursOverTodayCount, "h today"), (factor.DaysOverIn30Count, "d in 30"),
            (factor.DaysOverInMonthCount, "d in month"), (factor.DaysOverInQuarterCount, "d in quarter"),
        ];
        return string.Join(
            "\n",
            counters.Where(counter => counter.Count > 0)
                .Select(counter => string.Create(CultureInfo.InvariantCulture, $"{counter.Count} {counter.Text}")));
    }

    static string State(string state) =>
        state switch
        {
            "0" => "0 off",
            "1" => "1 running",
            "2" => "2 calibration",
            "3" => "3 maintenance",
            "4" => "4 alarm",
            "5" => "5 blow-back",
            _ => state,
        };
}
