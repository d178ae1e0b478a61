using System.Buffers.Binary;
using Qianliyan.Storage.Entities;
using RocksDbSharp;

namespace Qianliyan.Storage.Embedded;

public sealed partial class RocksDbEntityStore
{
    const int PageRows = 256;
    const int PageBytes = 1 << 20;

    /// <inheritdoc/>
    public ValueTask<Entity?> GetAsync(EntityKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Span<byte> buffer = stackalloc byte[StackKeyBytes(key.Partition, key.Row)];
        var encoded = buffer.Length > 0
            ? buffer[..EmbeddedKey.Write(key.Partition, key.Row, buffer)]
            : EmbeddedKey.Create(key.Partition, key.Row);
        _opening.EnterReadLock();
        try
        {
            if (!Opened().TryGetTable(key.Table, out var table))
            {
                return new(default(Entity?));
            }

            var value = _database!.Db.Get(encoded, table);
            return new(value is null ? default(Entity?) : ToEntity(key.Row, value));
        }
        catch (RocksDbException error)
        {
            throw Translate(error);
        }
        finally
        {
            _opening.ExitReadLock();
        }
    }

    /// <inheritdoc/>
    public ValueTask<EntityPage> ReadPageAsync(EntityRange range, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var from = Pinned(EmbeddedKey.Create(range.Partition, range.From));
        var to = Pinned(range.To is { } end
            ? EmbeddedKey.Create(range.Partition, end)
            : EmbeddedKey.EndOf(range.Partition));
        if (range.Limit <= 0 || from.AsSpan().SequenceCompareTo(to) >= 0)
        {
            return new(new EntityPage([], null));
        }

        _opening.EnterReadLock();
        try
        {
            return new(Opened().TryGetTable(range.Table, out var table)
                ? ReadPage(_database!.Db, table, range, from, to)
                : new EntityPage([], null));
        }
        catch (RocksDbException error)
        {
            throw Translate(error);
        }
        finally
        {
            _opening.ExitReadLock();
        }
    }

    static EntityPage ReadPage(RocksDb db, ColumnFamilyHandle table, EntityRange range, byte[] from, byte[] to)
    {
        var rows = new List<Entity>(Math.Min(range.Limit, 32));
        var options = new ReadOptions()
            .SetIterateLowerBound(from, (ulong)from.Length)
            .SetIterateUpperBound(to, (ulong)to.Length);
        using var iterator = db.NewIterator(table, options);
        var bytes = 0;
        for (Start(iterator, range.Reverse); iterator.Valid(); Step(iterator, range.Reverse))
        {
            if (rows.Count == Math.Min(range.Limit, PageRows) || bytes >= PageBytes)
            {
                break;
            }

            var value = iterator.GetValueSpan().ToArray();
            rows.Add(ToEntity(EmbeddedKey.ReadRow(iterator.GetKeySpan()), value));
            bytes += value.Length;
        }

        var next = iterator.Valid() && rows.Count < range.Limit ? Continue(range, rows) : default(EntityRange?);
        // The native iterator keeps pointers into these.
        GC.KeepAlive(options);
        GC.KeepAlive(from);
        GC.KeepAlive(to);
        return new(rows, next);
    }

    static EntityRange Continue(EntityRange range, List<Entity> rows) => range.Reverse
        ? range with { To = rows[^1].Row, Limit = range.Limit - rows.Count }
        : range with { From = rows[^1].Row + "\0", Limit = range.Limit - rows.Count };

    static void Start(Iterator iterator, bool reverse)
    {
        if (reverse)
        {
            iterator.SeekToLast();
        }
        else
        {
            iterator.SeekToFirst();
        }
    }

    static void Step(Iterator iterator, bool reverse)
    {
        if (reverse)
        {
            iterator.Prev();
        }
        else
        {
            iterator.Next();
        }
    }

    static Entity ToEntity(string row, byte[] value) => value.Length >= CommitRequest.StampBytes
        ? new(row, BinaryPrimitives.ReadUInt64BigEndian(value), value.AsMemory(CommitRequest.StampBytes))
        : throw new StorageCorruptException($"Row '{row}' has {value.Length} bytes, too few for a stamp.");

    static int StackKeyBytes(string partition, string row) =>
        EmbeddedKey.MaxLength(partition, row) is var length and <= 512 ? length : 0;

    static byte[] Pinned(byte[] bytes)
    {
        var pinned = GC.AllocateUninitializedArray<byte>(bytes.Length, pinned: true);
        bytes.CopyTo(pinned, 0);
        return pinned;
    }

    RocksDatabase Opened()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _database
            ?? throw new StorageUnavailableException($"The store in '{_options.Directory}' is closed after a failure.");
    }
}
