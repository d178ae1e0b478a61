using System.Runtime.CompilerServices;
using Polly;
using Polly.Retry;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Twins;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay.Retention;

/// <summary>What was let go, in a journal of its own, chained and sealed like any other.</summary>
public sealed class RetentionLog(IJournal journal, TimeProvider time)
{
    /// <summary>The journal's name: no twin has one like it.</summary>
    public const string JournalName = "retention";

    const byte EntryFormat = 1;

    /// <summary>Silos that seal at the same time do so in turn.</summary>
    static readonly ResiliencePipeline Turns = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<JournalFencedException>(),
            MaxRetryAttempts = 20,
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromSeconds(5),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    JournalPosition _position = JournalPosition.Start(JournalName);

    /// <summary>Durable when it completes.</summary>
    public async Task Append(IReadOnlyCollection<FramesLetGo> seals, CancellationToken cancellationToken)
    {
        var writer = new EntryWriter(seals.Count * 128);
        FramesLetGo.Write(writer, seals);
        var record = new JournalRecord(
            (byte)EntryKind.FramesLetGo, EntryFormat, time.GetUtcNow().ToUnixTimeMilliseconds(), writer.ToArray());
        await Turns.ExecuteAsync(
            async token =>
            {
                await foreach (JournalEntry entry in journal.ReadAsync(
                    JournalName, _position.Sequence + 1, toSequence: null, int.MaxValue, token))
                    _position = _position.Advance(entry);
                var append = new JournalAppend { Twin = JournalName, Previous = _position, Entries = [record] };
                _position = (await journal.AppendAsync(append, token)).Position;
            },
            cancellationToken);
    }

    /// <summary>All that was ever let go, in order; after a run that was broken off a day may be there twice.</summary>
    public async IAsyncEnumerable<FramesLetGo> Read([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (JournalEntry entry in journal.ReadAsync(
            JournalName, 1, toSequence: null, int.MaxValue, cancellationToken))
        {
            foreach (FramesLetGo seal in FramesLetGo.Read(entry.Payload.Span))
                yield return seal;
        }
    }
}
