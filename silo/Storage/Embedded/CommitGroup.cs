using System.Buffers.Binary;
using Qianliyan.Storage.Entities;
using RocksDbSharp;

namespace Qianliyan.Storage.Embedded;

/// <summary>
/// Builds one write from many requests. Conditions are decided in order against the database and against what earlier
/// requests of the same group are about to write. Used by the writer thread only.
/// </summary>
sealed class CommitGroup : IDisposable
{
    readonly WriteBatch _batch = new();
    readonly Dictionary<PendingKey, ulong?> _pending = new(PendingKeyComparer.Instance);
    readonly List<EntityCommitResult> _results = [];
    readonly WriteOptions _synced = new WriteOptions().SetSync(true);

    /// <summary>One result per request, in order; valid until the next commit.</summary>
    public IReadOnlyList<EntityCommitResult> Results => _results;

    public int Conflicts { get; private set; }

    public void Commit(RocksDatabase database, IReadOnlyList<CommitRequest> requests)
    {
        Clear();
        // The database's own sequence number grows with every write and survives restarts: a row's stamp is unique.
        var stamp = database.Db.GetLatestSequenceNumber();
        foreach (var request in requests)
        {
            if (FindConflict(database, request) is { } conflict)
            {
                Conflicts++;
                _results.Add(EntityCommitResult.Refused(conflict));
                continue;
            }

            stamp++;
            Add(database, request, stamp);
            _results.Add(EntityCommitResult.Written(stamp));
            stamp += (ulong)(request.Operations.Count - 1);
        }

        if (Conflicts < requests.Count)
        {
            database.Db.Write(_batch, _synced);
        }
    }

    public void Clear()
    {
        _batch.Clear();
        _pending.Clear();
        _results.Clear();
        Conflicts = 0;
    }

    public void Dispose() => _batch.Dispose();

    EntityConflict? FindConflict(RocksDatabase database, CommitRequest request)
    {
        for (var i = 0; i < request.Operations.Count; i++)
        {
            var operation = request.Operations[i];
            if (Check(database, request, operation) is { } kind)
            {
                var write = request.Batch.Writes[i];
                return new(new(write.Table, request.Batch.Partition, write.Row), kind, i);
            }
        }

        return null;
    }

    EntityConflictKind? Check(RocksDatabase database, CommitRequest request, in CommitOperation operation)
    {
        if (operation.Kind is EntityWriteKind.Upsert or EntityWriteKind.DeleteAny)
        {
            return null;
        }

        var found = Find(database, request, operation);
        if (operation.Kind == EntityWriteKind.Insert)
        {
            return found is null ? null : EntityConflictKind.AlreadyExists;
        }

        return found is not { } stamp ? EntityConflictKind.Missing
            : EntityStamp.TryParse(operation.ETag!, out var expected) && expected == stamp ? null
            : EntityConflictKind.ETagMismatch;
    }

    ulong? Find(RocksDatabase database, CommitRequest request, in CommitOperation operation)
    {
        if (_pending.TryGetValue(new(operation.Table, request.KeyMemory(operation)), out var pending))
        {
            return pending;
        }

        if (!database.TryGetTable(operation.Table, out var table))
        {
            return null;
        }

        if (operation.Kind == EntityWriteKind.Insert)
        {
            return database.Db.HasKey(request.Key(operation), table) ? 0 : null;
        }

        var value = database.Db.Get(request.Key(operation), table);
        return value is null ? null : BinaryPrimitives.ReadUInt64BigEndian(value);
    }

    void Add(RocksDatabase database, CommitRequest request, ulong stamp)
    {
        foreach (var operation in request.Operations)
        {
            var table = database.GetOrCreateTable(operation.Table);
            var isDelete = operation.Kind is EntityWriteKind.Delete or EntityWriteKind.DeleteAny;
            if (isDelete)
            {
                _batch.Delete(request.Key(operation), table);
            }
            else
            {
                var value = request.Value(operation);
                BinaryPrimitives.WriteUInt64BigEndian(value, stamp);
                _batch.Put(request.Key(operation), value, table);
            }

            _pending[new(operation.Table, request.KeyMemory(operation))] = isDelete ? null : stamp;
        }
    }

    readonly record struct PendingKey(string Table, ReadOnlyMemory<byte> Key);

    sealed class PendingKeyComparer : IEqualityComparer<PendingKey>
    {
        public static readonly PendingKeyComparer Instance = new();

        public bool Equals(PendingKey x, PendingKey y) =>
            x.Key.Span.SequenceEqual(y.Key.Span) && string.Equals(x.Table, y.Table, StringComparison.Ordinal);

        public int GetHashCode(PendingKey obj)
        {
            var hash = default(HashCode);
            hash.AddBytes(obj.Key.Span);
            return hash.ToHashCode();
        }
    }
}
