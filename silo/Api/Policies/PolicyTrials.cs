using System.Threading.Channels;
using Grpc.Core;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Paging;
using Qianliyan.Api.Queries;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Replay;
using Qianliyan.Replay.Policies;
using Qianliyan.Replay.Trials;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Api.Policies;

/// <summary>Answers DryRunPolicy.</summary>
sealed class PolicyTrials(IJournal journal, PolicyArchive archive, TimeProvider time)
{
    /// <summary>The newest progress suffices; a slow reader does not hold the trial up.</summary>
    static readonly BoundedChannelOptions Latest = new(1) { FullMode = BoundedChannelFullMode.DropOldest };

    public async Task Run(
        V1.DryRunPolicyRequest request, IServerStreamWriter<V1.DryRunPolicyResponse> answers,
        CancellationToken cancellationToken)
    {
        var range = TimeRange.Of(request.StartTime, request.EndTime);
        var sources = new PolicySources(request.Bases, archive.Book);
        var now = BeijingTime.From(time.GetUtcNow());
        PolicyService.SoundOn(now.Date, sources, "policy", request.Policy);
        PolicyIssue candidate = PolicyIssue.Of(
            sources.TextOf(request.Policy), sources.TextOf, by: "", reason: "", now);
        PolicyBook book = archive.Book;
        TwinName[] twins = await TwinsOf(request, cancellationToken);
        var trial = new PolicyTrial(journal, book, candidate);
        var progress = Channel.CreateBounded<TrialProgress>(Latest);
        Task<IReadOnlyList<FindingChange>> run = RunToEnd(trial, twins, progress.Writer, cancellationToken);
        await foreach (TrialProgress step in progress.Reader.ReadAllAsync(cancellationToken))
        {
            var message = new V1.DryRunPolicyResponse { Progress = PolicyWords.ToV1(step) };
            await answers.WriteAsync(message, cancellationToken);
        }

        FindingChange[] changes = [.. (await run).Where(change => range.Contains(
            change.Finding.WindowStart.UnixSeconds * 1000))];
        foreach (FindingChange change in changes)
        {
            var message = new V1.DryRunPolicyResponse { Change = PolicyWords.ToV1(change) };
            await answers.WriteAsync(message, cancellationToken);
        }

        V1.DryRunSummary summary = SummaryOf(changes);
        summary.Version = candidate.Version;
        summary.RecordedPointCount = trial.AsRecorded.Count;
        summary.Notes.AddRange(trial.Notes.Select(PolicyWords.ToV1));
        summary.Progress = PolicyWords.ToV1(trial.Progress);
        await answers.WriteAsync(new V1.DryRunPolicyResponse { Summary = summary }, cancellationToken);
    }

    static async Task<IReadOnlyList<FindingChange>> RunToEnd(
        PolicyTrial trial, TwinName[] twins, ChannelWriter<TrialProgress> progress, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            return await trial.Run(twins, step => progress.TryWrite(step), cancellationToken);
        }
        finally
        {
            progress.Complete();
        }
    }

    async Task<TwinName[]> TwinsOf(V1.DryRunPolicyRequest request, CancellationToken cancellationToken)
    {
        var twins = new List<TwinName>();
        foreach (TwinName named in request.Names.Select(name => ResourceNames.Twin(name, "names")).Distinct())
        {
            if (!PolicyTrial.Tries(named.Kind))
                throw ApiError.Invalid("names", named.ToString(), "finds nothing of its own: name the twins in it");
            if (!await journal.ContainsAsync(named.ToString(), cancellationToken))
                throw ApiError.NotFound(named.ToString(), "has no entry: nothing was ever told of it");
            twins.Add(named);
        }

        if (twins.Count > 0)
            return [.. twins];
        await foreach (string name in journal.ListTwinsAsync(cancellationToken))
        {
            if (!OwnJournals.Has(name) && TwinName.Parse(name) is var twin && PolicyTrial.Tries(twin.Kind))
                twins.Add(twin);
        }

        return [.. twins];
    }

    static V1.DryRunSummary SummaryOf(FindingChange[] changes)
    {
        var summary = new V1.DryRunSummary { Total = CountsOf(changes) };
        var groups = changes
            .GroupBy(change => (change.Region, change.Enterprise))
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key.Region);
        foreach (IGrouping<(RegionCode Region, EnterpriseId? Enterprise), FindingChange> group in groups)
        {
            V1.FindingCounts counts = CountsOf([.. group]);
            counts.Region = group.Key.Region.ToString();
            counts.Enterprise = group.Key.Enterprise is { } enterprise ? TwinName.Of(enterprise).ToString() : "";
            summary.Groups.Add(counts);
        }

        return summary;
    }

    static V1.FindingCounts CountsOf(FindingChange[] changes) => new()
    {
        GainedCount = changes.Count(change => change.IsGained),
        LostCount = changes.Count(change => change.IsLost),
        ChangedCount = changes.Count(change => change is { IsGained: false, IsLost: false }),
    };
}
