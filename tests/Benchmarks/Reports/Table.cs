using System.Text;

namespace Qianliyan.Benchmarks.Reports;

/// <summary>A Markdown table whose columns also line up on a console.</summary>
static class Table
{
    public static void Append(StringBuilder text, string[] headings, List<string[]> rows)
    {
        var widths = new int[headings.Length];
        for (int column = 0; column < widths.Length; column++)
            widths[column] = Math.Max(3, rows.Append(headings).Max(row => row[column].Length));
        AppendRow(text, headings, widths);
        AppendRow(text, [.. widths.Select(width => new string('-', width))], widths);
        foreach (string[] row in rows)
            AppendRow(text, row, widths);
        text.Append('\n');
    }

    static void AppendRow(StringBuilder text, string[] cells, int[] widths)
    {
        for (int column = 0; column < cells.Length; column++)
            text.Append("| ").Append(cells[column].PadRight(widths[column])).Append(' ');
        text.Append("|\n");
    }
}
