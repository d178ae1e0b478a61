using Grpc.Core;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Policies;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Policies.Files;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Replay.Policies;

namespace Qianliyan.Api;

/// <summary>qianliyan.v1.PolicyService.</summary>
sealed class PolicyService(
    PolicyArchive archive, PolicyWarnings warnings, PolicyTrials trials, Explanations explanations, CallGuard guard,
    TimeProvider time)
    : V1.PolicyService.PolicyServiceBase
{
    const string RegionNames = "regions/";

    public override Task<V1.CheckPolicyResponse> CheckPolicy(
        V1.CheckPolicyRequest request, ServerCallContext context) =>
        guard.Run(Check(request, context.CancellationToken), context);

    public override Task<V1.DiffPoliciesResponse> DiffPolicies(
        V1.DiffPoliciesRequest request, ServerCallContext context)
    {
        var sources = new PolicySources(request.Bases, archive.Book);
        PolicyDocument before = Sound(sources, "before", request.Before);
        PolicyDocument after = Sound(sources, "after", request.After);
        return Task.FromResult(new V1.DiffPoliciesResponse
        {
            BeforeVersion = before.Policy.Version,
            AfterVersion = after.Policy.Version,
            Changes = { PolicyDifference.Between(before, after).Select(PolicyWords.ToV1) },
        });
    }

    public override Task<V1.PolicyIssue> ActivatePolicy(
        V1.ActivatePolicyRequest request, ServerCallContext context) =>
        guard.Run(Activate(request, context.CancellationToken), context);

    public override Task<V1.LiftPolicyResponse> LiftPolicy(
        V1.LiftPolicyRequest request, ServerCallContext context) =>
        guard.Run(Lift(request, context.CancellationToken), context);

    public override Task<V1.ListPoliciesResponse> ListPolicies(
        V1.ListPoliciesRequest request, ServerCallContext context)
    {
        PolicyBook book = archive.Book;
        return Task.FromResult(new V1.ListPoliciesResponse
        {
            Policies = { book.Issues.Reverse().Select(issue => PolicyWords.ToV1(issue, book)) },
        });
    }

    public override Task<V1.Explanation> ExplainFinding(
        V1.ExplainFindingRequest request, ServerCallContext context) =>
        guard.Run(explanations.Explain(request, context.CancellationToken), context);

    public override Task<V1.ExplainRulesResponse> ExplainRules(
        V1.ExplainRulesRequest request, ServerCallContext context) =>
        guard.Run(explanations.Explain(request, context.CancellationToken), context);

    public override Task DryRunPolicy(
        V1.DryRunPolicyRequest request,
        IServerStreamWriter<V1.DryRunPolicyResponse> responseStream,
        ServerCallContext context) =>
        guard.Run(trials.Run(request, responseStream, context.CancellationToken), context);

    DateOnly Today => BeijingTime.From(time.GetUtcNow()).Date;

    async Task<V1.CheckPolicyResponse> Check(V1.CheckPolicyRequest request, CancellationToken cancellationToken)
    {
        var sources = new PolicySources(request.Bases, archive.Book);
        try
        {
            PolicyDocument document = sources.Read("policy", request.Policy);
            PolicyFile.ThrowIfNotFor(Today, document);
            return new V1.CheckPolicyResponse
            {
                Version = document.Policy.Version,
                Region = document.Policy.Region?.ToString() ?? "",
                Warnings = { (await warnings.In(document, cancellationToken)).Select(PolicyWords.ToV1) },
            };
        }
        catch (PolicyFileException e)
        {
            return new V1.CheckPolicyResponse { Faults = { e.Faults.Select(PolicyWords.ToV1) } };
        }
    }

    async Task<V1.PolicyIssue> Activate(V1.ActivatePolicyRequest request, CancellationToken cancellationToken)
    {
        var sources = new PolicySources(request.Bases, archive.Book);
        bool isInForce = request.Policy is { HasYaml: true } given
            && archive.Book.FindInForce(given.Yaml, sources.TextOf) is not null;
        PolicyDocument? document = isInForce ? null : SoundOn(Today, sources, "policy", request.Policy);
        string author = WrittenText.Author(request.Author, "author", "is missing: say who puts it in force");
        string reason = WrittenText.Reason(request.Reason, "reason", "is missing: say why");
        IReadOnlyList<PolicyFault> said = document is null ? [] : await warnings.In(document, cancellationToken);
        try
        {
            PolicyPutting put = await archive.PutInForce(
                sources.TextOf(request.Policy), sources.TextOf, author, reason, cancellationToken);
            V1.PolicyIssue issue = PolicyWords.ToV1(put, archive.Book);
            issue.Warnings.AddRange(said.Select(PolicyWords.ToV1));
            return issue;
        }
        catch (InvalidDataException e)
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, e.Message));
        }
    }

    async Task<V1.LiftPolicyResponse> Lift(V1.LiftPolicyRequest request, CancellationToken cancellationToken)
    {
        RegionCode region = RegionOf(request.Region);
        string author = WrittenText.Author(request.Author, "author", "is missing: say who lifts it");
        string reason = WrittenText.Reason(request.Reason, "reason", "is missing: say why");
        try
        {
            PolicyLift lift = await archive.Lift(region, author, reason, cancellationToken);
            PolicyBook book = archive.Book;
            PolicyIssue lifted = book.Issues.FindLast(issue => book.LiftOf(issue) == lift)!;
            return new V1.LiftPolicyResponse
            {
                Lifted = PolicyWords.ToV1(lifted, book),
                InForce = PolicyWords.ToV1(book.Nearest(region)!, book),
            };
        }
        catch (InvalidDataException e)
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, e.Message));
        }
    }

    static RegionCode RegionOf(string region)
    {
        try
        {
            string code = region.StartsWith(RegionNames, StringComparison.Ordinal) ? region[RegionNames.Length..] : region;
            return code == RegionCode.Nation.ToString() ? RegionCode.Nation : RegionPrefix.Parse(code).Region;
        }
        catch (FormatException e)
        {
            throw ApiError.Invalid("region", region, e.Message.TrimEnd('.'));
        }
    }

    /// <exception cref="RpcException">It has faults, or does not judge the natural day.</exception>
    internal static PolicyDocument SoundOn(DateOnly day, PolicySources sources, string field, V1.PolicySource source) =>
        Sound(field, source, () =>
        {
            PolicyDocument document = sources.Read(field, source);
            PolicyFile.ThrowIfNotFor(day, document);
            return document;
        });

    /// <exception cref="RpcException">It has faults.</exception>
    static PolicyDocument Sound(PolicySources sources, string field, V1.PolicySource source) =>
        Sound(field, source, () => sources.Read(field, source));

    static PolicyDocument Sound(string field, V1.PolicySource source, Func<PolicyDocument> read)
    {
        try
        {
            return read();
        }
        catch (PolicyFileException e)
        {
            string more = e.Faults.Count > 1 ? $", and has {e.Faults.Count - 1} more faults" : "";
            throw ApiError.Invalid($"{field}.yaml", source.Name, $"is not a policy: {e.Faults[0]}{more}");
        }
    }
}
