using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Qianliyan.Storage.Entities;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Storage.Frames;

/// <summary>
/// The frame log over any <see cref="IEntityStore"/>. Row = arrival (12 hex digits of Unix ms), a counter and a random
/// number of this process (8 hex digits each): unique across restarts and silos without asking anybody.
/// </summary>
public sealed class EntityFrameLog(IEntityStore store) : IFrameLog
{
    const string Partition = StorageTables.FramesPartition;
    const int ArrivalDigits = 12;
    const long FirstStepMs = 600_000;
    const int StepGrowth = 4;
    const long MaxArrivalMs = (1L << (4 * ArrivalDigits)) - 1;

    readonly uint _process = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));
    uint _counter;

    /// <inheritdoc/>
    public async ValueTask<string> AppendAsync(FrameRecord frame, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame.ArrivalMs);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frame.ArrivalMs, MaxArrivalMs);
        var count = Interlocked.Increment(ref _counter);
        var id = string.Create(CultureInfo.InvariantCulture, $"{frame.ArrivalMs:x12}{count:x8}{_process:x8}");
        var row = JournalRows.Framed(frame.Header.Span, frame.Body.Span);
        await store.CommitAsync(new(Partition, [EntityWrite.Insert(StorageTables.Frames, id, row)]), cancellationToken);
        return id;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredFrame> ReadAsync(
        long fromMs, long toMs, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Back in growing steps: on a table service a backward read costs all of its range.
        var (end, step) = (Math.Min(toMs, MaxArrivalMs), FirstStepMs);
        while (end > Math.Max(fromMs, 0) && limit > 0)
        {
            var start = Math.Max(Math.Max(fromMs, 0), end - step);
            var range = RangeOf(start, end) with { Reverse = true, Limit = limit };
            await foreach (var entity in store.ReadRangeAsync(range, cancellationToken))
            {
                limit--;
                yield return ToFrame(entity);
            }

            (end, step) = (start, step * StepGrowth);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredFrame> ReadForwardAsync(
        long fromMs, long toMs, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entity in store.ReadRangeAsync(RangeOf(fromMs, toMs) with { Limit = limit }, cancellationToken))
        {
            yield return ToFrame(entity);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> PurgeAsync(long fromMs, long toMs, CancellationToken cancellationToken) =>
        store.DeleteRangeAsync(RangeOf(fromMs, toMs), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<long> CountAsync(long fromMs, long toMs, CancellationToken cancellationToken)
    {
        long count = 0;
        EntityRange? next = RangeOf(fromMs, toMs);
        while (next is { } range)
        {
            var page = await store.ReadPageAsync(range, cancellationToken);
            count += page.Entities.Count;
            next = page.Next;
        }

        return count;
    }

    static StoredFrame ToFrame(Entity entity)
    {
        var arrival = long.Parse(
            entity.Row.AsSpan(0, ArrivalDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        var content = JournalRows.ReadAttachment(entity.Value);
        return new(entity.Row, arrival, content.Header, content.Body);
    }

    static EntityRange RangeOf(long fromMs, long toMs) =>
        new(StorageTables.Frames, Partition, Bound(fromMs), Bound(toMs));

    static string Bound(long ms) =>
        Math.Clamp(ms, 0, MaxArrivalMs).ToString("x12", CultureInfo.InvariantCulture);
}
