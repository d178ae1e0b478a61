using Grpc.Core;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Supervision;

namespace Qianliyan.Api;

/// <summary>qianliyan.v1.SupervisionService.</summary>
sealed class SupervisionService(Acknowledgements acknowledgements, EmergencyOrders orders, CallGuard guard)
    : V1.SupervisionService.SupervisionServiceBase
{
    public override Task<V1.Acknowledgement> Acknowledge(V1.AcknowledgeRequest request, ServerCallContext context) =>
        guard.Run(acknowledgements.Acknowledge(request, context.CancellationToken), context);

    public override Task<V1.EmergencyOrder> CreateOrder(V1.CreateOrderRequest request, ServerCallContext context) =>
        guard.Run(orders.Create(request), context);

    public override Task<V1.EmergencyOrder> GetOrder(V1.GetOrderRequest request, ServerCallContext context) =>
        guard.Run(orders.Get(request), context);

    public override Task<V1.EmergencyOrder> UpdateOrder(V1.UpdateOrderRequest request, ServerCallContext context) =>
        guard.Run(orders.Update(request), context);

    public override Task<V1.EmergencyOrder> WithdrawOrder(V1.WithdrawOrderRequest request, ServerCallContext context) =>
        guard.Run(orders.Withdraw(request), context);

    public override Task<V1.ListOrdersResponse> ListOrders(V1.ListOrdersRequest request, ServerCallContext context) =>
        guard.Run(orders.List(request), context);
}
