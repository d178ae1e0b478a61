using Google.Protobuf.WellKnownTypes;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Paging;
using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Replay.Explaining;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Api.Policies;

/// <summary>Answers ExplainFinding and ExplainRules.</summary>
sealed class Explanations(IJournal journal, PolicyArchive archive, TimeProvider time)
{
    readonly FindingStories _stories = new(journal);
    readonly RuleExplanations _rules = new(journal);

    public async Task<V1.Explanation> Explain(
        V1.ExplainFindingRequest request, CancellationToken cancellationToken)
    {
        (TwinName twin, Predicate<Finding> which) = request.Id.Length > 0 ? ById(request) : ByWindow(request);
        if (twin.Kind == TwinKind.Region)
            throw ApiError.Invalid("twin", twin.ToString(), "finds nothing of its own: ask the twins in it");
        PolicyBook book = archive.Book;
        FindingStory story = await _stories.Tell(twin, which, book, cancellationToken)
            ?? throw ApiError.NotFound(
                request.Id.Length > 0 ? request.Id : $"{twin} {request.Rule} {request.Factor}".TrimEnd(),
                "was never found on that window");
        return ToProto(twin, story, book);
    }

    public async Task<V1.ExplainRulesResponse> Explain(
        V1.ExplainRulesRequest request, CancellationToken cancellationToken)
    {
        PolicyBook book = archive.Book;
        (TwinName twin, RuleQuestion question) = RuleQuestions.Read(request, book);
        BeijingTime asOf = request.AsOfTime is { } given ? GivenTime.Read(given, "as_of_time") : default;
        RuleQuestion asked = question with { AskedAt = asOf.IsSet ? asOf : BeijingTime.From(time.GetUtcNow()) };
        RuleExplanation told = await _rules.Ask(twin, asked, asOf, book, cancellationToken)
            ?? throw ApiError.NotFound(
                twin.ToString(), asOf.IsSet ? $"has no entry as of {asOf}" : "has no entry: nothing was ever told of it");
        return new V1.ExplainRulesResponse
        {
            Answers = { told.Answers.Select(answer => ToProto(answer, book)) },
            Rules = { RuleExplanations.RulesOf(twin, book) },
            Factors = { told.Factors.Select(factor => factor.ToString()) },
        };
    }

    static (TwinName Twin, Predicate<Finding> Which) ById(V1.ExplainFindingRequest request)
    {
        string id = request.Id;
        int end = id.IndexOf(':', StringComparison.Ordinal);
        return end > 0 && TwinName.TryParse(id[..end], out TwinName twin)
            ? (twin, finding => finding.Id == id)
            : throw ApiError.Invalid("id", id, "is not the id of a finding, such as points/MN1-31:limit.hour:a21026:1773");
    }

    static (TwinName Twin, Predicate<Finding> Which) ByWindow(V1.ExplainFindingRequest request)
    {
        TwinName twin = ResourceNames.Twin(request.Twin, "twin");
        if (request.Rule.Length == 0)
            throw ApiError.Invalid("rule", "", "is missing");
        if (request.Time is not { } time)
            throw ApiError.Invalid("time", "", "is missing");
        long second = GivenTime.Read(time, "time").UnixSeconds;
        return (twin, finding => finding.Rule == request.Rule
            && finding.Factor.ToString() == request.Factor
            && (request.Subject.Length == 0 || finding.Subject == request.Subject)
            && finding.WindowStart.UnixSeconds <= second
            && finding.WindowEnd.UnixSeconds > second);
    }

    static V1.Explanation ToProto(TwinName twin, FindingStory story, PolicyBook book)
    {
        var explanation = new V1.Explanation
        {
            Finding = story.Finding.ToProto(),
            WouldDiffer = story.WouldDiffer,
            EvidenceCount = story.EvidenceCount,
        };
        if (IssueOf(story.Finding.PolicyVersion, story.Versions[^1].ArrivedAtUnixMs, book) is { } policy)
            explanation.Policy = PolicyWords.ToV1(policy, book);
        foreach (FindingVersion version in story.Versions)
        {
            explanation.Versions.Add(new V1.FindingVersion
            {
                Finding = version.Finding.ToProto(),
                DecidedByKind = version.DecidedBy.ToString(),
                DecideTime = TimeOf(version.ArrivedAtUnixMs),
            });
        }

        explanation.Evidence.AddRange(story.Evidence.Select(entry => ToProto(twin, entry)));
        return explanation;
    }

    static V1.RuleAnswer ToProto(ExplainedAnswer explained, PolicyBook book)
    {
        RuleAnswer answer = explained.Answer;
        return new V1.RuleAnswer
        {
            Rule = answer.Rule,
            Factor = answer.Factor.ToString(),
            Subject = answer.Subject,
            WindowStartTime = answer.WindowStart.ToProto(),
            WindowEndTime = answer.WindowEnd.ToProto(),
            Ground = (V1.RuleGround)answer.Ground,
            Why = answer.Why,
            WouldDiffer = answer.WouldDiffer,
            Clause = answer.Clause ?? "",
            PolicyVersion = answer.PolicyVersion,
            Policy = IssueOf(answer.PolicyVersion, explained.JudgedAtUnixMs, book) is { } policy
                ? PolicyWords.ToV1(policy, book)
                : null,
            Figures = { answer.Figures.Select(TwinMap.ToProto) },
            ProvisionalUntilTime = answer.ProvisionalUntil.IsSet ? answer.ProvisionalUntil.ToProto() : null,
            Finding = explained.Finding?.ToProto(),
            Judge = explained.Judge.ToString(),
            Evidence = { explained.Evidence.Select(entry => ToProto(explained.Judge, entry)) },
            EvidenceCount = explained.EvidenceCount,
        };
    }

    static PolicyIssue? IssueOf(string version, long judgedAtUnixMs, PolicyBook book) =>
        book.IssueOf(version, BeijingTime.From(DateTimeOffset.FromUnixTimeMilliseconds(judgedAtUnixMs)));

    static V1.EvidenceEntry ToProto(TwinName twin, EvidenceEntry entry) => new()
    {
        Sequence = entry.Sequence,
        Kind = entry.Kind.ToString(),
        ArriveTime = TimeOf(entry.ArrivedAtUnixMs),
        DataTime = entry.DataTime.ToProto(),
        Says = entry.Says,
        Source = entry.Source?.ToString() ?? "",
        SourceSequence = entry.SourceSequence,
        Frame = entry.HasFrame ? $"{ResourceNames.Observation(twin, entry.Sequence)}/frame" : "",
    };

    static Timestamp TimeOf(long unixMs) => Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(unixMs));
}
