using Qianliyan.Cli.Text;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Twins;

/// <summary>Twins, a row each.</summary>
static class TwinTable
{
    static readonly string[] Narrow = ["name", "level", "link", "since"];

    public static Table Create()
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (string header in Narrow)
            table.AddColumn(header, column => column.NoWrap());
        return table.AddColumns("shown as", "reason");
    }

    public static Table Of(IEnumerable<TwinSummary> twins)
    {
        Table table = Create();
        foreach (TwinSummary twin in twins)
            Add(table, TwinStatus.Of(twin, 0));
        return table;
    }

    public static void Add(Table table, TwinStatus twin)
    {
        table.AddRow(
            Markup.Escape(twin.Name),
            ValueMarkup.Paint(Words.Of(Words.Levels, twin.Level), Words.ColorOf(twin.Level)),
            ValueMarkup.Paint(Words.Of(Words.Links, twin.Link), Words.ColorOf(twin.Link)),
            TimeText.Of(twin.LevelSince),
            twin.HasOwnName ? Markup.Escape(twin.DisplayName) : "",
            Markup.Escape(twin.Reason));
    }

    /// <summary>One line of plain text.</summary>
    public static string Line(TwinStatus twin) =>
        string.Join(
            "  ",
            new[]
            {
                twin.Name,
                Words.Of(Words.Levels, twin.Level),
                Words.Of(Words.Links, twin.Link),
                TimeText.Of(twin.LevelSince),
                twin.HasOwnName ? twin.DisplayName : "",
                twin.News,
            }.Where(part => part.Length > 0));
}
