using Qianliyan.V1;

namespace Qianliyan.Cli.Tests;

public sealed class ClusterCommandTests
{
    [Fact]
    public async Task Cluster_shows_each_silo_its_load_its_twins_and_what_was_slow()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("cluster");

        run.ExitCode.ShouldBe(0);
        Cells(run.Out, "10.0.0.4:11111@1 ").ShouldBe(
        [
            "10.0.0.4:11111@1", "active", "5 h", "0.1.0", "0.31", "512 MiB", "2,500", "1,234.6", "99.9",
            "2.5 / 17 ms", "3, 12 s", "4, 5 waiting",
        ]);
        Cells(run.Out, "10.0.0.5:11111@2 ").ShouldBe(["10.0.0.5:11111@2", "silent"]);
        run.Out.ShouldContain("30,000");
        run.Out.ShouldContain("slow turn      88.8 ms  regions/130100  at 10.0.0.4:11111@1");
        run.Out.ShouldContain("2 silos of cluster hebei, membership version 7");
    }

    [Fact]
    public async Task Drain_tells_how_far_the_silo_is_until_it_has_left()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("cluster", "drain", "10.0.0.5:11111");

        run.ShouldBe(new CliRun(
            0,
            """
            10.0.0.5:11111@2  draining  2,500 devices, 30,000 twins
            10.0.0.5:11111@2  stopping  2,500 devices, 30,000 twins
            10.0.0.5:11111@2  has left

            """,
            ""));
        server.Cluster.Drained.ShouldHaveSingleItem().ShouldBe(
            new DrainSiloRequest { Name = "cluster/silos/10.0.0.5:11111" });
    }

    [Fact]
    public async Task Drain_of_the_last_silo_that_nobody_waits_for_is_said_to_be_meant()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("cluster", "drain", "10.0.0.5:11111@2", "--last", "--no-wait");

        run.Out.ShouldBe("10.0.0.5:11111@2  draining  2,500 devices, 30,000 twins\n");
        server.Cluster.Drained.ShouldHaveSingleItem().ShouldBe(
            new DrainSiloRequest { Name = "cluster/silos/10.0.0.5:11111@2", AllowLast = true });
    }

    static string[] Cells(string output, string start) => output.Split('\n')
        .First(line => line.TrimStart().StartsWith(start, StringComparison.Ordinal))
        .Split("  ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
