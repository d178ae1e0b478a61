using Grpc.Core;

namespace Qianliyan.Api.Tests.Policies;

public sealed class PolicyServiceTests
{
    const string Hebei = "version: hebei-1\nextends: national\nregion: 13\nmeans:\n  dayHours: 22\n";
    static readonly V1.PolicySource National = new() { Name = "national" };
    readonly PolicyService _service = new();

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
        _service.CheckPolicy(new V1.CheckPolicyRequest { Policy = policy, Bases = { bases } }, null!);
}
