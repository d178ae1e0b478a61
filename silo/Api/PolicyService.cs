using Grpc.Core;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Policies;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Policies.Files;

namespace Qianliyan.Api;

/// <summary>qianliyan.v1.PolicyService.</summary>
sealed class PolicyService : V1.PolicyService.PolicyServiceBase
{
    public override Task<V1.CheckPolicyResponse> CheckPolicy(
        V1.CheckPolicyRequest request, ServerCallContext context)
    {
        var sources = new PolicySources(request.Bases);
        V1.CheckPolicyResponse response;
        try
        {
            Policy policy = sources.Read("policy", request.Policy).Policy;
            string region = policy.Region?.ToString() ?? "";
            response = new V1.CheckPolicyResponse { Version = policy.Version, Region = region };
        }
        catch (PolicyFileException e)
        {
            response = new V1.CheckPolicyResponse { Faults = { e.Faults.Select(PolicyWords.ToV1) } };
        }

        return Task.FromResult(response);
    }

    public override Task<V1.DiffPoliciesResponse> DiffPolicies(
        V1.DiffPoliciesRequest request, ServerCallContext context)
    {
        var sources = new PolicySources(request.Bases);
        PolicyDocument before = Sound(sources, "before", request.Before);
        PolicyDocument after = Sound(sources, "after", request.After);
        return Task.FromResult(new V1.DiffPoliciesResponse
        {
            BeforeVersion = before.Policy.Version,
            AfterVersion = after.Policy.Version,
            Changes = { PolicyDifference.Between(before, after).Select(PolicyWords.ToV1) },
        });
    }

    /// <exception cref="RpcException">It has faults.</exception>
    static PolicyDocument Sound(PolicySources sources, string field, V1.PolicySource source)
    {
        try
        {
            return sources.Read(field, source);
        }
        catch (PolicyFileException e)
        {
            string more = e.Faults.Count > 1 ? $", and has {e.Faults.Count - 1} more faults" : "";
            throw ApiError.Invalid($"{field}.yaml", source.Name, $"is not a policy: {e.Faults[0]}{more}");
        }
    }
}
