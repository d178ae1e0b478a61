using System.Collections.Concurrent;
using System.Numerics;
using System.Threading.Tasks.Sources;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.Embedded;

/// <summary>
/// A batch on its way to the writer thread: keys and values encoded by the caller into its own buffer. Pooled; the
/// awaiting caller returns it by taking the result, exactly once.
/// </summary>
sealed class CommitRequest : IValueTaskSource<EntityCommitResult>
{
    public const int StampBytes = 8;
    const int PoolLimit = 4096;

    /// <summary>A request of a frame fits; what is larger is let go.</summary>
    const int MostBytesKept = 16 * 1024;

    static readonly ConcurrentQueue<CommitRequest> Pool = new();

    readonly List<CommitOperation> _operations = [];
    ManualResetValueTaskSourceCore<EntityCommitResult> _core = new() { RunContinuationsAsynchronously = true };
    byte[] _buffer = [];
    EntityBatch? _batch;

    CommitRequest()
    {
    }

    public EntityBatch Batch => _batch!;

    public List<CommitOperation> Operations => _operations;

    /// <summary>Bytes taken from the queue's budget.</summary>
    public long Bytes { get; private set; }

    public ValueTask<EntityCommitResult> Task => new(this, _core.Version);

    public static long MeasureBytes(EntityBatch batch)
    {
        long bytes = 0;
        for (var i = 0; i < batch.Writes.Count; i++)
        {
            var write = batch.Writes[i];
            bytes += EmbeddedKey.MaxLength(batch.Partition, write.Row) + StampBytes + write.Value.Length;
        }

        return bytes;
    }

    public static CommitRequest Create(EntityBatch batch, long bytes)
    {
        if (!Pool.TryDequeue(out var request))
        {
            request = new();
        }

        request._batch = batch;
        request.Bytes = bytes;
        if (request._buffer.Length < bytes)
        {
            request._buffer = new byte[BitOperations.RoundUpToPowerOf2((ulong)bytes)];
        }

        request.Encode();
        return request;
    }

    public ReadOnlySpan<byte> Key(in CommitOperation operation) =>
        _buffer.AsSpan(operation.KeyOffset, operation.KeyLength);

    public ReadOnlyMemory<byte> KeyMemory(in CommitOperation operation) =>
        _buffer.AsMemory(operation.KeyOffset, operation.KeyLength);

    /// <summary>Stamp and value.</summary>
    public Span<byte> Value(in CommitOperation operation) =>
        _buffer.AsSpan(operation.KeyOffset + operation.KeyLength, operation.ValueLength);

    public void Complete(EntityCommitResult result)
    {
        Release();
        _core.SetResult(result);
    }

    public void Fail(Exception error)
    {
        Release();
        _core.SetException(error);
    }

    public EntityCommitResult GetResult(short token)
    {
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _core.Reset();
            if (Pool.Count < PoolLimit)
            {
                Pool.Enqueue(this);
            }
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    void Encode()
    {
        var at = 0;
        for (var i = 0; i < _batch!.Writes.Count; i++)
        {
            var write = _batch.Writes[i];
            var keyLength = EmbeddedKey.Write(_batch.Partition, write.Row, _buffer.AsSpan(at));
            var hasValue = write.Kind is EntityWriteKind.Insert or EntityWriteKind.Upsert or EntityWriteKind.Replace;
            var valueLength = hasValue ? StampBytes + write.Value.Length : 0;
            if (hasValue)
            {
                write.Value.Span.CopyTo(_buffer.AsSpan(at + keyLength + StampBytes));
            }

            _operations.Add(new(write.Kind, write.Table, write.ETag, at, keyLength, valueLength));
            at += keyLength + valueLength;
        }
    }

    void Release()
    {
        if (_buffer.Length > MostBytesKept)
        {
            _buffer = [];
        }

        _operations.Clear();
        _batch = null;
    }
}
