namespace Qianliyan.Cli.Tests;

public sealed class KindCardTests
{
    [Fact]
    public async Task Enterprise_shows_its_roster_its_days_over_and_its_findings_worst_first()
    {
        string card = await Card("enterprises/E1");

        card.ShouldContain("4 in 30 days, 3 in the month, 2 in the quarter to 2026-01-31");
        card.ShouldContain("during; violations 5 in 30 days, 4 in the month, 3 in the quarter; 1 point with a serious lead");
        card.ShouldContain("level exceeded by li, 2026-01-31 08:00:00; 1 finding\n");
        card.ShouldContain("2026-01 cancelled; 12 of 30 clean days since 2026-01-31");
        card.ShouldContain("incinerators/P-1");
        card.ShouldContain("2 findings in force");
        card.ShouldContain("GB 18485-2014");
        card.IndexOf("furnace.temperature", StringComparison.Ordinal)
            .ShouldBeLessThan(card.IndexOf("limit.hour", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Incinerator_shows_the_slots_of_its_day_its_means_and_the_condition_in_force()
    {
        string card = await Card("incinerators/P-1");

        card.ShouldContain("2026-01-31: 49 of 288 five-minute slots, 9 too cold, violated, 2 void");
        card.ShouldContain("stopping 停炉, 2026-01-31 08:00:00 to open end");
        card.ShouldContain("1 day too cold, 0 days with a daily mean over its limit");
        card.ShouldContain("2026-01 cancelled; 12 of 30 clean days since 2026-01-31");
        card.ShouldContain("849.9");
        card.ShouldContain("854.4167 N");
        card.ShouldContain("垃圾焚烧炉膛内焚烧平均温度");
        card.ShouldContain("in force");
    }

    [Fact]
    public async Task Cell_shows_its_means_with_what_they_are_made_of_and_the_highest_cell_inside()
    {
        string card = await Card("cells/130100-3km-1-2");

        card.ShouldStartWith("cells/130100-3km-1-2\n");
        card.ShouldContain("3 km, column 1, row 2, hot cell (热点网格)");
        card.ShouldContain("2025-12, 2026-01");
        card.ShouldContain("1 fine cell, 1 online");
        card.ShouldContain("82.3333 of 3 fine cells");
        card.ShouldContain("64.25 of 24 hours");
        card.ShouldContain("61 of 1 hour ");
        card.ShouldContain("cells/130100-500m-7-8");
    }

    [Theory]
    [InlineData("enterprises/E1")]
    [InlineData("cells/130100-3km-1-2")]
    public async Task Redirected_card_has_no_blanks_at_line_ends_and_no_double_empty_lines(string name)
    {
        string card = await Card(name);

        card.Split('\n').ShouldAllBe(line => line.TrimEnd() == line);
        card.ShouldNotContain("\n\n\n");
    }

    static async Task<string> Card(string name)
    {
        await using FakeServer server = await FakeServer.Start();
        CliRun run = await server.Run("get", name);
        run.Error.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        return run.Out;
    }
}
