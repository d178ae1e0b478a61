using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Time.Testing;
using Qianliyan.Cli.Twins;
using Qianliyan.Cli.Watching;
using Qianliyan.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

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

    [Fact]
    public void A_point_that_comes_whole_shows_its_newest_values()
    {
        var point = new Point
        {
            Name = "points/A-31", DisplayName = "A-31", Sequence = 7, Level = Level.Warning, LevelReason = "too much",
            Factors =
            {
                new FactorStatus { Factor = "a21026", LastValue = "31.50", LastFlag = DataFlag.Normal },
                new FactorStatus { Factor = "a21002", LastValue = "98", LastFlag = DataFlag.Maintenance },
                new FactorStatus { Factor = "a34013" },
            },
        };

        TwinTable.Line(TwinStatus.Of(new TwinUpdate { Name = point.Name, Sequence = 7, Point = point }))
            .ShouldEndWith("a21026 31.50, a21002 98 M; too much");
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    [InlineData(200)]
    public void Every_twin_takes_one_line_however_long_its_reason(int width)
    {
        var board = new WatchBoard(_clock);
        for (int i = 0; i < 5; i++)
        {
            TwinUpdate update = Update($"points/1301090001310{i}A8900016F0-31", Level.Exceeded);
            update.Summary.Link = LinkState.Online;
            update.Summary.LevelSince = Timestamp.FromDateTimeOffset(_clock.GetUtcNow());
            update.Summary.DisplayName = $"石家庄云岫环保发电有限公司{i}号焚烧炉烟气排放口";
            update.Summary.LevelReason =
                "19 five-minute means below 850 on 2026-11-23, 5 tolerated;\n氮氧化物 a21002 hour mean 64.64 > 50";
            board.Show(update, isSnapshot: true);
        }

        string[] lines = Render(board, rows: 5, width, AnsiSupport.No).TrimEnd().Split('\n');

        lines.Count(line => line.Contains("points/", StringComparison.Ordinal)).ShouldBe(5);
        lines.Where(line => line.Contains("points/", StringComparison.Ordinal))
            .ShouldAllBe(line => line.Contains("19 five", StringComparison.Ordinal));
        lines.ShouldAllBe(line => new Segment(line.TrimEnd()).CellCount() <= width);
        int head = Array.FindIndex(lines, line => line.Contains("reason", StringComparison.Ordinal));
        lines[(head + 2)..].Length.ShouldBe(5);
    }

    [Fact]
    public void A_twin_that_is_not_there_yet_is_shown_as_not_known()
    {
        var update = new TwinUpdate { Name = "points/A-31", Point = new Point { Name = "points/A-31" } };

        TwinTable.Line(TwinStatus.Of(update)).ShouldContain("not known: nobody has ever told it anything");
    }

    static TwinUpdate Update(string name, Level level) =>
        new() { Name = name, Summary = new TwinSummary { Name = name, Level = level } };

    static string Render(WatchBoard board, int rows, int width = 200, AnsiSupport ansi = AnsiSupport.Yes)
    {
        using var output = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = ansi });
        console.Profile.Width = width;
        console.Write(board.Render(rows, width));
        return output.ToString();
    }
}
