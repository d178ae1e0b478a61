using Grpc.Core;
using Google.Rpc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Qianliyan.Abstractions;
using Qianliyan.Api.Errors;
using Status = Google.Rpc.Status;

namespace Qianliyan.Api.Ingestion;

/// <summary>
/// Records batches: one call per point, all of them side by side. A failing point does not touch the others.
/// </summary>
sealed partial class Recorder(
    IGrainFactory grains,
    IOptions<ApiOptions> options,
    ApiInstruments instruments,
    TimeProvider time,
    ILogger<Recorder> logger)
{
    readonly bool _admitsUnknown = options.Value.AdmitsUnknownPoints;

    public int Credit => options.Value.IngestCredit;

    public long NowUnixMs() => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Never throws: what fails is in the outcome.</summary>
    public async Task<BatchOutcome> Record(IngestBatch batch)
    {
        var calls = new Task<RecordReply[]>[batch.Keys.Length];
        for (int group = 0; group < calls.Length; group++)
        {
            IPointGrain point = grains.GetPoint(batch.Keys[group]);
            calls[group] = point.Record(batch.Uploads[group], _admitsUnknown).AsTask();
        }

        int recorded = 0, repeated = 0;
        for (int group = 0; group < calls.Length; group++)
        {
            try
            {
                RecordReply[] replies = await calls[group];
                for (int i = 0; i < replies.Length; i++)
                {
                    RecordOutcome outcome = replies[i].Outcome;
                    if (outcome == RecordOutcome.Recorded)
                        recorded++;
                    else if (outcome == RecordOutcome.Repeated)
                        repeated++;
                    else
                        batch.AddError(batch.IndexesOf(group).ElementAt(i), Refusal(batch.Keys[group], outcome));
                }
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Status status = StatusOf(e, batch.Keys[group]);
                foreach (int index in batch.IndexesOf(group))
                    batch.AddError(index, status);
            }
        }

        batch.Errors?.Sort((left, right) => left.Index.CompareTo(right.Index));
        instruments.Ingested(recorded + repeated, batch.Errors?.Count ?? 0);
        return new BatchOutcome(batch.Count, batch.LastClientSequence, recorded, repeated, batch.Errors);
    }

    /// <returns>The reply; the point holds the observation durably.</returns>
    /// <exception cref="Grpc.Core.RpcException">The point did not take it.</exception>
    public async Task<RecordReply> Record(string point, Upload upload)
    {
        string key = PointKeys.KeyOf(point);
        RecordReply reply = (await grains.GetPoint(key).Record([upload], _admitsUnknown))[0];
        bool isHeld = reply.Outcome is RecordOutcome.Recorded or RecordOutcome.Repeated;
        instruments.Ingested(isHeld ? 1 : 0, isHeld ? 0 : 1);
        return isHeld ? reply : throw Refusal(key, reply.Outcome).ToRpcException();
    }

    Status StatusOf(Exception fault, string key)
    {
        if (Faults.Explain(fault) is { } status)
            return status;
        LogDefect(logger, fault, key);
        return new Status { Code = (int)Code.Internal, Message = "The server failed; its log says why." };
    }

    static Status Refusal(string key, RecordOutcome outcome) => outcome == RecordOutcome.NotRegistered
        ? ApiError.NotFoundStatus(PointKeys.NameOf(key), "is not registered")
        : new Status { Code = (int)Code.FailedPrecondition, Message = $"{PointKeys.NameOf(key)} refused: {outcome}" };

    [LoggerMessage(1, LogLevel.Error, "Recording for point {Point} failed.")]
    static partial void LogDefect(ILogger logger, Exception exception, string point);
}
