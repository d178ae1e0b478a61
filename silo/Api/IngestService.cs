using Grpc.Core;
using Qianliyan.Abstractions;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Ingestion;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Paging;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Api;

/// <summary>qianliyan.v1.IngestService.</summary>
sealed class IngestService(Recorder recorder, ApiInstruments instruments, CallLifetime lifetime, CallGuard guard)
    : V1.IngestService.IngestServiceBase
{
    public override async Task Ingest(
        IAsyncStreamReader<V1.IngestRequest> requestStream,
        IServerStreamWriter<V1.IngestResponse> responseStream,
        ServerCallContext context)
    {
        instruments.StreamOpened();
        try
        {
            var session = new IngestSession(recorder, requestStream, responseStream);
            Task running = lifetime.Run(
                reading => session.Run(reading, context.CancellationToken), context.CancellationToken);
            await guard.Run(running, context);
        }
        finally
        {
            instruments.StreamClosed();
        }
    }

    public override async Task<V1.Observation> CreateObservation(
        V1.CreateObservationRequest request, ServerCallContext context)
    {
        TwinName point = ResourceNames.Twin(request.Parent, TwinKind.Point, "parent");
        if (ObservationReader.Read(request.Observation, out Domain.Observations.Observation observation) is { } fault)
            throw (request.Observation is null ? fault : fault.Within("observation")).ToStatus().ToRpcException();
        long now = recorder.NowUnixMs();
        var upload = new Upload { Observation = observation, ArrivedAtUnixMs = now };
        RecordReply reply = await guard.Run(recorder.Record(request.Parent, upload), context);
        V1.Observation recorded = request.Observation!.Clone();
        recorded.Name = ResourceNames.Observation(point, reply.Sequence);
        recorded.Sequence = reply.Sequence;
        recorded.ArrivalTime = ValueMap.ToTimestamp(now);
        recorded.EntryHash = "";
        recorded.HasFrame = false;
        return recorded;
    }
}
