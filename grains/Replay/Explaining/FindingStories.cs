using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Trials;
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
        List<FindingVersion> versions = await VersionsOf(twin, which, book, cancellationToken);
        if (versions.Count == 0)
            return null;
        (List<EvidenceEntry> evidence, int count) = await EvidenceOf(twin, versions[^1].Finding, cancellationToken);
        return new FindingStory(versions, evidence, count);
    }

    /// <returns>The newest version of a finding; null when the twin has never found such a thing.</returns>
    public async Task<Finding?> Newest(
        TwinName twin, string id, PolicyBook book, CancellationToken cancellationToken) =>
        (await VersionsOf(twin, finding => finding.Id == id, book, cancellationToken)).LastOrDefault()?.Finding;

    async Task<List<FindingVersion>> VersionsOf(
        TwinName name, Predicate<Finding> which, PolicyBook book, CancellationToken cancellationToken)
    {
        ITrialTwin twin = TrialSide.Make(name);
        Policy policy = book.Named(version: null);
        var versions = new List<FindingVersion>();
        await foreach (JournalEntry stored in Read(name, cancellationToken))
        {
            EntryBody body = BodyOf(stored);
            if (body is PolicyPut put)
                policy = book.Named(put.Version);
            twin.Take(new TwinEntry(stored.Sequence, stored.ArrivalMs, body), policy);
            foreach (Finding finding in twin.Latest)
            {
                if (which(finding))
                    versions.Add(new FindingVersion(finding, body.Kind, stored.ArrivalMs));
            }
        }

        return versions;
    }

    async Task<(List<EvidenceEntry> Evidence, int Count)> EvidenceOf(
        TwinName twin, Finding finding, CancellationToken cancellationToken)
    {
        var evidence = new EvidenceList([finding.Factor], finding.WindowStart, finding.WindowEnd);
        await foreach (JournalEntry stored in Read(twin, cancellationToken))
            evidence.Take(stored, BodyOf(stored));
        return (evidence.Entries, evidence.Count);
    }

    IAsyncEnumerable<JournalEntry> Read(TwinName twin, CancellationToken cancellationToken) =>
        journal.ReadAsync(twin.ToString(), 1, toSequence: null, int.MaxValue, cancellationToken);

    static EntryBody BodyOf(JournalEntry stored) =>
        EntryCodec.Read((EntryKind)stored.Kind, stored.FormatVersion, stored.Payload.Span);
}
