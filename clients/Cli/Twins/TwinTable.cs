using Qianliyan.Cli.Text;
using Spectre.Console;

namespace Qianliyan.Cli.Twins;

/// <summary>Twins, a row each.</summary>
static class TwinTable
{
    public static Table Create() =>
        new Table().Border(TableBorder.Simple).AddColumns("name", "level", "link", "since", "shown as", "reason");

    public static void Add(Table table, TwinStatus twin, bool isMarked)
    {
        string name = Markup.Escape(twin.Name);
        table.AddRow(
            isMarked ? $"[invert]{name}[/]" : name,
            Paint(Words.Of(Words.Levels, twin.Level), Words.ColorOf(twin.Level)),
            Paint(Words.Of(Words.Links, twin.Link), Words.ColorOf(twin.Link)),
            TimeText.Of(twin.LevelSince),
            Markup.Escape(twin.DisplayName),
            Markup.Escape(twin.Reason));
    }

    /// <summary>One line of plain text.</summary>
    public static string Line(TwinStatus twin) =>
        string.Join(
            "  ",
            twin.Name,
            Words.Of(Words.Levels, twin.Level),
            Words.Of(Words.Links, twin.Link),
            TimeText.Of(twin.LevelSince),
            twin.DisplayName,
            twin.Reason).TrimEnd();

    static string Paint(string text, Color color) => $"[{color.ToMarkup()}]{text}[/]";
}
