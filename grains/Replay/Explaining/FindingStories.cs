using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Reliving;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay.Explaining;

/// <summary>
/// Explains findings by living through a twin's journal once more, under the policies as they were in force: every
/// version with the entry that decided it, and the entries that speak of its window.
/// </summary>
public sealed class FindingStories(IJournal journal)
{
    /// <returns>Null when the twin has never found such a thing.</returns>
    public async Task<FindingStory?> Tell(
        TwinName twin, Predicate<Finding> which, PolicyBook book, CancellationToken cancellationToken)
    {
        List<(Finding Finding, JournalEntry By)> found = await FoundBy(twin, book, cancellationToken);
        List<FindingVersion> versions = VersionsOf(found, which);
        if (versions.Count == 0)
            return null;
        Finding finding = versions[^1].Finding;
        versions.RemoveAll(version => version.Finding.Subject != finding.Subject);
        Policy policy = book.Named(finding.PolicyVersion);
        var evidence = new EvidenceList(
            [finding.Factor], finding.WindowStart, finding.WindowEnd, finding.Subject, RuleEvidence.Of(finding.Rule, policy));
        await foreach (JournalEntry stored in Read(twin, cancellationToken))
            evidence.Take(stored, BodyOf(stored));
        evidence.AddCounted(found);
        return new FindingStory(
            versions, evidence.Entries, evidence.Count,
            finding.State == FindingState.Withdrawn ? "" : WouldDiffer(versions, policy));
    }

    /// <summary>From the newest version that carries the numbers.</summary>
    static string WouldDiffer(List<FindingVersion> versions, Policy policy) =>
        versions.Select(version => FoundOtherwise.Of(version.Finding, policy)).LastOrDefault(words => words.Length > 0)
        ?? "";

    /// <returns>The newest version of a finding; null when the twin has never found such a thing.</returns>
    public async Task<Finding?> Newest(
        TwinName twin, string id, PolicyBook book, CancellationToken cancellationToken) =>
        (await FoundBy(twin, book, cancellationToken)).FindLast(one => one.Finding.Id == id).Finding;

    static List<FindingVersion> VersionsOf(List<(Finding Finding, JournalEntry By)> found, Predicate<Finding> which) =>
    [
        .. found.Where(one => which(one.Finding)).Select(
            one => new FindingVersion(one.Finding, (EntryKind)one.By.Kind, one.By.ArrivalMs)),
    ];

    /// <summary>Everything that the twin ever found, with the entry that decided it.</summary>
    async Task<List<(Finding Finding, JournalEntry By)>> FoundBy(
        TwinName name, PolicyBook book, CancellationToken cancellationToken)
    {
        IRelivedTwin twin = RelivedTwins.Begin(name);
        Policy policy = book.Named(version: null);
        var found = new List<(Finding Finding, JournalEntry By)>();
        await foreach (JournalEntry stored in Read(name, cancellationToken))
        {
            EntryBody body = BodyOf(stored);
            if (body is PolicyPut put)
                policy = book.Named(put.Version);
            twin.Take(new TwinEntry(stored.Sequence, stored.ArrivalMs, body), policy);
            found.AddRange(twin.Latest.Select(finding => (finding, stored)));
        }

        return found;
    }

    IAsyncEnumerable<JournalEntry> Read(TwinName twin, CancellationToken cancellationToken) =>
        journal.ReadAsync(twin.ToString(), 1, toSequence: null, int.MaxValue, cancellationToken);

    static EntryBody BodyOf(JournalEntry stored) =>
        EntryCodec.Read((EntryKind)stored.Kind, stored.FormatVersion, stored.Payload.Span);
}
