using Grpc.Core;
using Qianliyan.V1;

namespace Qianliyan.Client;

/// <summary>
/// One ingest stream. <see cref="Send"/> numbers observations and waits while the server's credit is used up; an
/// observation is durable when it is acknowledged without an error. One sender at a time.
/// </summary>
/// <remarks>
/// After a failure open another session and send <see cref="Unacknowledged"/> again: what was recorded already counts
/// once.
/// </remarks>
public sealed class IngestSession : IAsyncDisposable
{
    readonly AsyncDuplexStreamingCall<IngestRequest, IngestResponse> _call;
    readonly Action<IngestError> _onError;
    readonly CancellationToken _cancellationToken;
    readonly Lock _gate = new();
    readonly Queue<PointObservation> _unacknowledged = new();
    TaskCompletionSource _changed = New();
    Task _reading = Task.CompletedTask;
    long _lastClientSequence;
    int _credit;
    bool _ended;

    IngestSession(
        AsyncDuplexStreamingCall<IngestRequest, IngestResponse> call,
        Action<IngestError> onError,
        CancellationToken cancellationToken) =>
        (_call, _onError, _cancellationToken) = (call, onError, cancellationToken);

    /// <summary>Observations recorded since the session was opened.</summary>
    public long Recorded { get; private set; }

    /// <summary>Observations that their points held already.</summary>
    public long Repeated { get; private set; }

    /// <summary>Sent and not acknowledged: their outcome is not known.</summary>
    public IReadOnlyList<PointObservation> Unacknowledged
    {
        get
        {
            lock (_gate)
                return [.. _unacknowledged];
        }
    }

    internal static async Task<IngestSession> Open(
        IngestService.IngestServiceClient client, Action<IngestError> onError, CancellationToken cancellationToken)
    {
        var session = new IngestSession(
            client.Ingest(cancellationToken: cancellationToken), onError, cancellationToken);
        if (!await session._call.ResponseStream.MoveNext(cancellationToken))
            throw new RpcException(session._call.GetStatus());
        session._credit = session._call.ResponseStream.Current.Credit;
        session._reading = session.Read();
        return session;
    }

    /// <summary>Sends a batch; returns when it is on its way, which is not yet durable.</summary>
    /// <param name="batch">Their client sequences are set here.</param>
    /// <param name="cancellationToken">Stops waiting for credit.</param>
    public async Task Send(IReadOnlyCollection<PointObservation> batch, CancellationToken cancellationToken = default)
    {
        if (batch.Count == 0)
            return;
        await WaitWhile(
            () => _unacknowledged.Count > 0 && _unacknowledged.Count + batch.Count > _credit, cancellationToken);
        var request = new IngestRequest();
        lock (_gate)
        {
            foreach (PointObservation observation in batch)
            {
                observation.ClientSequence = ++_lastClientSequence;
                request.Observations.Add(observation);
                _unacknowledged.Enqueue(observation);
            }
        }

        await _call.RequestStream.WriteAsync(request, _cancellationToken);
    }

    /// <summary>Completes when everything sent is acknowledged.</summary>
    public Task Flush(CancellationToken cancellationToken = default) =>
        WaitWhile(() => _unacknowledged.Count > 0, cancellationToken);

    /// <summary>Ends the stream when everything sent is acknowledged.</summary>
    public async Task Complete(CancellationToken cancellationToken = default)
    {
        await _call.RequestStream.CompleteAsync();
        await _reading.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _call.Dispose();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    async Task WaitWhile(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (!condition())
                    return;
                if (_ended)
                    break;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }

        await _reading;
        throw new RpcException(new Status(StatusCode.Unavailable, "The stream ended before all was acknowledged."));
    }

    async Task Read()
    {
        try
        {
            while (await _call.ResponseStream.MoveNext(_cancellationToken))
                Take(_call.ResponseStream.Current);
        }
        finally
        {
            lock (_gate)
                _ended = true;
            Signal();
        }
    }

    void Take(IngestResponse response)
    {
        foreach (IngestError error in response.Errors)
            _onError(error);
        lock (_gate)
        {
            Recorded += response.RecordedCount;
            Repeated += response.RepeatedCount;
            _credit = response.Credit;
            while (_unacknowledged.TryPeek(out PointObservation? oldest)
                && oldest.ClientSequence <= response.AcknowledgedClientSequence)
            {
                _unacknowledged.Dequeue();
            }
        }

        Signal();
    }

    void Signal()
    {
        lock (_gate)
        {
            _changed.TrySetResult();
            _changed = New();
        }
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
