using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using HdrHistogram;
using Qianliyan.V1;

namespace Qianliyan.Benchmarks.Twins;

/// <summary>
/// One stream of IngestService: sends batches as fast as its window allows, takes the acknowledgements.
/// </summary>
sealed class IngestStream(ChannelBase channel, PointFeed feed, int batchesInFlight)
{
    const long HighestMicroseconds = 600_000_000;

    readonly ConcurrentQueue<(long LastSequence, int Count, long SentAt)> _inFlight = new();
    LongHistogram _latency = NewHistogram();
    long _acknowledged;
    long _repeated;

    /// <summary>Observations acknowledged so far.</summary>
    public long Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>Observations that their point held already.</summary>
    public long Repeated => Volatile.Read(ref _repeated);

    /// <summary>
    /// Takes the latencies since the last call, in microseconds from sending a batch to its acknowledgement.
    /// </summary>
    public LongHistogram TakeLatency() => Interlocked.Exchange(ref _latency, NewHistogram());

    /// <summary>
    /// Sends until the feed ends or <paramref name="stop"/> is asked for; then waits for what is in flight.
    /// </summary>
    /// <exception cref="InvalidOperationException">An observation was not recorded.</exception>
    public async Task Run(CancellationToken stop, CancellationToken cancellationToken)
    {
        using AsyncDuplexStreamingCall<IngestRequest, IngestResponse> call =
            new IngestService.IngestServiceClient(channel).Ingest(cancellationToken: cancellationToken);
        using var window = new SemaphoreSlim(0);
        Task acknowledging = Acknowledge(call.ResponseStream, window, cancellationToken);
        while (!stop.IsCancellationRequested && feed.Next() is { } batch)
        {
            Task room = window.WaitAsync(cancellationToken);
            if (await Task.WhenAny(room, acknowledging) == acknowledging)
                break;
            PointObservation last = batch.Observations[^1];
            _inFlight.Enqueue((last.ClientSequence, batch.Observations.Count, Stopwatch.GetTimestamp()));
            await call.RequestStream.WriteAsync(batch, cancellationToken);
        }

        await call.RequestStream.CompleteAsync();
        await acknowledging;
        if (!_inFlight.IsEmpty)
            throw new InvalidOperationException($"The stream ended with {_inFlight.Count} batches not acknowledged.");
    }

    async Task Acknowledge(
        IAsyncStreamReader<IngestResponse> responses, SemaphoreSlim window, CancellationToken cancellationToken)
    {
        bool isFirst = true;
        await foreach (IngestResponse response in responses.ReadAllAsync(cancellationToken))
        {
            if (response.Errors.Count > 0)
            {
                IngestError error = response.Errors[0];
                throw new InvalidOperationException($"Observation {error.ClientSequence}: {error.Status.Message}");
            }

            if (isFirst)
                window.Release(batchesInFlight);
            isFirst = false;
            Volatile.Write(ref _repeated, _repeated + response.RepeatedCount);
            long now = Stopwatch.GetTimestamp();
            while (_inFlight.TryPeek(out var oldest) && oldest.LastSequence <= response.AcknowledgedClientSequence)
            {
                _inFlight.TryDequeue(out _);
                Volatile.Write(ref _acknowledged, _acknowledged + oldest.Count);
                long microseconds = (long)Stopwatch.GetElapsedTime(oldest.SentAt, now).TotalMicroseconds;
                _latency.RecordValue(Math.Clamp(microseconds, 1, HighestMicroseconds));
                window.Release();
            }
        }
    }

    static LongHistogram NewHistogram() => new(1, HighestMicroseconds, 3);
}
