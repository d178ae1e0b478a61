using Grpc.Core;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Queries;
using Qianliyan.Api.Watching;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Api;

/// <summary>qianliyan.v1.TwinService.</summary>
[BindServiceMethod(typeof(TwinBinding), nameof(TwinBinding.BindService))]
sealed class TwinService(
    LiveTwins twins,
    TwinLists lists,
    ObservationHistory history,
    Evidence evidence,
    FrameLists frames,
    Watches watches,
    CallLifetime lifetime,
    CallGuard guard)
    : V1.TwinService.TwinServiceBase
{
    public override Task<V1.Point> GetPoint(V1.GetPointRequest request, ServerCallContext context) =>
        twins.Get<V1.Point>(request.Name, TwinKind.Point, context);

    public override async Task<V1.BatchGetPointsResponse> BatchGetPoints(
        V1.BatchGetPointsRequest request, ServerCallContext context) =>
        new() { Points = { await guard.Run(twins.BatchGet<V1.Point>(request.Names, TwinKind.Point), context) } };

    public override Task<V1.Enterprise> GetEnterprise(V1.GetEnterpriseRequest request, ServerCallContext context) =>
        twins.Get<V1.Enterprise>(request.Name, TwinKind.Enterprise, context);

    public override async Task<V1.BatchGetEnterprisesResponse> BatchGetEnterprises(
        V1.BatchGetEnterprisesRequest request, ServerCallContext context) =>
        new()
        {
            Enterprises =
            {
                await guard.Run(twins.BatchGet<V1.Enterprise>(request.Names, TwinKind.Enterprise), context),
            },
        };

    public override Task<V1.Incinerator> GetIncinerator(V1.GetIncineratorRequest request, ServerCallContext context) =>
        twins.Get<V1.Incinerator>(request.Name, TwinKind.Incinerator, context);

    public override async Task<V1.BatchGetIncineratorsResponse> BatchGetIncinerators(
        V1.BatchGetIncineratorsRequest request, ServerCallContext context) =>
        new()
        {
            Incinerators =
            {
                await guard.Run(twins.BatchGet<V1.Incinerator>(request.Names, TwinKind.Incinerator), context),
            },
        };

    public override Task<V1.Cell> GetCell(V1.GetCellRequest request, ServerCallContext context) =>
        twins.Get<V1.Cell>(request.Name, TwinKind.Cell, context);

    public override async Task<V1.BatchGetCellsResponse> BatchGetCells(
        V1.BatchGetCellsRequest request, ServerCallContext context) =>
        new() { Cells = { await guard.Run(twins.BatchGet<V1.Cell>(request.Names, TwinKind.Cell), context) } };

    public override Task<V1.Region> GetRegion(V1.GetRegionRequest request, ServerCallContext context) =>
        twins.Get<V1.Region>(request.Name, TwinKind.Region, context);

    public override async Task<V1.BatchGetRegionsResponse> BatchGetRegions(
        V1.BatchGetRegionsRequest request, ServerCallContext context) =>
        new() { Regions = { await guard.Run(twins.BatchGet<V1.Region>(request.Names, TwinKind.Region), context) } };

    public override Task<V1.ListTwinsResponse> ListTwins(V1.ListTwinsRequest request, ServerCallContext context) =>
        guard.Run(lists.List(request, context.CancellationToken), context);

    public override Task WatchTwins(
        V1.WatchTwinsRequest request,
        IServerStreamWriter<V1.WatchTwinsResponse> responseStream,
        ServerCallContext context) =>
        guard.Run(
            lifetime.Run(token => watches.Run(request, responseStream, token), context.CancellationToken), context);

    public override Task<V1.ListObservationsResponse> ListObservations(
        V1.ListObservationsRequest request, ServerCallContext context) =>
        guard.Run(history.List(request, context.CancellationToken), context);

    public override Task<V1.Frame> GetFrame(V1.GetFrameRequest request, ServerCallContext context) =>
        guard.Run(evidence.GetFrame(request, context.CancellationToken), context);

    public override Task<V1.ListQuarantinedFramesResponse> ListQuarantinedFrames(
        V1.ListQuarantinedFramesRequest request, ServerCallContext context) =>
        guard.Run(frames.List(request, context.CancellationToken), context);

    public override Task<V1.Proof> GetProof(V1.GetProofRequest request, ServerCallContext context) =>
        guard.Run(evidence.Prove(request, context.CancellationToken), context);
}
