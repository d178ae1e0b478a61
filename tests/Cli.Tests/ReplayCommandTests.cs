using System.Text.Json;
using Qianliyan.Cli.Replay;
using Qianliyan.Domain.Time;

namespace Qianliyan.Cli.Tests;

public sealed class ReplayCommandTests
{
    const int Connections = 4;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replay_imports_the_points_then_sends_the_frames_and_counts_the_answers()
    {
        string data = Path.GetDirectoryName(SharedData.Require("hj212_dialogue"))!;
        await using FakeServer server = await FakeServer.Start();
        using var gateway = new Responder();
        Task answering = gateway.Run(Connections, _ => true, Token);

        CliRun run = await server.Run(
            "replay", "dialogue", "--data", data, "--gateway", $"{gateway.Address}", "--limit", "100");
        await answering;

        run.Error.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        server.Registry.Files.Single().Text.ShouldContain("DXCBZ000000005,21,");
        gateway.Arrived.ShouldBe(100);
        run.Out.ShouldContain("lines of the centre (not sent)");
        run.Out.ShouldContain($"dialogue: 100 frames sent to {gateway.Address}");
        run.Out.ShouldContain("100 acknowledged, 0 without answer");
    }

    [Fact]
    public async Task Replay_without_import_asks_no_server()
    {
        string data = Path.GetDirectoryName(SharedData.Require("cnemc_hourly_2019"))!;
        using var gateway = new Responder();
        Task answering = gateway.Run(Connections, _ => true, Token);

        CliRun run = await CliRun.Of(
            "replay", "cnemc", "--no-import", "--json", "--data", data, "--gateway", $"{gateway.Address}",
            "--limit", "300");
        await answering;

        run.ExitCode.ShouldBe(0);
        using JsonDocument totals = JsonDocument.Parse(run.Out);
        totals.RootElement.GetProperty("sent").GetInt64().ShouldBe(300);
        totals.RootElement.GetProperty("acknowledged").GetInt64().ShouldBe(300);
    }

    [Fact]
    public async Task Gateway_that_is_not_there_is_named()
    {
        string data = Path.GetDirectoryName(SharedData.Require("hj212_dialogue"))!;
        string nobody;
        using (var gateway = new Responder())
            nobody = gateway.Address.ToString();

        CliRun run = await CliRun.Of("replay", "dialogue", "--no-import", "--data", data, "--gateway", nobody);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldStartWith($"The gateway at {nobody} cannot be reached");
    }

    [Fact]
    public async Task Data_that_is_not_there_is_named()
    {
        CliRun run = await CliRun.Of("replay", "airbox", "--data", "nowhere");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("There is no folder");
        run.Error.ShouldContain("--data");
    }

    [Fact]
    public async Task Pause_of_years_in_the_record_takes_an_hour_of_it()
    {
        using var gateway = new Responder();
        var progress = new ReplayProgress();
        Task answering = gateway.Run(1, _ => true, Token);
        var runner = new ReplayRunner(
            gateway.Address, new ReplayOptions(Speed: 36_000, 1, 4, TimeSpan.FromMinutes(5)), progress);
        byte[] frame = ReplayLinkTests.Frames(1).Single();

        await runner.Run(
            [new(BeijingTime.Of(2016, 7, 1), "A", frame), new(BeijingTime.Of(2021, 4, 7), "A", frame)], Token);
        await answering;

        progress.Acknowledged.ShouldBe(2);
        progress.At.ShouldBe(BeijingTime.Of(2021, 4, 7));
    }
}
