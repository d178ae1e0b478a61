using Grpc.Core;
using Qianliyan.V1;

namespace Qianliyan.Cli.Tests;

/// <summary>Li has taken note of everything; orders are given back as they came.</summary>
public sealed class FakeSupervision : SupervisionService.SupervisionServiceBase
{
    public List<AcknowledgeRequest> Acknowledged { get; } = [];

    public List<EmergencyOrder> Orders { get; } = [];

    public override Task<Acknowledgement> Acknowledge(AcknowledgeRequest request, ServerCallContext context)
    {
        Acknowledged.Add(request);
        if (request.Name == "points/B-31")
            throw new RpcException(new Status(StatusCode.FailedPrecondition, "points/B-31 stands at normal"));
        return Task.FromResult(new Acknowledgement
        {
            Finding = request.Finding,
            Level = request.Finding.Length > 0 ? Level.Unspecified : Level.Warning,
            Author = "li",
            AcknowledgeTime = FakeMarks.At(8),
        });
    }

    public override Task<EmergencyOrder> PutOrder(PutOrderRequest request, ServerCallContext context)
    {
        Orders.Add(request.Order);
        return Task.FromResult(request.Order);
    }

    public override Task<ListOrdersResponse> ListOrders(ListOrdersRequest request, ServerCallContext context) =>
        Task.FromResult(new ListOrdersResponse { Orders = { Orders } });
}
