using System.Runtime.CompilerServices;
using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay.Explaining;

/// <summary>
/// Says what the rules of a twin made of a window, found or not: lives through its journal once more, under the policies
/// as they were in force, and lets each rule answer from the state at the end.
/// </summary>
public sealed class RuleExplanations(IJournal journal)
{
    /// <summary>The rules of a twin that can be asked; none for a twin that no rule judges.</summary>
    /// <param name="twin">The twin asked about.</param>
    /// <param name="book">The policies, which name some of the rules.</param>
    public static IReadOnlyList<string> RulesOf(TwinName twin, PolicyBook book) =>
        AnsweringTwin.Of(twin, book)?.Rules ?? [];

    /// <param name="twin">The twin asked about.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="asOf">Entries that arrived after this do not count; not set for all of them.</param>
    /// <param name="book">The policies.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null when the twin has no entry by then.</returns>
    public async Task<RuleExplanation?> Ask(
        TwinName twin, RuleQuestion question, BeijingTime asOf, PolicyBook book, CancellationToken cancellationToken)
    {
        if (AnsweringTwin.Of(twin, book) is not { } answering)
            return new RuleExplanation([], []);
        Policy policy = book.Named(version: null);
        var found = new List<(Finding Finding, JournalEntry By)>();
        var falls = new Dictionary<string, LevelFall>(StringComparer.Ordinal);
        var spoken = new SpokenFactors();
        bool isKnown = false;
        await foreach (JournalEntry stored in Read(answering.Judge, asOf, cancellationToken))
        {
            isKnown = true;
            EntryBody body = BodyOf(stored);
            if (body is PolicyPut put)
                policy = book.Named(put.Version);
            spoken.Take(body);
            var entry = new TwinEntry(stored.Sequence, stored.ArrivalMs, body);
            foreach (Finding finding in answering.Take(in entry, policy, question))
            {
                if (finding.Twin != twin)
                    continue;
                if (answering.Judge == twin)
                    FollowLevel(falls, found, finding, answering.Levels);
                found.Add((finding, stored));
                spoken.Take(finding);
            }
        }

        if (!isKnown)
            return null;
        IReadOnlyList<(RuleAnswer Answer, long JudgedAtUnixMs)> answers = answering.Answer(question);
        EvidenceList[] evidence = [.. answers.Select(one => ListFor(one.Answer, book))];
        await foreach (JournalEntry stored in Read(answering.Judge, asOf, cancellationToken))
        {
            EntryBody body = BodyOf(stored);
            for (int i = 0; i < evidence.Length; i++)
                evidence[i].Take(stored, body);
        }

        var explained = new List<ExplainedAnswer>();
        for (int i = 0; i < answers.Count; i++)
        {
            (RuleAnswer answer, long judgedAt) = answers[i];
            evidence[i].AddCounted(found);
            (Finding? finding, JournalEntry? by) = FindingOn(answer, found);
            bool isDecided = answer.Ground == AnswerGround.Found && finding?.PolicyVersion == answer.PolicyVersion;
            explained.Add(new ExplainedAnswer(
                AsItsFinding(answer, finding) with { Why = answer.Why + FallOf(finding, falls) }, finding, evidence[i].Entries, evidence[i].Count, answering.Judge,
                isDecided ? by!.ArrivalMs : judgedAt));
        }

        return new RuleExplanation(explained, spoken.InOrder);
    }

    static EvidenceList ListFor(RuleAnswer answer, PolicyBook book) => new(
        answer.Behind.Count > 0 ? answer.Behind : [answer.Factor], answer.WindowStart, answer.WindowEnd,
        answer.Subject,
        RuleEvidence.Of(answer.Rule, book.Named(answer.PolicyVersion)));

    /// <summary>Keeps what the newest word on a finding made of the level of its twin.</summary>
    static void FollowLevel(
        Dictionary<string, LevelFall> falls, List<(Finding Finding, JournalEntry By)> found, Finding finding,
        (EscalationLevel Before, EscalationLevel After) levels)
    {
        bool isWithdrawn = finding.State == FindingState.Withdrawn;
        Finding? former = found.FindLast(one => one.Finding.Id == finding.Id).Finding;
        if (isWithdrawn || finding.Level < former?.Level)
            falls[finding.Id] = new LevelFall(isWithdrawn, levels.Before, levels.After);
        else if (finding.State == FindingState.Raised || finding.Level > former?.Level)
            falls.Remove(finding.Id);
    }

    static string FallOf(Finding? finding, Dictionary<string, LevelFall> falls) =>
        finding is not null && falls.TryGetValue(finding.Id, out LevelFall fall) ? fall.Of(finding.Twin) : "";

    /// <summary>An answer that something is found is no less final than the finding.</summary>
    static RuleAnswer AsItsFinding(RuleAnswer answer, Finding? finding) =>
        answer.Ground == AnswerGround.Found && finding is { Standing: FindingStanding.Final }
            ? answer with { ProvisionalUntil = default }
            : answer;

    /// <summary>The newest finding on what an answer is about, one that is in force before one withdrawn.</summary>
    static (Finding? Finding, JournalEntry? By) FindingOn(
        RuleAnswer answer, List<(Finding Finding, JournalEntry By)> found)
    {
        (Finding Finding, JournalEntry By)[] on =
        [
            .. found.GroupBy(one => one.Finding.Id).Select(versions => versions.Last())
                .Where(one => answer.IsOn(one.Finding)),
        ];
        int inForce = Array.FindLastIndex(on, one => one.Finding.State != FindingState.Withdrawn);
        return on.Length == 0 ? (null, null) : on[inForce >= 0 ? inForce : on.Length - 1];
    }

    async IAsyncEnumerable<JournalEntry> Read(
        TwinName twin, BeijingTime asOf,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (JournalEntry stored in journal.ReadAsync(
            twin.ToString(), 1, toSequence: null, int.MaxValue, cancellationToken))
        {
            if (asOf.IsSet && stored.ArrivalMs > asOf.UnixSeconds * 1000)
                yield break;
            yield return stored;
        }
    }

    static EntryBody BodyOf(JournalEntry stored) =>
        EntryCodec.Read((EntryKind)stored.Kind, stored.FormatVersion, stored.Payload.Span);
}
