using Qianliyan.V1;

namespace Qianliyan.Cli.Tests;

public sealed class PolicyCommandTests : IDisposable
{
    readonly string _directory = Directory.CreateTempSubdirectory("qly").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Check_says_version_and_region_of_a_sound_file()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("policy", "check", Write("hebei.yaml", "good"));

        run.ShouldBe(new CliRun(0, "hebei.yaml: policy national-1+hebei-1 for region 13, no faults.\n", ""));
        server.Policies.Checked.Single().Policy.ShouldBe(new PolicySource { Name = "hebei.yaml", Yaml = "good" });
    }

    [Fact]
    public async Task Check_warns_of_a_factor_that_no_table_names_and_finds_no_fault()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("policy", "check", Write("hebei.yaml", "a99999"));

        run.ShouldBe(new CliRun(
            0,
            "warning hebei.yaml line 7, limits[0].factor: 'a99999' is new\n"
            + "hebei.yaml: policy national-1+hebei-1 for region 13, no faults.\n",
            ""));
    }

    [Fact]
    public async Task Dry_run_says_how_far_it_is_what_it_did_not_try_and_how_many_points_hear_what_was_recorded()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("policy", "dry-run", Write("two.yaml", "good"));

        run.ExitCode.ShouldBe(0);
        run.Out.ShouldStartWith("2 points heard of a furnace or an enterprise that is not tried as a whole");
        run.Out.ShouldContain(
            "130109 keeps its own policy one+county-1: the candidate does not apply to 2 twins there.\n");
        run.Error.ShouldBe(
            """
            60 %: 2 of 3 twins, 3 entries
            100 %: 3 of 3 twins, 4 entries
            once more, 50 %: 1 of 2 twins, 5 entries
            once more, 100 %: 2 of 2 twins, 6 entries

            """.ReplaceLineEndings("\n"));
        run.Out.ShouldContain("two over 6 entries of 3 twins: 0 gained, 0 lost, 0 changed.");
    }

    [Fact]
    public async Task Check_names_every_fault_with_line_path_value_and_reason_and_exit_code_2()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("policy", "check", Write("p.yaml", "bad"));

        run.ExitCode.ShouldBe(2);
        run.Out.ShouldBe("error p.yaml line 4, means.dayHours: 'bad' is not a whole number\n");
    }

    [Fact]
    public async Task Check_sends_the_files_that_a_file_extends()
    {
        await using FakeServer server = await FakeServer.Start();
        Write("hebei.yaml", "version: h\nextends: national");
        string city = Write("city.yaml", "version: c\nextends: \"hebei\" # the province");

        await server.Run("policy", "check", city);

        server.Policies.Checked.Single().Bases.Select(source => source.Name).ShouldBe(["hebei"]);
    }

    [Fact]
    public async Task Diff_shows_what_changed_came_and_went_with_its_clause()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("policy", "diff", "national", Write("p.yaml", "good"));

        run.ShouldBe(new CliRun(
            0,
            """
            means.dayHours: 20 -> 22   # HJ 212 annex D
            limits[a21026, 13]: + { day: 40 }
            region: - 13
            national-1 to hebei-1: 3 differences.

            """.ReplaceLineEndings("\n"),
            ""));
        server.Policies.Compared.Single().Before.ShouldBe(new PolicySource { Name = "national" });
        server.Policies.Compared.Single().After.Yaml.ShouldBe("good");
    }

    [Fact]
    public async Task Diff_as_JSON_is_one_object_a_line()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("policy", "diff", "national", "national", "--json");

        run.ExitCode.ShouldBe(0);
        run.Out.Split('\n')[1].ShouldBe("""{ "path": "limits[a21026, 13]", "after": "{ day: 40 }" }""");
    }

    [Fact]
    public async Task Diff_of_a_file_with_faults_shows_them_and_exit_code_2()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("policy", "diff", Write("p.yaml", "bad"), "national");

        run.ExitCode.ShouldBe(2);
        run.Out.ShouldContain("error p.yaml line 4");
        server.Policies.Compared.ShouldBeEmpty();
    }

    [Fact]
    public async Task Check_sends_an_empty_file_as_a_file()
    {
        await using FakeServer server = await FakeServer.Start();

        await server.Run("policy", "check", Write("empty.yaml", ""));

        server.Policies.Checked.Single().Policy.HasYaml.ShouldBeTrue();
    }

    [Fact]
    public async Task Activate_says_which_regions_keep_their_own()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("policy", "activate", "national", "--by", "li", "--reason", "new");

        run.ShouldBe(new CliRun(
            0,
            """
            national-1 in force in regions/000000 since 2026-03-04 00:00:00, by wang: first
            SHA-256 ab12
            regions/130109 keeps national-1+county-1 of its own; qly policy lift 130109 takes it back.

            """.ReplaceLineEndings("\n"),
            ""));
    }

    [Fact]
    public async Task Activate_warns_of_what_check_warns_of()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("policy", "activate", "national", "--by", "li", "--reason", "unsaid");

        (run.ExitCode, run.Out.Split('\n')[0]).ShouldBe((0, "warning national line 7, limits[0].factor: 'a99999' is new"));
    }

    [Fact]
    public async Task Activate_says_that_nothing_is_recorded_of_what_is_in_force_already()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("policy", "activate", "national", "--by", "li", "--reason", "again");

        run.Out.ShouldContain("It was in force already: nothing is recorded, neither who asked now nor why.\n");
    }

    [Fact]
    public async Task Lift_says_what_was_lifted_and_what_is_in_force_instead()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run("policy", "lift", "regions/130109", "--by", "li", "--reason", "back");

        run.ShouldBe(new CliRun(
            0,
            """
            national-1+county-1 before in regions/130109 since 2026-03-04 00:00:00, by wang: first
            lifted at 2026-03-04 00:01:00, by li: back
            SHA-256 ab12
            national-1 of regions/000000 is in force in regions/130109 from now on.

            """.ReplaceLineEndings("\n"),
            ""));
        server.Policies.Lifted.Single().ShouldBe(
            new LiftPolicyRequest { Region = "regions/130109", Author = "li", Reason = "back" });
    }

    [Theory]
    [InlineData("policy", "check", "nowhere.yaml")]
    [InlineData("policy", "diff", "national", "nowhere.yaml")]
    public async Task File_that_is_not_there_is_named(params string[] arguments)
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun run = await server.Run(arguments);

        run.ShouldBe(new CliRun(1, "", "There is no file nowhere.yaml.\n"));
    }

    string Write(string name, string text)
    {
        string path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        return path;
    }
}
