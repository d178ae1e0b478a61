using Qianliyan.Cli.Text;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Twins;

/// <summary>Findings, worst first, then newest first.</summary>
static class FindingTable
{
    public static Table Of(IEnumerable<Finding> findings)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("level", "window from", "rule", "finding");
        foreach (int column in (int[])[0, 1, 2])
            table.Columns[column].NoWrap();
        foreach (Finding finding in findings
            .OrderByDescending(finding => finding.Level)
            .ThenByDescending(finding => finding.WindowStartTime?.Seconds))
        {
            table.AddRow(
                ValueMarkup.Paint(Words.Of(Words.Levels, finding.Level), Words.ColorOf(finding.Level)),
                TimeText.Of(finding.WindowStartTime),
                Markup.Escape($"{finding.Rule}\n{FactorText.Of(finding.Factor)}"),
                $"{Markup.Escape(finding.Reason)}\n"
                    + $"[grey]{Markup.Escape($"{finding.Twin}; {finding.Clause}".TrimEnd(' ', ';'))}[/]");
        }

        return table;
    }
}
