using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Qianliyan.Abstractions;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Paging;
using Qianliyan.Api.Queries;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Api.Supervision;

/// <summary>Gives enterprises orders for emergencies, and lists them.</summary>
sealed class EmergencyOrders(IGrainFactory grains, LiveTwins twins)
{
    const string Infix = "/orders/";

    public async Task<V1.EmergencyOrder> Put(V1.PutOrderRequest request)
    {
        (TwinName enterprise, EmergencyOrder order) = Read(request.Order);
        await twins.GetKnown(enterprise);
        await grains.GetEnterprise(enterprise.Id).Order(order);
        return ToProto(enterprise, order);
    }

    public async Task<V1.ListOrdersResponse> List(V1.ListOrdersRequest request)
    {
        TwinName enterprise = ResourceNames.Twin(request.Parent, TwinKind.Enterprise, "parent");
        await twins.GetKnown(enterprise);
        EmergencyOrder[] orders = await grains.GetEnterprise(enterprise.Id).GetOrders();
        return new V1.ListOrdersResponse { Orders = { orders.Select(order => ToProto(enterprise, order)) } };
    }

    static (TwinName Enterprise, EmergencyOrder Order) Read(V1.EmergencyOrder? request)
    {
        if (request is null)
            throw ApiError.Invalid("order", "", "is missing");
        int at = request.Name.IndexOf(Infix, StringComparison.Ordinal);
        if (at < 0)
            throw ApiError.Invalid("order.name", request.Name, "is not of the form enterprises/{code}/orders/{number}");
        TwinName enterprise = ResourceNames.Twin(request.Name[..at], TwinKind.Enterprise, "order.name");
        string number = request.Name[(at + Infix.Length)..];
        if (number.Contains('/', StringComparison.Ordinal) || WrittenText.Hidden(number) is not null)
            throw ApiError.Invalid("order.name", request.Name, "has a number with '/' or a control character");
        var order = new EmergencyOrder
        {
            Number = number,
            From = Time(request.StartTime, "order.start_time"),
            To = Time(request.EndTime, "order.end_time"),
            Cut = Cut(request.Cut),
            IsLifted = request.Lifted,
        };
        return order.Refusal() is { } refusal
            ? throw Refused(request, refusal)
            : (enterprise, order);
    }

    static BeijingTime Time(Timestamp? time, string field) => time is null
        ? throw ApiError.Invalid(field, "", "is missing")
        : GivenTime.ReadWhole(time, field);

    static Exact Cut(string text) => text.Length > 0 && ExactText.TryParse(text, out Exact cut)
        ? cut
        : throw ApiError.Invalid("order.cut", text, "is not a share such as 0.3, of at most 17 digits");

    static RpcException Refused(V1.EmergencyOrder request, OrderRefusal refusal) => refusal.Property switch
    {
        nameof(EmergencyOrder.Number) => ApiError.Invalid("order.name", request.Name, $"has a number that {refusal.Reason}"),
        nameof(EmergencyOrder.From) => ApiError.Invalid("order.start_time", refusal.Value, refusal.Reason),
        nameof(EmergencyOrder.To) => ApiError.Invalid("order.end_time", refusal.Value, refusal.Reason),
        _ => ApiError.Invalid("order.cut", request.Cut, refusal.Reason),
    };

    static V1.EmergencyOrder ToProto(TwinName enterprise, EmergencyOrder order) => new()
    {
        Name = $"{enterprise}{Infix}{order.Number}",
        StartTime = order.From.ToProto(),
        EndTime = order.To.ToProto(),
        Cut = order.Cut.ToString(),
        Lifted = order.IsLifted,
    };
}
