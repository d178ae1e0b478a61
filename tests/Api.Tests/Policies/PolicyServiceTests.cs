using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Policies;
using Qianliyan.Api.Tests.Fakes;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage.Journal;
using Qianliyan.Storage.Tests;

namespace Qianliyan.Api.Tests.Policies;

public sealed class PolicyServiceTests : IDisposable
{
    const string Hebei = "version: hebei-1\nextends: national\nregion: 13\nmeans:\n  dayHours: 22\n";
    static readonly V1.PolicySource National = new() { Name = "national" };
    readonly TemporaryStore _store = new();
    readonly PolicyArchive _archive;
    readonly PolicyService _service;

    public PolicyServiceTests()
    {
        _archive = new PolicyArchive(_store.Journal, TimeProvider.System, NullLogger<PolicyArchive>.Instance);
        _service = new PolicyService(
            _archive,
            new PolicyWarnings(_store.Journal, _archive, TimeProvider.System),
            new PolicyTrials(_store.Journal, _archive, TimeProvider.System),
            new Explanations(_store.Journal, _archive, TimeProvider.System),
            new CallGuard(NullLogger<CallGuard>.Instance),
            TimeProvider.System);
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _archive.Dispose();
        _store.Dispose();
    }

    [Fact]
    public async Task A_policy_is_put_in_force_once_and_listed()
    {
        await Activate(NationalText("one"));
        V1.PolicyIssue issue = await Activate(NationalText("two"));
        V1.PolicyIssue again = await Activate(NationalText("two"));

        V1.ListPoliciesResponse list = await _service.ListPolicies(new V1.ListPoliciesRequest(), new FakeCall(Token));

        list.Policies.Select(policy => (policy.Version, policy.InForce, policy.Author, policy.Reason)).ShouldBe(
            [("two", true, "bureau", "new standard"), ("one", false, "bureau", "new standard")]);
        (issue.WasInForce, again.WasInForce).ShouldBe((false, true));
        again.ActivateTime.ShouldBe(issue.ActivateTime);
        issue.Region.ShouldBe("000000");
        issue.Hash.Length.ShouldBe(64);
    }

    [Fact]
    public async Task What_is_put_in_force_above_a_regions_own_names_what_the_region_keeps()
    {
        await Activate(NationalText("one"));
        await Activate(Hebei);

        V1.PolicyIssue issue = await Activate(NationalText("two"));

        issue.Kept.ShouldBe([new V1.RegionPolicy { Region = "130000", Version = $"{PolicyFile.National.Version}+hebei-1" }]);
    }

    [Theory]
    [InlineData("13")]
    [InlineData("130000")]
    [InlineData("regions/130000")]
    public async Task A_regions_own_policy_is_lifted_and_listed_as_such(string region)
    {
        await Activate(NationalText("one"));
        await Activate(Hebei);

        V1.LiftPolicyResponse answer = await Lift(region);

        (answer.Lifted.Version, answer.Lifted.Region, answer.Lifted.InForce)
            .ShouldBe(($"{PolicyFile.National.Version}+hebei-1", "130000", false));
        (answer.Lifted.Lift.Author, answer.Lifted.Lift.Reason).ShouldBe(("head", "over"));
        (answer.InForce.Version, answer.InForce.Region, answer.InForce.InForce).ShouldBe(("one", "000000", true));
        V1.ListPoliciesResponse list = await _service.ListPolicies(new V1.ListPoliciesRequest(), new FakeCall(Token));
        list.Policies.Select(policy => policy.Lift?.Author).ShouldBe(["head", null]);
    }

    [Theory]
    [InlineData("14", StatusCode.FailedPrecondition, "regions/140000 has no policy of its own: one is in force there, put in regions/000000.")]
    [InlineData("000000", StatusCode.FailedPrecondition, "The policy of the whole country cannot be lifted: put another in force.")]
    [InlineData("Hebei", StatusCode.InvalidArgument, "region 'Hebei' is not the first two, four or six digits of a code of GB/T 2260")]
    [InlineData("", StatusCode.InvalidArgument, "region '' is not the first two, four or six digits of a code of GB/T 2260")]
    public async Task What_cannot_be_lifted_is_named(string region, StatusCode code, string detail)
    {
        await Activate(NationalText("one"));

        RpcException thrown = await Should.ThrowAsync<RpcException>(() => Lift(region));

        (thrown.StatusCode, thrown.Status.Detail).ShouldBe((code, detail));
    }

    Task<V1.LiftPolicyResponse> Lift(string region) => _service.LiftPolicy(
        new V1.LiftPolicyRequest { Region = region, Author = "head", Reason = "over" }, new FakeCall(Token));

    [Fact]
    public async Task An_empty_file_is_a_fault_in_its_first_line()
    {
        V1.CheckPolicyResponse answer = await Check(new V1.PolicySource { Name = "empty.yaml", Yaml = "" });

        answer.Faults.ShouldBe(
            [new V1.PolicyFault { File = "empty.yaml", Line = 1, Column = 1, Reason = "the file is empty" }]);
    }

    [Fact]
    public async Task A_version_with_another_text_is_refused()
    {
        await Activate(NationalText("one"));

        RpcException thrown = await Should.ThrowAsync<RpcException>(
            () => Activate(NationalText("one").Replace("hourMinutes: 45", "hourMinutes: 44", StringComparison.Ordinal)));

        thrown.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        thrown.Status.Detail.ShouldContain("a changed file needs a new version");
    }

    [Theory]
    [InlineData("", "why", "author")]
    [InlineData("bureau", " ", "reason")]
    [InlineData("bureau\u001b[1A", "why", "author")]
    [InlineData("bureau", "why\nnot", "reason")]
    public async Task Who_and_why_must_be_said(string author, string reason, string field)
    {
        RpcException thrown = await Should.ThrowAsync<RpcException>(() => _service.ActivatePolicy(
            new V1.ActivatePolicyRequest { Policy = National, Author = author, Reason = reason }, new FakeCall(Token)));

        thrown.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        thrown.Status.Detail.ShouldContain(field);
    }

    Task<V1.PolicyIssue> Activate(string yaml) => _service.ActivatePolicy(
        new V1.ActivatePolicyRequest
        {
            Policy = new V1.PolicySource { Name = "p", Yaml = yaml },
            Author = "bureau",
            Reason = "new standard",
        },
        new FakeCall(Token));

    static string NationalText(string version) => PolicyFile.NationalText.Replace(
        $"version: {PolicyFile.National.Version}", $"version: {version}", StringComparison.Ordinal);

    [Fact]
    public async Task A_regional_file_has_the_version_of_its_base_and_its_own()
    {
        V1.CheckPolicyResponse answer = await Check(new V1.PolicySource { Name = "p", Yaml = Hebei });

        answer.Faults.ShouldBeEmpty();
        answer.Version.ShouldEndWith("+hebei-1");
        answer.Region.ShouldBe("13");
    }

    [Fact]
    public async Task Faults_are_an_answer_with_line_path_value_and_reason()
    {
        V1.CheckPolicyResponse answer = await Check(new V1.PolicySource
        {
            Name = "p.yaml",
            Yaml = Hebei.Replace("22", "many", StringComparison.Ordinal),
        });

        answer.Version.ShouldBeEmpty();
        answer.Faults.Single().ShouldBe(new V1.PolicyFault
        {
            File = "p.yaml", Line = 5, Column = 13, Path = "means.dayHours", Value = "many",
            Reason = "is not a whole number",
        });
    }

    [Theory]
    [InlineData("a99999", true)]
    [InlineData("a21026", false)]
    public async Task A_factor_of_no_table_is_a_warning_and_no_fault(string factor, bool isWarned)
    {
        await KnowRegion("130000");
        string yaml = Hebei + $"limits:\n  - {{ factor: {factor}, day: 40, clause: c, source: s }}\n";

        V1.CheckPolicyResponse answer = await Check(new V1.PolicySource { Name = "p.yaml", Yaml = yaml });
        await Activate(yaml);

        answer.Faults.ShouldBeEmpty();
        answer.Warnings.Select(warning => $"{warning.File} {warning.Line} {warning.Path} {warning.Value}").ShouldBe(
            isWarned ? [$"p.yaml 7 limits[{PolicyFile.National.Limits.Count}].factor {factor}"] : []);
    }

    [Theory]
    [InlineData("", "p.yaml 1 region")]
    [InlineData("region: 13\n", "")]
    public async Task A_file_that_extends_another_and_says_no_region_is_warned_of_the_whole_nation(string region, string expected)
    {
        await KnowRegion("130000");
        V1.CheckPolicyResponse answer = await Check(new V1.PolicySource
        {
            Name = "p.yaml",
            Yaml = $"version: hebei-2\nextends: national\n{region}means:\n  dayHours: 22\n",
        });

        answer.Faults.ShouldBeEmpty();
        string.Join("; ", answer.Warnings.Select(warning => $"{warning.File} {warning.Line} {warning.Path}")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("region: 1302\n", "p.yaml 3 region 1302 is a region of which no twin is known: nobody is judged by it yet")]
    [InlineData("region: 13\nlimits:\n  - { factor: a21026, region: 1302, hour: 9, clause: c, source: s }\n", "p.yaml 5 limits[13].region 1302 is a region of which no twin is known: nobody is judged by it yet")]
    [InlineData("region: 13\nlimits:\n  - { factor: a21026, systems: [\"77\"], hour: 9, clause: c, source: s }\n", "p.yaml 5 limits[13].systems[0] 77 is a system code (ST) of no table of HJ 212: the limit waits for data with it")]
    [InlineData("region: 13\nlimits:\n  - { factor: a21026, systems: [\"32\"], hour: 9, clause: c, source: s }\n", "p.yaml 5 limits[13].systems  are of another medium than a21026")]
    [InlineData("region: 13\nlimits:\n  - { factor: a21026, kinds: [wasteWater], hour: 9, clause: c, source: s }\n", "p.yaml 5 limits[13].kinds[0] wasteWater is of another medium than a21026")]
    [InlineData("region: 13\nlimits:\n  - { factor: a21026, kinds: [flueGas], systems: [\"32\"], hour: 9, clause: c, source: s }\n", "p.yaml 5 limits[13].kinds[0] flueGas reports by none of the systems of the limit")]
    [InlineData("region: 13\nlimits:\n  - { factor: w01018, systems: [\"32\"], industries: [GB18918-1C], day: 9, clause: c, source: s }\n", "p.yaml 5 limits[13].industries[0] GB18918-1C is a tag that no policy before names: the limit holds for points with just this tag")]
    [InlineData("region: 13\nlimits:\n  - { factor: a21026, kinds: [flueGas], systems: [\"31\"], hour: 9, clause: c, source: s }\n", "")]
    [InlineData("region: 13\nlink: { silentAfterSeconds: 300 }\n", "p.yaml 4 link.silentAfterSeconds 300 is below 600: a device that sends every ten minutes would be silent in between")]
    public async Task What_fits_nobody_is_a_warning_of_check_and_activation_alike(string section, string expected)
    {
        await KnowRegion("130000");
        string yaml = $"version: own-1\nextends: national\n{section}";

        V1.CheckPolicyResponse answer = await Check(new V1.PolicySource { Name = "p.yaml", Yaml = yaml });
        V1.PolicyIssue issue = await Activate(yaml);

        answer.Faults.ShouldBeEmpty();
        string.Join("; ", answer.Warnings.Select(
            warning => $"{warning.File} {warning.Line} {warning.Path} {warning.Value} {warning.Reason}")).ShouldBe(expected);
        issue.Warnings.Select(warning => warning.Path).ShouldBe(answer.Warnings.Select(warning => warning.Path));
        (await Activate(yaml)).Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_whole_file_is_not_warned_of_the_nation_whatever_its_version_is_called()
    {
        V1.CheckPolicyResponse answer = await Check(
            new V1.PolicySource { Name = "p.yaml", Yaml = NationalText("national+draft") });

        (answer.Faults.Count, answer.Warnings.Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_policy_whose_acts_begin_after_today_is_a_fault_and_not_put_in_force()
    {
        string yaml = NationalText("late")
            .Replace("actsFrom: 2018-01-01", "actsFrom: 2099-01-01", StringComparison.Ordinal);

        V1.CheckPolicyResponse answer = await Check(new V1.PolicySource { Name = "p.yaml", Yaml = yaml });
        RpcException thrown = await Should.ThrowAsync<RpcException>(() => Activate(yaml));

        (answer.Faults.Single().Path, answer.Faults.Single().Value).ShouldBe(("legal.actsFrom", "2099-01-01"));
        thrown.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        thrown.Status.Detail.ShouldContain("legal.actsFrom: '2099-01-01' is after");
        _archive.Book.Issues.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_base_that_comes_with_the_request_is_found()
    {
        V1.CheckPolicyResponse answer = await Check(
            new V1.PolicySource { Name = "city.yaml", Yaml = "version: sjz\nextends: hebei\nregion: 1301" },
            new V1.PolicySource { Name = "hebei", Yaml = Hebei });

        answer.Version.ShouldEndWith("+hebei-1+sjz");
    }

    [Fact]
    public async Task Differences_come_with_values_and_clause()
    {
        V1.DiffPoliciesResponse answer = await _service.DiffPolicies(
            new V1.DiffPoliciesRequest
            {
                Before = National,
                After = new V1.PolicySource { Name = "p", Yaml = Hebei },
            },
            null!);

        V1.PolicyChange hours = answer.Changes.Single(change => change.Path == "means.dayHours");
        (hours.Before, hours.After).ShouldBe(("20", "22"));
        hours.Clause.ShouldStartWith("HJ 212-2017 annex D");
        answer.Changes.Single(change => change.Path == "region").HasBefore.ShouldBeFalse();
    }

    [Theory]
    [InlineData("points", "limit.day", "a21026", true, "twin 'points' is not the name of a twin")]
    [InlineData("regions/130100", "", "", true, "twin 'regions/130100' is judged by no rule")]
    [InlineData("points/MN1-31", "limit.year", "", true, "rule 'limit.year' is not a rule that points/MN1-31 can be asked about; it must be one of limit.hour, limit.day, transmission.low, supervision.serious, listing.days")]
    [InlineData("points/MN1-31", "limit.day", "sulfur dioxide", true, "factor 'sulfur dioxide' is not a code of a factor")]
    [InlineData("points/MN1-31", "limit.day", "a21026", false, "day_time '' is missing: give it or hour_time")]
    public async Task A_question_that_cannot_be_asked_names_its_field(
        string twin, string rule, string factor, bool hasTime, string message)
    {
        var request = new V1.ExplainRulesRequest { Twin = twin, Rule = rule, Factor = factor };
        if (hasTime)
            request.DayTime = new Google.Protobuf.WellKnownTypes.Timestamp { Seconds = 1_772_553_600 };

        RpcException thrown = await Should.ThrowAsync<RpcException>(
            () => _service.ExplainRules(request, new FakeCall(Token)));

        thrown.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        thrown.Status.Detail.ShouldStartWith(message);
    }

    [Theory]
    [InlineData("day_time", 253_402_185_600)]
    [InlineData("day_time", 946_655_999)]
    [InlineData("hour_time", 4_102_416_000)]
    [InlineData("hour_time", -62_135_596_800)]
    [InlineData("as_of_time", 0)]
    public async Task A_time_of_no_year_from_2000_to_2099_is_refused_with_its_field(string field, long seconds)
    {
        var time = new Google.Protobuf.WellKnownTypes.Timestamp { Seconds = seconds };
        var request = new V1.ExplainRulesRequest
        {
            Twin = "points/MN1-31",
            DayTime = new Google.Protobuf.WellKnownTypes.Timestamp { Seconds = 1_772_553_600 },
        };
        if (field == "day_time")
            request.DayTime = time;
        else if (field == "hour_time")
            request.HourTime = time;
        else
            request.AsOfTime = time;

        RpcException thrown = await Should.ThrowAsync<RpcException>(
            () => _service.ExplainRules(request, new FakeCall(Token)));

        thrown.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        thrown.Status.Detail.ShouldBe($"{field} '{seconds}s' is not a time of the years 2000 to 2099");
    }

    [Fact]
    public async Task The_budgets_of_the_policies_in_force_are_rules_that_a_furnace_can_be_asked_about()
    {
        await Activate(NationalText("one"));
        var request = new V1.ExplainRulesRequest
        {
            Twin = "incinerators/P-1",
            Rule = "furnace.budget.none",
            DayTime = new Google.Protobuf.WellKnownTypes.Timestamp { Seconds = 1_772_553_600 },
        };

        RpcException unknown = await Should.ThrowAsync<RpcException>(
            () => _service.ExplainRules(request, new FakeCall(Token)));
        request.Rule = "furnace.budget.startStop";
        RpcException known = await Should.ThrowAsync<RpcException>(
            () => _service.ExplainRules(request, new FakeCall(Token)));

        unknown.Status.Detail.ShouldContain("furnace.budget.startStop, furnace.budget.drying");
        (unknown.StatusCode, known.StatusCode).ShouldBe((StatusCode.InvalidArgument, StatusCode.NotFound));
    }

    [Fact]
    public async Task A_twin_that_nothing_was_told_of_is_not_found()
    {
        await Activate(NationalText("one"));
        var request = new V1.ExplainRulesRequest
        {
            Twin = "points/MN1-31",
            HourTime = new Google.Protobuf.WellKnownTypes.Timestamp { Seconds = 1_772_553_600 },
        };

        RpcException thrown = await Should.ThrowAsync<RpcException>(
            () => _service.ExplainRules(request, new FakeCall(Token)));

        thrown.StatusCode.ShouldBe(StatusCode.NotFound);
        thrown.Status.Detail.ShouldBe("points/MN1-31 has no entry: nothing was ever told of it");
    }

    [Theory]
    [InlineData("regions/130109", StatusCode.InvalidArgument, "names 'regions/130109' finds nothing of its own: name the twins in it")]
    [InlineData("enterprises/NOPE", StatusCode.NotFound, "enterprises/NOPE has no entry: nothing was ever told of it")]
    public async Task A_twin_that_a_policy_cannot_be_tried_on_is_named(string name, StatusCode code, string detail)
    {
        await Activate(NationalText("one"));

        RpcException thrown = await Should.ThrowAsync<RpcException>(() => _service.DryRunPolicy(
            new V1.DryRunPolicyRequest { Policy = National, Names = { name } },
            new FakeResponses<V1.DryRunPolicyResponse>(), new FakeCall(Token)));

        (thrown.StatusCode, thrown.Status.Detail).ShouldBe((code, detail));
    }

    [Fact]
    public async Task What_is_missing_unknown_or_faulty_is_an_invalid_argument()
    {
        (await Refusal(null, National)).ShouldBe("before.name '' is missing");
        (await Refusal(National, new V1.PolicySource { Name = "local" }))
            .ShouldBe("after.name 'local' is not the name of a policy; give its yaml");
        (await Refusal(National, new V1.PolicySource { Name = "p", Yaml = "{}" }))
            .ShouldStartWith("after.yaml 'p' is not a policy: p line 1, ");
    }

    async Task<string> Refusal(V1.PolicySource? before, V1.PolicySource after)
    {
        var thrown = await Should.ThrowAsync<RpcException>(() => _service.DiffPolicies(
            new V1.DiffPoliciesRequest { Before = before, After = after }, null!));
        thrown.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        return thrown.Status.Detail;
    }

    Task<V1.CheckPolicyResponse> Check(V1.PolicySource policy, params V1.PolicySource[] bases) =>
        _service.CheckPolicy(new V1.CheckPolicyRequest { Policy = policy, Bases = { bases } }, new FakeCall(Token));

    /// <summary>A region is known that a twin in it told of itself.</summary>
    async Task KnowRegion(string code)
    {
        string twin = $"regions/{code}";
        await _store.Journal.AppendAsync(
            new JournalAppend
            {
                Twin = twin,
                Previous = JournalPosition.Start(twin),
                Entries = [new JournalRecord((byte)EntryKind.Ticked, EntryCodec.Format, 0, ReadOnlyMemory<byte>.Empty)],
            },
            Token);
    }
}
