using Qianliyan.Cli.Text;
using Qianliyan.Cli.Twins;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Qianliyan.Cli.Watching;

/// <summary>Twins on a screen, a line each: a narrow screen shows fewer columns, and texts are cut short.</summary>
sealed class WatchTable
{
    const int WidthWithName = 100;
    const int WidthWithTime = 140;

    readonly bool _hasName;
    readonly bool _hasTime;

    /// <param name="width">Columns of the screen.</param>
    public WatchTable(int width)
    {
        (_hasName, _hasTime) = (width >= WidthWithName, width >= WidthWithTime);
        string[] narrow = _hasTime ? ["name", "level", "link", "since"] : ["name", "level", "link"];
        foreach (string header in narrow)
            Table.AddColumn(header, column => column.NoWrap());
        if (_hasName)
            Table.AddColumn("shown as");
        Table.AddColumn("reason");
    }

    public Table Table { get; } = new Table().Border(TableBorder.Simple);

    public void Add(TwinStatus twin, bool isMarked)
    {
        string name = Markup.Escape(twin.Name);
        List<IRenderable> cells =
        [
            new Markup(isMarked ? $"[invert]{name}[/]" : name),
            new Markup(ValueMarkup.Paint(Words.Of(Words.Levels, twin.Level), Words.ColorOf(twin.Level))),
            new Markup(ValueMarkup.Paint(Words.Of(Words.Links, twin.Link), Words.ColorOf(twin.Link))),
        ];
        if (_hasTime)
            cells.Add(new OneLine(TimeText.Of(twin.LevelSince)));
        if (_hasName)
            cells.Add(new OneLine(twin.HasOwnName ? twin.DisplayName : ""));
        cells.Add(new OneLine(twin.News));
        Table.AddRow(cells);
    }
}
