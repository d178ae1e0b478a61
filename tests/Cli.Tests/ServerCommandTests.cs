using System.Globalization;
using Grpc.Core;
using Qianliyan.V1;

namespace Qianliyan.Cli.Tests;

public sealed class ServerCommandTests
{
    [Fact]
    public async Task Get_shows_level_reason_and_the_flag_of_a_value_that_does_not_count()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("get", "points/A-31");

        run.Error.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        run.Out.ShouldContain("1号炉 [east] points/A-31");
        run.Out.ShouldContain("exceeded since 2026-01-31 08:00:00");
        run.Out.ShouldContain("a21026 hour mean 120 > 100");
        run.Out.ShouldContain("38.031200 N, 114.846100 E (WGS 84)");
        run.Out.ShouldContain("120.50 D");
        run.Out.ShouldContain("120 (131) N");
        run.Out.ShouldContain("3 h today");
    }

    [Fact]
    public async Task Get_as_JSON_is_the_message_of_the_API_in_one_line()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("get", "points/A-31", "--json");

        Point point = Point.Parser.ParseJson(run.Out);
        point.LevelReason.ShouldBe("a21026 hour mean 120 > 100");
        point.Factors.Single().ReportedHour.ConvertedValue.ShouldBe("131");
        run.Out.TrimEnd('\n').ShouldNotContain("\n");
    }

    [Fact]
    public async Task Unknown_twin_is_one_line_with_resource_and_retry_and_exit_code_1()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("get", "points/B-31");

        run.ExitCode.ShouldBe(1);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldBe(
            "NotFound: There is no such twin. [qianliyan.dev/Point points/B-31] [try again in 1.5 s]\n");
    }

    [Fact]
    public async Task Error_whose_details_repeat_its_message_is_said_once()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("get", "regions/12");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldBe("InvalidArgument: name 'regions/12' has no six digits\n");
    }

    [Fact]
    public async Task Server_that_is_not_there_is_named_with_how_to_start_one()
    {
        string address;
        await using (FakeServer server = await FakeServer.Start())
            address = server.Address;

        CliRun run = await CliRun.Of("list", "--server", address);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain($"No server answers at {address}/");
        run.Error.ShouldContain("dotnet run --project silo/Silo");
    }

    [Fact]
    public async Task List_reads_all_pages_with_the_same_conditions()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run(
            "list", "--region", "130100", "--level", "notice", "--box", "114.3,37.9,114.7,38.2");

        run.Out.ShouldContain("points/A-31");
        run.Out.ShouldContain("points/B-31");
        run.Out.ShouldEndWith("2 twins\n");
        server.Twins.Lists.Select(list => list.PageToken).ShouldBe(["", "second"]);
        server.Twins.Lists.ShouldAllBe(list => list.Parent == "regions/130100" && list.Level == Level.Notice);
        server.Twins.Lists[1].BoundingBox.North.ShouldBe(38.2);
    }

    [Fact]
    public async Task List_stops_at_its_limit_and_says_that_there_are_more()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("list", "--limit", "1");

        run.Out.ShouldNotContain("points/B-31");
        run.Out.ShouldEndWith("1 twin; there are more, see --limit\n");
    }

    [Fact]
    public async Task Watch_prints_plain_lines_when_redirected_and_ends_on_an_error_that_will_not_pass()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("watch", "points/A-31");

        run.ExitCode.ShouldBe(1);
        run.Out.ShouldStartWith("points/A-31  notice");
        run.Error.ShouldBe("PermissionDenied: No more for you.\n");
    }

    [Fact]
    public async Task Watch_that_breaks_is_opened_again_and_shows_what_changed_meanwhile()
    {
        await using FakeServer server = await FakeServer.Start();
        server.Twins.WatchEnds = [StatusCode.Unavailable, StatusCode.PermissionDenied];

        CliRun run = await server.Run("watch", "--region", "130100");

        string[] lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[0].ShouldContain("notice");
        lines[1].ShouldContain("warning");
        run.Error.ShouldStartWith("Connection lost (Unavailable); connecting again in 0.5 s.\n");
    }

    [Fact]
    public async Task Watch_ends_cleanly_when_it_is_interrupted()
    {
        await using FakeServer server = await FakeServer.Start();
        server.Twins.WatchEnds = [StatusCode.OK];
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var output = new NotifyingWriter(() => interrupt.Cancel());

        CliRun run = await CliRun.Of(
            "", output, ["watch", "points/A-31", "--json", "--server", server.Address], interrupt.Token);

        run.ExitCode.ShouldBe(0);
        run.Error.ShouldBeEmpty();
        TwinUpdate.Parser.ParseJson(run.Out).Summary.Level.ShouldBe(Level.Notice);
    }

    [Fact]
    public async Task History_takes_Beijing_times_and_masks_the_frames()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("history", "A-31", "--from", "2026-01-31T08:00", "--by", "arrival", "--frames");

        run.ExitCode.ShouldBe(0);
        run.Out.ShouldContain("a21026=120 N");
        run.Out.ShouldContain("PW=******;MN=A");
        run.Out.ShouldNotContain("s3cret");
        ListObservationsRequest asked = server.Twins.History!;
        asked.Parent.ShouldBe("points/A-31");
        asked.TimeBasis.ShouldBe(ObservationTimeBasis.Arrival);
        asked.StartTime.ToDateTimeOffset().ShouldBe(
            DateTimeOffset.Parse("2026-01-31T00:00:00Z", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Quarantine_says_why_and_masks_the_frame()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("quarantine");

        run.Out.ShouldContain("wrong-password");
        run.Out.ShouldContain("Z-31");
        run.Out.ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task Quarantine_asks_for_the_dispositions_named()
    {
        await using FakeServer server = await FakeServer.Start();

        await server.Run("quarantine");
        server.Twins.FramesRequest!.Dispositions.ShouldBeEmpty();
        await server.Run("quarantine", "--disposition", "repeated", "--disposition", "wrong-password");
        server.Twins.FramesRequest.Dispositions.ShouldBe([FrameDisposition.Repeated, FrameDisposition.WrongPassword]);
        await server.Run("quarantine", "--disposition", "all");
        server.Twins.FramesRequest.Dispositions.Count.ShouldBe(6);
        CliRun wrong = await server.Run("quarantine", "--disposition", "lost");

        wrong.ExitCode.ShouldBe(1);
        wrong.Error.ShouldContain("--disposition is 'lost'; it must be one of all, repeated, quarantined,");
    }

    [Theory]
    [InlineData("aa", 0, "proven")]
    [InlineData("bb", 2, "NOT PROVEN")]
    public async Task Proof_that_does_not_hold_gives_exit_code_2(string replayed, int code, string verdict)
    {
        await using FakeServer server = await FakeServer.Start();
        server.Twins.ReplayedHash = replayed;

        CliRun run = await server.Run("prove", "points/A-31");

        run.ExitCode.ShouldBe(code);
        run.Out.ShouldContain($"sequence 12: {verdict}");
    }
}
