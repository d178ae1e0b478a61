using Microsoft.Extensions.Time.Testing;
using Qianliyan.Cli.Watching;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Tests;

public sealed class WatchBoardTests
{
    readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Worst_twin_stands_first_and_what_does_not_fit_is_counted()
    {
        var board = new WatchBoard(_clock);
        board.Show(Update("points/A-31", Level.Normal), isSnapshot: true);
        board.Show(Update("points/B-31", Level.Exceeded), isSnapshot: true);
        board.Show(Update("points/C-31", Level.Notice), isSnapshot: false);

        string screen = Render(board, rows: 2);

        screen.IndexOf("points/B-31", StringComparison.Ordinal)
            .ShouldBeLessThan(screen.IndexOf("points/C-31", StringComparison.Ordinal));
        screen.ShouldNotContain("points/A-31");
        screen.ShouldContain("2 of 3 twins, 1 changes.");
    }

    [Fact]
    public void Change_is_marked_for_three_seconds()
    {
        const string inverted = "\u001b[7m";
        var board = new WatchBoard(_clock);
        board.Show(Update("points/A-31", Level.Normal), isSnapshot: true);
        Render(board, rows: 5).ShouldNotContain(inverted);

        board.Show(Update("points/A-31", Level.Warning), isSnapshot: false);

        Render(board, rows: 5).ShouldContain(inverted);
        _clock.Advance(TimeSpan.FromSeconds(4));
        Render(board, rows: 5).ShouldNotContain(inverted);
    }

    static TwinUpdate Update(string name, Level level) =>
        new() { Name = name, Summary = new TwinSummary { Name = name, Level = level } };

    static string Render(WatchBoard board, int rows)
    {
        using var output = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.Yes });
        console.Profile.Width = 200;
        console.Write(board.Render(rows));
        return output.ToString();
    }
}
