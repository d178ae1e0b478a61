using Google.Protobuf.WellKnownTypes;
using Qianliyan.V1;

namespace Qianliyan.Cli.Tests;

public sealed class ExplainCommandTests
{
    static readonly string[] Question =
        ["explain", "points/MN1-31", "--rule", "limit.day", "--factor", "a21026", "--day", "2026-03-04"];

    [Fact]
    public async Task What_did_not_happen_is_told_with_its_numbers_and_what_was_needed()
    {
        await using FakeServer server = await FakeServer.Start();
        server.Policies.Answers.Add(SampleAnswers.Day);

        CliRun run = await server.Run(Question);

        run.ShouldBe(new CliRun(
            0,
            """
            limit.day a21026 二氧化硫 of points/MN1-31: complies
            window          2026-03-04 00:00:00 to 2026-03-05 00:00:00
            standing        provisional until 2026-03-05 12:00:00
            because         the mean 79.9 at reference oxygen < limit 80: by 0.1 not over it
            otherwise       a mean above 80; it was 79.9
            clause          GB 18485-2014 table 4
            policy          national-2026.1, put in force 2026-01-01 08:00:00 by silo (SHA-256 ab12)
            limit           80
            means.dayHours  20 h

              entry   data time             says                 from
            ─────────────────────────────────────────────────────────────────────────────────────────
              8       2026-03-04 00:00:00   a21026 Hour 79.9 N   points/MN1-31/observations/8/frame


            """.ReplaceLineEndings("\n"),
            ""));
        server.Policies.Asked.Single().ShouldBe(new ExplainRulesRequest
        {
            Twin = "points/MN1-31", Rule = "limit.day", Factor = "a21026",
            DayTime = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.FromHours(8))),
        });
    }

    [Fact]
    public async Task What_did_happen_is_told_as_a_finding()
    {
        await using FakeServer server = await FakeServer.Start();
        server.Policies.Answers.Add(SampleAnswers.Found);

        CliRun run = await server.Run(Question);

        run.ShouldBe(new CliRun(
            0,
            """
            limit.day a21026 二氧化硫 of points/MN1-31
            window     2026-03-04 00:00:00 to 2026-03-05 00:00:00
            verdict    raised, provisional, after
            because    a21026 day mean 81 at reference oxygen > 80, 0.0125 times over
            clause     GB 18485-2014 table 4
            policy     national-2026.1, put in force 2026-01-01 08:00:00 by silo (SHA-256 ab12)
            otherwise  the figure 81 would have to be 80 or less, that is by 1 less; or it would have to be void or exempt
            id         points/MN1-31:limit.day:a21026:1772553600

              entry   decided               by         version
            ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
              31      2026-03-05 00:01:00   Observed   raised, provisional: a21026 day mean 81 at reference oxygen > 80, 0.0125 times over


            """.ReplaceLineEndings("\n"),
            ""));
        server.Policies.Told.Single().Id.ShouldBe("points/MN1-31:limit.day:a21026:1772553600");
    }

    [Fact]
    public async Task Many_answers_are_a_table()
    {
        await using FakeServer server = await FakeServer.Start();
        for (int i = 0; i < 7; i++)
            server.Policies.Answers.Add(SampleAnswers.Day);

        CliRun run = await server.Run("explain", "points/MN1-31", "--day", "2026-03-04");

        run.Out.ReplaceLineEndings("\n").Split('\n').Count(line => line.Contains("limit.day", StringComparison.Ordinal))
            .ShouldBe(7);
    }

    [Fact]
    public async Task Where_no_rule_judges_the_rules_and_factors_are_said_that_can_be_asked_about()
    {
        await using FakeServer server = await FakeServer.Start();

        CliRun named = await server.Run(
            "explain", "points/MN1-31", "--rule", "limit.day", "--factor", "a99999", "--day", "2026-03-04");
        CliRun all = await server.Run("explain", "points/MN1-31", "--day", "2026-03-04");

        named.Out.ShouldBe(
            """
            Rule limit.day of points/MN1-31 does not judge a99999 in this window.
            rules    limit.hour, limit.day
            factors  a21026 二氧化硫, a34013 烟尘

            """.ReplaceLineEndings("\n"));
        all.Out.ShouldStartWith("No rule of points/MN1-31 judges this window.\n");
        all.Out.ShouldContain("a rule on hours answers for an hour, by --at, or for a day when --rule names it");
    }

    [Fact]
    public async Task As_JSON_an_answer_is_one_object_a_line()
    {
        await using FakeServer server = await FakeServer.Start();
        server.Policies.Answers.Add(SampleAnswers.Day);

        CliRun run = await server.Run([.. Question, "--json"]);

        run.Out.ShouldStartWith("""{ "rule": "limit.day", "factor": "a21026", "windowStartTime":""");
        run.Out.Trim().ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("--day", "9999-12-31")]
    [InlineData("--day", "0001-01-01")]
    [InlineData("--at", "1999-12-31T23:00")]
    [InlineData("--as-of", "2100-01-01")]
    public async Task A_time_of_no_year_from_2000_to_2099_is_refused_before_anything_is_asked(string option, string time)
    {
        await using FakeServer server = await FakeServer.Start();

        string[] window = option == "--as-of" ? ["--day", "2026-03-04"] : [];
        CliRun run = await server.Run(["explain", "points/MN1-31", .. window, option, time]);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain($"{option} is '{time}'; it must be a date of the years 2000 to 2099");
        server.Policies.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_window_the_option_is_named()
    {
        CliRun run = await CliRun.Of("explain", "points/MN1-31", "--rule", "limit.day");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain(
            "--day or --at is missing: say what window is asked about, or give the id of a finding.");
    }
}
