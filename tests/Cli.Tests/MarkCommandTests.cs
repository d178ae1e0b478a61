using Qianliyan.V1;

namespace Qianliyan.Cli.Tests;

public sealed class MarkCommandTests
{
    [Fact]
    public async Task Create_sends_Beijing_times_and_shows_the_mark_in_two_lines()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run(
            "mark", "create", "incinerators/P-1", "--code", "stopping", "--from", "2026-03-02T06:00", "--to",
            "2026-03-02T00:00:00Z", "--by", "wang", "--reason", "检修", "--id", "m9");

        run.ShouldBe(new CliRun(
            0,
            """
            incinerators/P-1/marks/m9  stopping 停炉  2026-03-02 06:00:00 to 2026-03-02 08:00:00
              revision 1, enterprise wang, 2026-03-02 09:00:00: 检修

            """.ReplaceLineEndings("\n"),
            ""));
        CreateMarkRequest sent = server.Marks.Created.Single();
        (sent.Parent, sent.MarkId).ShouldBe(("incinerators/P-1", "m9"));
        (sent.Mark.StartTime, sent.Mark.EndTime).ShouldBe((FakeMarks.At(6), FakeMarks.At(8)));
        (sent.Mark.Source, sent.Mark.Author, sent.Mark.Factor).ShouldBe((MarkSource.Enterprise, "wang", ""));
    }

    [Fact]
    public async Task Create_says_that_a_mark_came_late_and_what_it_overlaps()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run(
            "mark", "create", "incinerators/P-1", "--code", "stopping", "--from", "2026-03-02T06:00", "--by", "wang",
            "--reason", "late", "--id", "m9");

        run.ShouldBe(new CliRun(
            0,
            """
            incinerators/P-1/marks/m9  stopping 停炉  2026-03-02 06:00:00 to open end
              revision 1, enterprise wang, 2026-03-02 09:00:00: late
              late: came after noon
              note: overlaps another

            """.ReplaceLineEndings("\n"),
            ""));
    }

    [Theory]
    [InlineData("--open-ended")]
    [InlineData]
    public async Task Create_leaves_the_end_open_when_said_or_when_none_is_said(params string[] end)
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run(
        [
            "mark", "create", "incinerators/P-1", "--code", "cems-maintenance", "--factor", "a21026", "--from",
            "2026-03-02T06:00", "--by", "li", "--reason", "x", "--as", "bureau", .. end,
        ]);

        run.ExitCode.ShouldBe(0);
        run.Out.ShouldContain("of a21026 二氧化硫  2026-03-02 06:00:00 to open end");
        Mark sent = server.Marks.Created.Single().Mark;
        sent.EndTime.ShouldBeNull();
        (sent.Code, sent.Factor, sent.Source).ShouldBe((MarkCode.CemsMaintenance, "a21026", MarkSource.Bureau));
    }

    [Fact]
    public async Task Create_sends_what_was_sampled_by_hand_and_shows_it()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run(
            "mark", "create", "points/MN1-31", "--code", "manual-monitoring", "--factor", "a21026", "--from",
            "2026-03-02T06:00", "--to", "2026-03-02T07:00", "--sample", "82.50", "--converted", "101", "--purpose",
            "enforcement", "--method", "HJ 57-2017", "--as", "bureau", "--by", "li", "--reason", "site visit", "--id", "s1");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.ShouldContain(
            " of a21026 二氧化硫: 82.50 (101 at reference oxygen), enforcement, HJ 57-2017");
        server.Marks.Created.Single().Mark.Sample.ShouldBe(new ManualSample
        {
            Value = "82.50",
            ConvertedValue = "101",
            Purpose = SamplePurpose.Enforcement,
            Method = "HJ 57-2017",
        });
    }

    [Theory]
    [InlineData("--sample needs --purpose and --method.", "--sample", "82.5")]
    [InlineData("--sample needs --purpose and --method.", "--sample", "82.5", "--purpose", "enforcement")]
    [InlineData("--converted, --purpose and --method need --sample.", "--method", "HJ 57-2017")]
    public async Task Half_a_sample_is_refused_before_anything_is_sent(string error, params string[] half)
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run(
        [
            "mark", "create", "points/MN1-31", "--code", "manual-monitoring", "--factor", "a21026", "--from",
            "2026-03-02T06:00", "--to", "2026-03-02T07:00", "--by", "li", "--reason", "x", .. half,
        ]);

        run.ExitCode.ShouldNotBe(0);
        run.Error.ShouldContain(error);
        server.Marks.Created.ShouldBeEmpty();
    }

    [Fact]
    public async Task Edit_changes_what_is_said_and_leaves_the_rest()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run(
            "mark", "edit", "incinerators/P-1/marks/m1", "--to", "2026-03-02T09:00", "--by", "li", "--reason", "longer");

        run.ExitCode.ShouldBe(0);
        Mark expected = FakeMarks.Held.Clone();
        (expected.EndTime, expected.Author, expected.Reason) = (FakeMarks.At(9), "li", "longer");
        server.Marks.Updated.Single().Mark.ShouldBe(expected);
        run.Out.ShouldContain("revision 3, enterprise li");
    }

    [Theory]
    [InlineData("91|101|Enforcement|HJ 57-2017", "--sample", "91", "--purpose", "enforcement", "--method", "HJ 57-2017")]
    [InlineData("91|101|Enforcement|HJ 57-2017", "--sample", "91")]
    [InlineData("82.50|102|Enforcement|HJ 57-2017", "--converted", "102")]
    [InlineData("82.50||Enforcement|HJ 57-2017", "--converted", "")]
    [InlineData("82.50|101|SelfMonitoring|HJ 57-2017", "--purpose", "self-monitoring")]
    [InlineData("82.50|101|Enforcement|HJ 1131", "--method", "HJ 1131")]
    [InlineData("82.50|101|Enforcement|HJ 57-2017", "--to", "2026-03-02T09:00")]
    public async Task Edit_of_a_sample_leaves_what_is_not_said_of_it(string expected, params string[] said)
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run(
            ["mark", "edit", FakeMarks.Sampled.Name, "--by", "li", "--reason", "laboratory", "--as", "bureau", .. said]);

        run.ExitCode.ShouldBe(0, run.Error);
        ManualSample sent = server.Marks.Updated.Single().Mark.Sample;
        $"{sent.Value}|{sent.ConvertedValue}|{sent.Purpose}|{sent.Method}".ShouldBe(expected);
    }

    [Fact]
    public async Task Edit_may_take_the_end_away()
    {
        await using FakeServer server = await FakeServer.Start();

        await server.Run(
            "mark", "edit", "incinerators/P-1/marks/m1", "--open-ended", "--by", "li", "--reason", "goes on");

        server.Marks.Updated.Single().Mark.EndTime.ShouldBeNull();
    }

    [Fact]
    public async Task Edit_of_a_revision_that_is_not_the_newest_fails_with_exit_code_1()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run(
            "mark", "edit", "incinerators/P-1/marks/m1", "--code", "fault", "--by", "li", "--reason", "x", "--revision", "1");

        run.ShouldBe(new CliRun(
            1, "", "Aborted: incinerators/P-1/marks/m1 was edited by somebody else meanwhile\n"));
    }

    [Fact]
    public async Task Delete_says_who_and_why_and_shows_that_it_is_deleted()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run(
            "mark", "delete", "incinerators/P-1/marks/m1", "--by", "li", "--as", "bureau", "--reason", "by mistake");

        run.ExitCode.ShouldBe(0);
        run.Out.ShouldContain("  deleted, revision 3, bureau li, 2026-03-02 09:00:00: by mistake\n");
        server.Marks.Deleted.Single().Revision.ShouldBe(FakeMarks.Held.Revision);
    }

    [Fact]
    public async Task Delete_of_a_revision_that_is_not_the_newest_fails_with_exit_code_1()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run(
            "mark", "delete", "incinerators/P-1/marks/m1", "--by", "li", "--reason", "by mistake", "--revision", "1");

        run.ShouldBe(new CliRun(
            1, "", "Aborted: incinerators/P-1/marks/m1 was edited by somebody else meanwhile\n"));
        server.Marks.Deleted.Single().Revision.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_terminal_would_obey_is_shown_by_its_code()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run(
            "mark", "delete", "incinerators/P-1/marks/m1", "--by", "li\u001b[2J", "--reason", "no\n  revision 9, bureau FAKE");

        run.Out.ShouldContain(
            "  deleted, revision 3, enterprise li<U+001B>[2J, 2026-03-02 09:00:00: no<U+000A>  revision 9, bureau FAKE\n");
    }

    [Fact]
    public async Task List_shows_every_page_and_counts()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("mark", "list", "incinerators/P-1", "--from", "2026-03-02T00:00:00+08:00");

        run.ExitCode.ShouldBe(0);
        run.Out.ShouldContain("incinerators/P-1/marks/m1  stopping 停炉");
        run.Out.ShouldContain("incinerators/P-1/marks/m2  cems-maintenance CEMS维护 of a21026 二氧化硫");
        run.Out.ShouldEndWith("2 marks\n");
        server.Marks.Listed[0].StartTime.ShouldBe(FakeMarks.At(0));
    }

    [Fact]
    public async Task List_of_one_says_that_there_are_more()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("mark", "list", "incinerators/P-1", "--limit", "1");

        run.Out.ShouldEndWith("1 mark; there are more, see --limit\n");
    }

    [Fact]
    public async Task Get_as_JSON_is_one_object_and_an_unknown_mark_fails_with_exit_code_1()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("mark", "get", "incinerators/P-1/marks/m1", "--json");
        CliRun unknown = await server.Run("mark", "get", "incinerators/P-1/marks/m7");

        run.ExitCode.ShouldBe(0);
        Mark.Parser.ParseJson(run.Out).ShouldBe(FakeMarks.Held);
        run.Out.Count(c => c == '\n').ShouldBe(1);
        unknown.ShouldBe(new CliRun(1, "", "NotFound: incinerators/P-1/marks/m7 does not exist, or was deleted\n"));
    }
}
