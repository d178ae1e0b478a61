using System.Threading.Channels;
using Grpc.Core;
using Qianliyan.Api.Errors;

namespace Qianliyan.Api.Ingestion;

/// <summary>
/// One ingest stream. Batches are recorded side by side and acknowledged in order. When the observations in flight use
/// up the credit, nothing more is read until some are acknowledged: flow control does the rest.
/// </summary>
/// <remarks>
/// An acknowledgement is never written with a buffer hint: it would wait in the buffer for the next one, and a client
/// that waits for credit would wait with it.
/// </remarks>
sealed class IngestSession(
    Recorder recorder, IAsyncStreamReader<V1.IngestRequest> requests, IServerStreamWriter<V1.IngestResponse> responses)
{
    const int MostObservations = 4_096;
    const int MostErrors = 1_000;

    readonly Channel<Task<BatchOutcome>> _batches = Channel.CreateUnbounded<Task<BatchOutcome>>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    readonly Channel<bool> _room =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    readonly Dictionary<string, int> _scratch = [];
    long _lastClientSequence;
    int _inFlight;

    /// <param name="reading">Ends reading; what was read is acknowledged all the same.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async Task Run(CancellationToken reading, CancellationToken cancellationToken)
    {
        await responses.WriteAsync(new V1.IngestResponse { Credit = recorder.Credit }, cancellationToken);
        Task acknowledging = Acknowledge(cancellationToken);
        try
        {
            await Read(reading);
        }
        finally
        {
            _batches.Writer.Complete();
            await acknowledging;
        }
    }

    async Task Read(CancellationToken cancellationToken)
    {
        while (await requests.MoveNext(cancellationToken))
        {
            V1.IngestRequest request = requests.Current;
            if (request.Observations.Count == 0)
                continue;
            Check(request);
            int inFlight = Interlocked.Add(ref _inFlight, request.Observations.Count);
            var batch = IngestBatch.Of(request.Observations, recorder.NowUnixMs(), _scratch);
            _batches.Writer.TryWrite(recorder.Record(batch));
            while (inFlight >= recorder.Credit)
            {
                await _room.Reader.ReadAsync(cancellationToken);
                inFlight = Volatile.Read(ref _inFlight);
            }
        }
    }

    async Task Acknowledge(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (Task<BatchOutcome> batch in _batches.Reader.ReadAllAsync(cancellationToken))
            {
                var response = new V1.IngestResponse { Credit = recorder.Credit };
                int count = Add(await batch, response);
                while (response.Errors.Count < MostErrors
                    && _batches.Reader.TryPeek(out Task<BatchOutcome>? next)
                    && next.IsCompleted
                    && _batches.Reader.TryRead(out next))
                {
                    count += Add(await next, response);
                }

                await responses.WriteAsync(response, cancellationToken);
                Interlocked.Add(ref _inFlight, -count);
                _room.Writer.TryWrite(true);
            }
        }
        finally
        {
            _room.Writer.Complete();
        }
    }

    /// <exception cref="RpcException">INVALID_ARGUMENT: the two sides would not mean the same observation.</exception>
    void Check(V1.IngestRequest request)
    {
        if (request.Observations.Count > MostObservations)
            throw ApiError.Invalid("observations", $"{request.Observations.Count} observations", "are more than 4096");
        for (int i = 0; i < request.Observations.Count; i++)
        {
            long sequence = request.Observations[i].ClientSequence;
            if (sequence <= _lastClientSequence)
            {
                throw ApiError.Invalid(
                    $"observations[{i}].client_sequence", $"{sequence}", $"is not greater than {_lastClientSequence}");
            }

            _lastClientSequence = sequence;
        }
    }

    static int Add(in BatchOutcome outcome, V1.IngestResponse response)
    {
        response.AcknowledgedClientSequence = outcome.LastClientSequence;
        response.RecordedCount += outcome.Recorded;
        response.RepeatedCount += outcome.Repeated;
        if (outcome.Errors is { } errors)
            response.Errors.AddRange(errors);
        return outcome.Count;
    }
}
