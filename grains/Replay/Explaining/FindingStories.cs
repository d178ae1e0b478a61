using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
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
    /// <summary>A month of uploads every 30 s would fill a message; the rest is in the history.</summary>
    const int MostEvidence = 500;

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
        var evidence = new List<EvidenceEntry>();
        int count = 0;
        await foreach (JournalEntry stored in Read(twin, cancellationToken))
        {
            if (EvidenceFor(finding, stored) is not { } entry)
                continue;
            count++;
            if (evidence.Count < MostEvidence)
                evidence.Add(entry);
        }

        return (evidence, count);
    }

    static EvidenceEntry? EvidenceFor(Finding finding, JournalEntry stored)
    {
        (BeijingTime time, string says, TwinName? source, long sequence) = BodyOf(stored) switch
        {
            Observed { Observation: var observation } =>
                (observation.DataTime, SaysOf(observation, finding.Factor), (TwinName?)null, 0L),
            Signalled { Signal: { Body: MeanTold told } signal } when finding.Factor.IsEmpty || told.Factor == finding.Factor =>
                (told.Start, $"{told.Factor} {told.Period} {told.Value} {told.Flag.Letter()}".TrimEnd(), signal.Source,
                    signal.SourceSequence),
            Signalled { Signal: { Body: FindingTold told } signal } =>
                (told.Finding.WindowStart, $"{told.Finding.Rule} {told.Finding.State}: {told.Finding.Reason}",
                    signal.Source, signal.SourceSequence),
            Marked { Mark: var mark } when mark.Overlaps(finding.WindowStart, finding.WindowEnd) =>
                (mark.Start < finding.WindowStart ? finding.WindowStart : mark.Start,
                    $"{mark.Code} by {mark.Author}: {mark.Reason}", null, 0L),
            _ => (default, "", null, 0L),
        };
        bool isOfWindow = says.Length > 0 && time >= finding.WindowStart && time < finding.WindowEnd;
        return isOfWindow
            ? new EvidenceEntry(
                stored.Sequence, (EntryKind)stored.Kind, stored.ArrivalMs, time, says, source, sequence,
                stored.AttachmentDigest is not null)
            : null;
    }

    static string SaysOf(Observation observation, FactorCode factor)
    {
        foreach (Reading reading in observation.Readings)
        {
            if (reading.Factor != factor)
                continue;
            string converted = reading.Converted.HasValue ? $" converted {reading.Converted}" : "";
            return $"{factor} {observation.Kind} {reading.Value}{converted} {reading.Flag.Letter()}".TrimEnd();
        }

        return "";
    }

    IAsyncEnumerable<JournalEntry> Read(TwinName twin, CancellationToken cancellationToken) =>
        journal.ReadAsync(twin.ToString(), 1, toSequence: null, int.MaxValue, cancellationToken);

    static EntryBody BodyOf(JournalEntry stored) =>
        EntryCodec.Read((EntryKind)stored.Kind, stored.FormatVersion, stored.Payload.Span);
}
