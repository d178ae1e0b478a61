using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Qianliyan.V1;

namespace Qianliyan.Cli.Tests;

/// <summary>Finds a fault in a file that holds "bad", and warns of "a99999".</summary>
public sealed class FakePolicies : PolicyService.PolicyServiceBase
{
    public List<CheckPolicyRequest> Checked { get; } = [];

    public List<DiffPoliciesRequest> Compared { get; } = [];

    public List<ExplainRulesRequest> Asked { get; } = [];

    public List<ExplainFindingRequest> Told { get; } = [];

    public List<RuleAnswer> Answers { get; } = [];

    public List<LiftPolicyRequest> Lifted { get; } = [];

    public override Task<PolicyIssue> ActivatePolicy(ActivatePolicyRequest request, ServerCallContext context)
    {
        PolicyIssue issue = National();
        issue.WasInForce = request.Reason == "again";
        issue.Warnings.AddRange(request.Reason == "unsaid" ? [WarningOf(request.Policy)] : []);
        issue.Kept.Add(new RegionPolicy { Region = "130109", Version = "national-1+county-1" });
        return Task.FromResult(issue);
    }

    public override Task<LiftPolicyResponse> LiftPolicy(LiftPolicyRequest request, ServerCallContext context)
    {
        Lifted.Add(request);
        PolicyIssue lifted = National();
        lifted.Version = "national-1+county-1";
        lifted.Region = "130109";
        lifted.InForce = false;
        lifted.Lift = new PolicyLift { Author = request.Author, Reason = request.Reason, LiftTime = At(60) };
        return Task.FromResult(new LiftPolicyResponse { Lifted = lifted, InForce = National() });
    }

    static PolicyIssue National() => new()
    {
        Version = "national-1", Region = "000000", Hash = "ab12", Author = "wang", Reason = "first",
        ActivateTime = At(0), InForce = true,
    };

    static Timestamp At(int seconds) => new() { Seconds = 1_772_553_600 + seconds };

    public override Task<ExplainRulesResponse> ExplainRules(ExplainRulesRequest request, ServerCallContext context)
    {
        Asked.Add(request);
        return Task.FromResult(new ExplainRulesResponse
        {
            Answers = { Answers }, Rules = { "limit.hour", "limit.day" }, Factors = { "a21026", "a34013" },
        });
    }

    public override Task<Explanation> ExplainFinding(ExplainFindingRequest request, ServerCallContext context)
    {
        Told.Add(request);
        return Task.FromResult(SampleAnswers.Story);
    }

    public override async Task DryRunPolicy(
        DryRunPolicyRequest request, IServerStreamWriter<DryRunPolicyResponse> responseStream, ServerCallContext context)
    {
        DryRunProgress[] steps =
        [
            new() { TwinCount = 2, TotalTwinCount = 3, EntryCount = 3 },
            new() { TwinCount = 3, TotalTwinCount = 3, EntryCount = 4 },
            new() { TwinCount = 3, TotalTwinCount = 3, EntryCount = 5, AgainCount = 1, TotalAgainCount = 2 },
            new() { TwinCount = 3, TotalTwinCount = 3, EntryCount = 6, AgainCount = 2, TotalAgainCount = 2 },
        ];
        foreach (DryRunProgress step in steps)
            await responseStream.WriteAsync(new DryRunPolicyResponse { Progress = step });
        await responseStream.WriteAsync(new DryRunPolicyResponse
        {
            Summary = new DryRunSummary
            {
                Version = "two",
                Progress = steps[^1],
                Total = new FindingCounts(),
                RecordedPointCount = 2,
                Notes =
                {
                    new DryRunNote
                    {
                        Kind = DryRunNoteKind.RegionKeepsPolicy,
                        Text = "130109 keeps its own policy one+county-1: the candidate does not apply to 2 twins there",
                    },
                },
            },
        });
    }

    public override Task<CheckPolicyResponse> CheckPolicy(CheckPolicyRequest request, ServerCallContext context)
    {
        Checked.Add(request);
        var fault = new PolicyFault
        {
            File = request.Policy.Name, Line = 4, Column = 12, Path = "means.dayHours", Value = "bad",
            Reason = "is not a whole number",
        };
        return Task.FromResult(request.Policy.Yaml.Contains("bad", StringComparison.Ordinal)
            ? new CheckPolicyResponse { Faults = { fault } }
            : new CheckPolicyResponse
            {
                Version = "national-1+hebei-1",
                Region = "13",
                Warnings =
                {
                    request.Policy.Yaml.Contains("a99999", StringComparison.Ordinal)
                        ? [WarningOf(request.Policy)]
                        : Array.Empty<PolicyFault>(),
                },
            });
    }

    static PolicyFault WarningOf(PolicySource policy) => new()
    {
        File = policy.Name, Line = 7, Path = "limits[0].factor", Value = "a99999", Reason = "is new",
    };

    public override Task<DiffPoliciesResponse> DiffPolicies(DiffPoliciesRequest request, ServerCallContext context)
    {
        Compared.Add(request);
        return Task.FromResult(new DiffPoliciesResponse
        {
            BeforeVersion = "national-1",
            AfterVersion = "hebei-1",
            Changes =
            {
                new PolicyChange { Path = "means.dayHours", Before = "20", After = "22", Clause = "HJ 212 annex D" },
                new PolicyChange { Path = "limits[a21026, 13]", After = "{ day: 40 }" },
                new PolicyChange { Path = "region", Before = "13" },
            },
        });
    }
}
