using System.Runtime.CompilerServices;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay.Retention;

/// <summary>
/// Lets raw frames of points go whose time is over, by whole natural days of arrival. What they were is sealed first and they are
/// deleted then: broken off between, the next run seals the same again and deletes what is left.
/// </summary>
/// <remarks>Entries stay for ever: what was measured, and the SHA-256 of the frame that said it.</remarks>
public sealed class FrameRetention(IJournal journal, RetentionLog log)
{
    /// <summary>A line takes up to 350 bytes.</summary>
    const int MostSealsAtOnce = 500;

    readonly List<FramesLetGo> _sealing = [];

    /// <summary>Frames that this run has deleted so far.</summary>
    public long Purged { get; private set; }

    /// <param name="twins">Names of journals.</param>
    /// <param name="keptFrom">The first natural day, Beijing time, whose frames stay.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    public async Task Run(IAsyncEnumerable<string> twins, DateOnly keptFrom, CancellationToken cancellationToken)
    {
        await foreach (string twin in twins.WithCancellation(cancellationToken))
        {
            await foreach (FramesLetGo seal in SealsOf(twin, keptFrom, cancellationToken))
            {
                _sealing.Add(seal);
                if (_sealing.Count == MostSealsAtOnce)
                    await LetGo(cancellationToken);
            }
        }

        await LetGo(cancellationToken);
    }

    async IAsyncEnumerable<FramesLetGo> SealsOf(
        string twin, DateOnly keptFrom,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long? next = await journal.FindOldestAttachmentAsync(twin, cancellationToken);
        while (next is { } first)
        {
            DateOnly day = await DayOf(twin, first, cancellationToken);
            if (day >= keptFrom)
                yield break;
            next = await StartOfNextDay(twin, day, first, cancellationToken);
            if (await Seal(twin, day, first, next - 1, keptFrom, cancellationToken) is { Frames: > 0 } seal)
                yield return seal;
        }
    }

    async Task<DateOnly> DayOf(string twin, long sequence, CancellationToken cancellationToken)
    {
        await foreach (JournalEntry entry in journal.ReadAsync(twin, sequence, sequence, 1, cancellationToken))
            return entry.Day;
        throw new InvalidDataException($"{twin} has a frame of entry {sequence} and no such entry.");
    }

    /// <summary>A clock that was set back has entries of a day behind the mark of the next one.</summary>
    async Task<long?> StartOfNextDay(string twin, DateOnly day, long from, CancellationToken cancellationToken)
    {
        while (await journal.FindFirstOfDayAsync(twin, day.AddDays(1), cancellationToken) is { } mark)
        {
            if (mark.Sequence > from)
                return mark.Sequence;
            day = mark.Day;
        }

        return null;
    }

    /// <summary>The entries of the day; what arrives meanwhile is of a day that stays.</summary>
    async Task<FramesLetGo> Seal(
        string twin, DateOnly day, long from, long? to, DateOnly keptFrom, CancellationToken cancellationToken)
    {
        using var frames = new DayOfFrames(twin, day);
        await foreach (JournalEntry entry in journal.ReadAsync(twin, from, to, int.MaxValue, cancellationToken))
        {
            if (entry.Day >= keptFrom)
                break;
            if (entry.AttachmentDigest is { } digest)
                frames.Take(entry.Sequence, digest);
        }

        return frames.Seal();
    }

    async Task LetGo(CancellationToken cancellationToken)
    {
        if (_sealing.Count == 0)
            return;
        await log.Append(_sealing, cancellationToken);
        foreach (FramesLetGo seal in _sealing)
            Purged += await journal.PurgeAttachmentsAsync(seal.Source, seal.First, seal.Last, cancellationToken);
        _sealing.Clear();
    }
}
