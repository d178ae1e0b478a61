using Grpc.Core;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Marks;

namespace Qianliyan.Api;

/// <summary>qianliyan.v1.MarkService.</summary>
sealed class MarkService(Marking marking, CallGuard guard) : V1.MarkService.MarkServiceBase
{
    public override Task<V1.Mark> CreateMark(V1.CreateMarkRequest request, ServerCallContext context) =>
        guard.Run(marking.Create(request), context);

    public override Task<V1.Mark> GetMark(V1.GetMarkRequest request, ServerCallContext context) =>
        guard.Run(marking.Get(request), context);

    public override Task<V1.Mark> UpdateMark(V1.UpdateMarkRequest request, ServerCallContext context) =>
        guard.Run(marking.Update(request), context);

    public override Task<V1.Mark> DeleteMark(V1.DeleteMarkRequest request, ServerCallContext context) =>
        guard.Run(marking.Delete(request), context);

    public override Task<V1.ListMarksResponse> ListMarks(V1.ListMarksRequest request, ServerCallContext context) =>
        guard.Run(marking.List(request), context);
}
