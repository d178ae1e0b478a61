using Spectre.Console;

namespace Qianliyan.Cli.Twins;

/// <summary>Labels and what stands behind them, a line each; a line without content is left out.</summary>
sealed class FactSheet
{
    readonly Grid _grid = new Grid().AddColumns(2);

    public void Add(string label, string text) => AddMarkup(label, Markup.Escape(text));

    public void AddMarkup(string label, string markup)
    {
        if (markup.Length > 0)
            _grid.AddRow($"[grey]{label}[/]", markup);
    }

    public void Write(IAnsiConsole console) => console.Write(_grid);
}
