using System.Globalization;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Twins;

/// <summary>A monitoring point: whose it is, what it sent, its factors and its devices.</summary>
sealed class PointCard(Point point, DateTimeOffset now) : IKindCard
{
    public void AddFacts(FactSheet sheet)
    {
        sheet.Add("monitors", Words.Of(Words.Points, point.Kind));
        sheet.Add("enterprise", point.Enterprise);
        sheet.Add("furnace", point.Incinerator);
        sheet.Add("last upload", TimeText.Precise(point.LastArrivalTime));
        sheet.Add("device clock", TimeText.Of(point.LastDataTime));
        sheet.Add(
            "uploads",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{point.ObservationCount:N0} recorded, {point.LateCount:N0} late, "
                + $"{point.ConflictCount:N0} in conflict, {point.FutureDatedCount:N0} ahead of time"));
        sheet.Add("transmission", StandingText.Transmission(point));
        sheet.Add("supervision", StandingText.Of(point));
        sheet.Add("final before", TimeText.Day(point.SettledBeforeTime));
        sheet.Add("marks", StandingText.Of(point.Marks));
        sheet.Add("acknowledged", StandingText.Of(point.Acknowledged, point.AcknowledgedFindings));
    }

    public void WriteTables(IAnsiConsole console)
    {
        if (point.Factors.Count > 0)
            console.Write(Factors());
        if (point.Devices.Count > 0)
            console.Write(Devices());
    }

    Table Factors()
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns(
            "factor", "last", "age", "minute\nreported", "minute\ncomputed", "hour\nreported", "hour\ncomputed",
            "day\nreported", "day\ncomputed", "over limit");
        foreach (FactorStatus factor in point.Factors)
        {
            table.AddRow(
                ValueMarkup.Factor(factor.Factor),
                ValueMarkup.Of(factor.LastValue, factor.LastConvertedValue, factor.LastFlag),
                TimeText.Age(factor.LastTime, now),
                ValueMarkup.Of(factor.ReportedMinute),
                ValueMarkup.Of(factor.ComputedMinute),
                ValueMarkup.Of(factor.ReportedHour),
                ValueMarkup.Of(factor.ComputedHour),
                ValueMarkup.Of(factor.ReportedDay),
                ValueMarkup.Of(factor.ComputedDay),
                Over(factor));
        }

        return table;
    }

    Table Devices()
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("device", "state", "at", "run hours", "of day");
        foreach (DeviceStatus device in point.Devices)
        {
            table.AddRow(
                Markup.Escape(device.Device),
                Markup.Escape(State(device.State)),
                TimeText.Of(device.StateTime),
                Markup.Escape(device.RunHours),
                TimeText.Day(device.RunTimeDay));
        }

        return table;
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
