using System.Threading.Channels;
using Grpc.Core;

namespace Qianliyan.Api.Tests.Fakes;

/// <summary>The server's side of a stream: what the test sends comes in, what the server sends is kept.</summary>
sealed class FakeRequests<T> : IAsyncStreamReader<T>
{
    readonly Channel<T> _sent = Channel.CreateUnbounded<T>();
    int _read;

    /// <summary>Messages the server has read.</summary>
    public int Read => Volatile.Read(ref _read);

    public T Current { get; private set; } = default!;

    public void Send(T message) => _sent.Writer.TryWrite(message);

    public void Complete() => _sent.Writer.Complete();

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (!await _sent.Reader.WaitToReadAsync(cancellationToken) || !_sent.Reader.TryRead(out T? message))
            return false;
        Current = message;
        Interlocked.Increment(ref _read);
        return true;
    }
}

sealed class FakeResponses<T> : IServerStreamWriter<T>
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly Channel<T> _written = Channel.CreateUnbounded<T>();

    public WriteOptions? WriteOptions { get; set; }

    /// <summary>What writing waits for: a client that reads slowly.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        await _written.Writer.WriteAsync(message, cancellationToken);
    }

    /// <exception cref="TimeoutException">Nothing was written for so long that nothing will be.</exception>
    public Task<T> Next(CancellationToken cancellationToken) =>
        _written.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);

    /// <summary>Null when nothing more was written so far.</summary>
    public T? TryNext() => _written.Reader.TryRead(out T? message) ? message : default;
}
