using Qianliyan.V1;

namespace Qianliyan.Cli.Tests;

public sealed class ImportCommandTests : IDisposable
{
    readonly string _directory = Directory.CreateTempSubdirectory("qly").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Points_and_limits_go_in_one_call_points_first()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run(
            "import", Write("p.csv", "good"), "--kind", "points", "--limits", Write("l.csv", "limits"),
            "--datum", "gcj02", "--dry-run");

        run.Error.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        server.Registry.Files.Select(file => file.Text).ShouldBe(["good", "limits"]);
        server.Registry.Files[0].Header.ShouldBe(new RegistryFileHeader
        {
            Kind = RegistryFileKind.Points, Format = RegistryFileFormat.Csv, Datum = Datum.Gcj02, ValidateOnly = true,
        });
        server.Registry.Files[1].Header.Kind.ShouldBe(RegistryFileKind.Limits);
    }

    [Fact]
    public async Task File_longer_than_a_chunk_arrives_whole()
    {
        await using FakeServer server = await FakeServer.Start();
        string text = string.Concat(Enumerable.Range(0, 200_000).Select(i => $"{i};"));

        CliRun run = await server.Run("import", Write("regions.geojson", text), "--kind", "regions");

        run.ExitCode.ShouldBe(0);
        server.Registry.Files.Single().Text.ShouldBe(text);
        server.Registry.Files.Single().Header.Format.ShouldBe(RegistryFileFormat.Geojson);
    }

    [Fact]
    public async Task Bad_row_is_shown_with_line_column_value_and_reason_and_exit_code_2()
    {
        await using FakeServer server = await FakeServer.Start();
        string file = Write("p.csv", "bad");

        CliRun run = await server.Run("import", file, "--kind", "points");

        run.ExitCode.ShouldBe(2);
        run.Out.ShouldContain("error line 3, region: 'bad' is not a six-digit code of GB/T 2260");
        run.Out.ShouldContain("refused for its bad rows, nothing applied");
    }

    [Fact]
    public async Task File_that_is_not_there_is_named()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("import", "nowhere.csv", "--kind", "points");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldBe("There is no file nowhere.csv.\n");
    }

    string Write(string name, string text)
    {
        string path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        return path;
    }
}
