using System.Globalization;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Twins;

/// <summary>A grid cell: its means, and the stations or fine cells inside it.</summary>
sealed class CellCard(Cell cell) : IKindCard
{
    bool IsCoarse => cell.EdgeMetres >= 1_000;

    string Source => IsCoarse ? "fine cell" : "station";

    public void AddFacts(FactSheet sheet)
    {
        string edge = IsCoarse ? Invariant($"{cell.EdgeMetres / 1_000} km") : Invariant($"{cell.EdgeMetres} m");
        string hot = cell.Hot ? ", hot cell (热点网格)" : "";
        sheet.Add("grid", Invariant($"{edge}, column {cell.Column}, row {cell.Row}{hot}"));
        sheet.Add("counted for", cell.City == cell.Region ? "" : cell.City);
        sheet.Add("newest hour", TimeText.Of(cell.NewestHour));
        sheet.Add(
            "inside", Invariant($"{CountText.Of(cell.Sources.Count, Source)}, {cell.OnlineSourceCount} online"));
        sheet.Add("warned (预警网格)", string.Join(", ", cell.WarnedMonths));
        sheet.Add("acknowledged", StandingText.Of(cell.Acknowledged, cell.AcknowledgedFindings));
    }

    public void WriteTables(IAnsiConsole console)
    {
        if (cell.Factors.Count > 0)
            console.Write(Factors());
        if (cell.Findings.Count > 0)
            console.Write(FindingTable.Of(cell.Findings));
        if (cell.Sources.Count > 0)
            console.Write(TwinTable.Of(cell.Sources));
    }

    Table Factors()
    {
        Table table = new Table().Border(TableBorder.Simple)
            .AddColumns("factor", "hour mean", "last 24 hours", "natural day", $"highest {Source}");
        foreach (CellFactor factor in cell.Factors)
        {
            table.AddRow(
                ValueMarkup.Factor(factor.Factor),
                Mean(factor.HourMean, factor.HourSourceCount, Source) + HourOf(factor),
                Mean(factor.RollingDayMean, factor.RollingDayHourCount, "hour"),
                Mean(factor.NaturalDayMean, factor.NaturalDayHourCount, "hour"),
                factor.HighestSource.Length == 0
                    ? ""
                    : Markup.Escape($"{NumberText.Of(factor.HighestValue)}\n{factor.HighestSource}"));
        }

        return table;
    }

    static string Mean(string mean, int count, string source) =>
        mean.Length == 0 ? "" : $"{Markup.Escape(NumberText.Of(mean))} [grey]of {CountText.Of(count, source)}[/]";

    static string HourOf(CellFactor factor) =>
        factor.HourStartTime is null ? "" : $"\n[grey]{TimeText.Of(factor.HourStartTime)[5..16]}[/]";

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
