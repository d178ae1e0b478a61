using System.Net;

namespace Qianliyan.Storage.Tests.AzureTables;

/// <summary>A network to the emulator that counts requests, and on demand loses answers or answers in its place.</summary>
sealed class FaultyNetwork() : DelegatingHandler(new SocketsHttpHandler())
{
    readonly Queue<Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>>> _faults = new();
    readonly Lock _gate = new();
    int _requests;
    int _transactions;
    long _largest;

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Bytes of the largest transaction so far.</summary>
    public long LargestRequest => Volatile.Read(ref _largest);

    public int Transactions => Volatile.Read(ref _transactions);

    /// <summary>The next write reaches the service, and its answer does not come back.</summary>
    public void LoseAnswer() => Add(async (_, send) =>
    {
        using var response = await send();
        throw new HttpRequestException("The connection was cut before the answer came.");
    });

    /// <summary>The next write reaches the service, something else happens, and its answer does not come back.</summary>
    public void LoseAnswerAfter(Func<Task> meanwhile) => Add(async (_, send) =>
    {
        using var response = await send();
        await meanwhile();
        throw new HttpRequestException("The connection was cut before the answer came.");
    });

    /// <summary>The next write is answered with a status by a service that has not done it.</summary>
    public void Refuse(HttpStatusCode status, TimeSpan retryAfter) => Add((_, _) =>
    {
        var response = new HttpResponseMessage(status);
        response.Headers.RetryAfter = new(retryAfter);
        return Task.FromResult(response);
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        if (request.RequestUri?.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal) != true)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        Interlocked.Increment(ref _transactions);
        await (request.Content?.LoadIntoBufferAsync(cancellationToken) ?? Task.CompletedTask);
        var length = request.Content?.Headers.ContentLength ?? 0;
        Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>>? fault;
        lock (_gate)
        {
            _largest = Math.Max(_largest, length);
            _faults.TryDequeue(out fault);
        }

        return fault is null
            ? await base.SendAsync(request, cancellationToken)
            : await fault(request, () => base.SendAsync(request, cancellationToken));
    }

    void Add(Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> fault)
    {
        lock (_gate)
        {
            _faults.Enqueue(fault);
        }
    }
}
