using Microsoft.Extensions.Logging;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Policies.Files;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay.Policies;

/// <summary>
/// The policies that were put in force and lifted, in a journal of their own: each an entry with the whole file, or the
/// region, and who, when and why, sealed like any other. A silo reads it before it wakes a twin.
/// </summary>
public sealed partial class PolicyArchive(
    IJournal journal, TimeProvider time, ILogger<PolicyArchive> logger) : IDisposable
{
    /// <summary>The journal's name: no twin has one like it.</summary>
    public const string JournalName = "policies";

    const byte EntryFormat = 1;

    readonly SemaphoreSlim _writing = new(1, 1);
    JournalPosition _position = JournalPosition.Start(JournalName);
    volatile PolicyBook _book = PolicyBook.Empty;

    /// <summary>As of the last look: <see cref="Refresh"/>.</summary>
    public PolicyBook Book => _book;

    public void Dispose() => _writing.Dispose();

    /// <summary>Takes what was put in force since, here or at another silo.</summary>
    public async Task Refresh(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await ReadOn(cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Puts a policy in force; when this returns it is durable, and the next entry of a twin is judged by it.</summary>
    /// <param name="yaml">The file; it holds in the region that it names.</param>
    /// <param name="resolveBase">
    /// The text of what it extends, by name, beside the versions that were in force and the shipped one.
    /// </param>
    /// <param name="by">Who.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Ends the wait, not what was written.</param>
    /// <returns>
    /// What is recorded; when the same is in force already that entry, and nothing is recorded of who and why now.
    /// </returns>
    /// <exception cref="PolicyFileException">The file is not a policy.</exception>
    /// <exception cref="InvalidDataException">Its version was used for another text.</exception>
    /// <exception cref="JournalFencedException">Another silo put one in force at the same time: try again.</exception>
    public async Task<PolicyPutting> PutInForce(
        string yaml, Func<string, string?> resolveBase, string by, string reason, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await ReadOn(cancellationToken);
            if (_book.FindInForce(yaml, Resolve) is { } current)
                return new PolicyPutting(current, WasInForce: true);
            PolicyIssue issue = PolicyIssue.Of(yaml, Resolve, by, reason, BeijingTime.From(time.GetUtcNow()));
            PolicyBook next = _book.With(issue);
            var writer = new EntryWriter(issue.Yaml.Length + 256);
            issue.Write(writer);
            await Append(EntryKind.PolicyIssued, writer, cancellationToken);
            _book = next;
            LogPut(logger, issue.Version, issue.Region.ToString(), by, issue.Hash);
            return new PolicyPutting(issue, WasInForce: false);
        }
        finally
        {
            _writing.Release();
        }

        string? Resolve(string name) => _book.TextOf(name) ?? resolveBase(name);
    }

    /// <summary>Lifts a region's own policy; when this returns it is durable, and the next entry of a twin is judged by
    /// what is in force above.</summary>
    /// <exception cref="InvalidDataException">The region has no policy of its own, or nothing is in force above it.</exception>
    /// <exception cref="JournalFencedException">Another silo wrote at the same time: try again.</exception>
    public async Task<PolicyLift> Lift(
        RegionCode region, string by, string reason, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await ReadOn(cancellationToken);
            PolicyLift lift = _book.LiftIn(region, by, reason, BeijingTime.From(time.GetUtcNow()));
            var writer = new EntryWriter(256);
            lift.Write(writer);
            await Append(EntryKind.PolicyLifted, writer, cancellationToken);
            _book = _book.With(lift);
            LogLifted(logger, lift.Version, region.ToString(), by);
            return lift;
        }
        finally
        {
            _writing.Release();
        }
    }

    async Task Append(EntryKind kind, EntryWriter writer, CancellationToken cancellationToken)
    {
        var record = new JournalRecord(
            (byte)kind, EntryFormat, time.GetUtcNow().ToUnixTimeMilliseconds(), writer.Written);
        var append = new JournalAppend { Twin = JournalName, Previous = _position, Entries = [record] };
        _position = (await journal.AppendAsync(append, cancellationToken)).Position;
    }

    async Task ReadOn(CancellationToken cancellationToken)
    {
        await foreach (JournalEntry entry in journal.ReadAsync(
            JournalName, _position.Sequence + 1, toSequence: null, int.MaxValue, cancellationToken))
        {
            var reader = new EntryReader(entry.Payload.Span);
            _book = (EntryKind)entry.Kind == EntryKind.PolicyLifted
                ? _book.With(PolicyLift.Read(ref reader))
                : _book.With(PolicyIssue.Read(ref reader));
            _position = _position.Advance(entry);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Policy {Version} is in force in {Region}, put by {By} (SHA-256 {Hash}).")]
    static partial void LogPut(ILogger logger, string version, string region, string by, string hash);

    [LoggerMessage(2, LogLevel.Warning, "Policy {Version} was lifted in {Region} by {By}.")]
    static partial void LogLifted(ILogger logger, string version, string region, string by);
}
