using Google.Protobuf.WellKnownTypes;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Paging;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Replay.Explaining;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Api.Policies;

/// <summary>Answers ExplainFinding.</summary>
sealed class Explanations(IJournal journal, PolicyArchive archive)
{
    readonly FindingStories _stories = new(journal);

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
        long second = time.Seconds;
        return (twin, finding => finding.Rule == request.Rule
            && finding.Factor.ToString() == request.Factor
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
        if (book.Issues.FindLast(issue => issue.Version == story.Finding.PolicyVersion) is { } policy)
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

        foreach (EvidenceEntry entry in story.Evidence)
        {
            explanation.Evidence.Add(new V1.EvidenceEntry
            {
                Sequence = entry.Sequence,
                Kind = entry.Kind.ToString(),
                ArriveTime = TimeOf(entry.ArrivedAtUnixMs),
                DataTime = entry.DataTime.ToProto(),
                Says = entry.Says,
                Source = entry.Source?.ToString() ?? "",
                SourceSequence = entry.SourceSequence,
                Frame = entry.HasFrame ? $"{ResourceNames.Observation(twin, entry.Sequence)}/frame" : "",
            });
        }

        return explanation;
    }

    static Timestamp TimeOf(long unixMs) => Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(unixMs));
}
