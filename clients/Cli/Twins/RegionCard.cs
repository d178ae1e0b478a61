using System.Globalization;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using Spectre.Console;
using Region = Qianliyan.V1.Region;

namespace Qianliyan.Cli.Twins;

/// <summary>A region: how many twins stand in it and below it at which level, and the regions below.</summary>
sealed class RegionCard(Region region) : IKindCard
{
    public void AddFacts(FactSheet sheet)
    {
        sheet.Add("of its own", CountText.Of(region.RosterSize, "twin"));
        sheet.Add("below it", string.Join(", ", region.Children.Select(child => child[(child.IndexOf('/') + 1)..])));
    }

    public void WriteTables(IAnsiConsole console)
    {
        if (region.Counts.Count == 0)
            return;
        Table table = new Table().Border(TableBorder.Simple)
            .AddColumns("kind", "total", "normal", "notice", "warning", "exceeded", "online", "silent", "unknown");
        foreach (TableColumn column in table.Columns.Skip(1))
            column.RightAligned();
        foreach (TwinCounts counts in region.Counts)
        {
            table.AddRow(
                [
                    Words.Of(Words.Kinds, counts.Kind),
                    .. new[]
                    {
                        counts.TotalCount, counts.NormalCount, counts.NoticeCount, counts.WarningCount,
                        counts.ExceededCount, counts.OnlineCount, counts.SilentCount, counts.UnknownCount,
                    }.Select(count => count.ToString("N0", CultureInfo.InvariantCulture)),
                ]);
        }

        console.Write(table);
    }
}
