using System.Buffers.Binary;
using Qianliyan.Storage.Entities;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Storage.Backups;

/// <summary>
/// A row that says which backup a store was restored from, and whether that was finished: what was not holds some twins
/// of it and not others, and no silo may start on it.
/// </summary>
/// <remarks>
/// Value = version byte 1, finished (0, 1), seal of the backup, int64 Unix milliseconds of the last change.
/// </remarks>
public sealed class RestoreMark(IEntityStore store, TimeProvider time)
{
    const byte Version = 1;
    const int Size = 2 + JournalHash.Size + 8;

    static readonly EntityKey Key = new(StorageTables.Restores, "all", "last");

    /// <exception cref="StorageLayoutException">A restore into this store was begun and not finished.</exception>
    public async Task EnsureFinishedAsync(CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is { IsFinished: false } mark)
        {
            throw new StorageLayoutException(
                $"The restore of backup {mark.Seal} into this store was not finished: run it again, or empty the "
                + "store.");
        }
    }

    /// <summary>The restore that this store knows of; null if none was begun.</summary>
    internal async Task<(JournalHash Seal, bool IsFinished)?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await store.GetAsync(Key, cancellationToken) is not { } row)
        {
            return null;
        }

        var value = row.Value.Span;
        return value.Length == Size && value[0] == Version
            ? (new(value.Slice(2, JournalHash.Size)), value[1] != 0)
            : throw new StorageCorruptException("The mark of a restore has an unknown layout.");
    }

    internal async Task WriteAsync(JournalHash seal, bool isFinished, CancellationToken cancellationToken)
    {
        var value = new byte[Size];
        value[0] = Version;
        value[1] = isFinished ? (byte)1 : (byte)0;
        seal.CopyTo(value.AsSpan(2));
        BinaryPrimitives.WriteInt64BigEndian(
            value.AsSpan(2 + JournalHash.Size), time.GetUtcNow().ToUnixTimeMilliseconds());
        await store.CommitAsync(
            new(Key.Partition, [EntityWrite.Upsert(Key.Table, Key.Row, value)]), cancellationToken);
    }
}
