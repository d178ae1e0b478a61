using Grpc.Core;
using Qianliyan.V1;

namespace Qianliyan.Cli.Tests;

/// <summary>Li has taken note of everything; an order takes every version of the newest revision that does not say it is taken back.</summary>
public sealed class FakeSupervision : SupervisionService.SupervisionServiceBase
{
    public List<AcknowledgeRequest> Acknowledged { get; } = [];

    /// <summary>The versions of the only order, as they came.</summary>
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

    public override Task<EmergencyOrder> CreateOrder(CreateOrderRequest request, ServerCallContext context)
    {
        EmergencyOrder order = request.Order.Clone();
        order.Name = $"{request.Parent}/orders/{request.OrderId}";
        return Take(order);
    }

    public override Task<EmergencyOrder> GetOrder(GetOrderRequest request, ServerCallContext context) =>
        Task.FromResult(Orders[^1].Clone());

    public override Task<EmergencyOrder> UpdateOrder(UpdateOrderRequest request, ServerCallContext context)
    {
        ThrowIfEdited(request.Order.Name, request.Order.Revision);
        if (request.Order.Lifted)
            throw new RpcException(new Status(StatusCode.InvalidArgument, "order.lifted 'true' is not set here"));
        return Take(request.Order.Clone());
    }

    public override Task<EmergencyOrder> WithdrawOrder(WithdrawOrderRequest request, ServerCallContext context)
    {
        ThrowIfEdited(request.Name, request.Revision);
        EmergencyOrder order = Orders[^1].Clone();
        (order.Author, order.Reason, order.Lifted) = (request.Author, request.Reason, true);
        return Take(order);
    }

    public override Task<ListOrdersResponse> ListOrders(ListOrdersRequest request, ServerCallContext context) =>
        Task.FromResult(new ListOrdersResponse { Orders = { Orders[^1] } });

    Task<EmergencyOrder> Take(EmergencyOrder order)
    {
        (order.Revision, order.OrderTime) = (Orders.Count + 1, FakeMarks.At(8));
        Orders.Add(order);
        return Task.FromResult(order);
    }

    void ThrowIfEdited(string name, int revision)
    {
        if (revision == 0)
            throw new RpcException(new Status(StatusCode.InvalidArgument, "revision '0' is missing"));
        if (revision != Orders.Count)
            throw new RpcException(new Status(StatusCode.Aborted, $"{name} was edited by somebody else meanwhile"));
    }
}
