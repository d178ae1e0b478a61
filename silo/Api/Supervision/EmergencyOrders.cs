using Qianliyan.Abstractions;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Paging;
using Qianliyan.Api.Queries;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Api.Supervision;

/// <summary>Gives enterprises orders for emergencies, edits them, takes them back and lists them.</summary>
sealed class EmergencyOrders(IGrainFactory grains, LiveTwins twins, TimeProvider time)
{
    public async Task<V1.EmergencyOrder> Create(V1.CreateOrderRequest request)
    {
        TwinName enterprise = ResourceNames.Twin(request.Parent, TwinKind.Enterprise, "parent");
        string number = OrderReader.Number(request.OrderId, "order_id");
        V1.EmergencyOrder given = Given(request.Order);
        OrderReader.ThrowIfNotNew(OrderReader.NameOf(enterprise, number), given);
        EmergencyOrder order = OrderReader.Read(number, given) with { Revision = 1 };
        OrderReader.ThrowIfOutOfReach(order, BeijingTime.From(time.GetUtcNow()));
        await twins.GetKnown(enterprise);
        return await Take(enterprise, order) ?? throw ApiError.AlreadyExists(
            OrderReader.NameOf(enterprise, number), "exists already, or was taken back: edit it, or give another number");
    }

    public async Task<V1.EmergencyOrder> Get(V1.GetOrderRequest request)
    {
        (TwinName enterprise, string number) = OrderReader.Name(request.Name, "name");
        await twins.GetKnown(enterprise);
        return OrderReader.ToProto(enterprise, await Newest(enterprise, number));
    }

    public async Task<V1.EmergencyOrder> Update(V1.UpdateOrderRequest request)
    {
        V1.EmergencyOrder given = Given(request.Order);
        (TwinName enterprise, string number) = OrderReader.Name(given.Name, "order.name");
        GivenRevision.ThrowIfNone(given.Revision, "order.revision");
        EmergencyOrder order = OrderReader.Read(number, given);
        OrderReader.ThrowIfOutOfReach(order, BeijingTime.From(time.GetUtcNow()));
        await twins.GetKnown(enterprise);
        return await Follow(enterprise, number, given.Revision, former =>
        {
            OrderReader.ThrowIfNotAsRead(former, given);
            return order;
        });
    }

    public async Task<V1.EmergencyOrder> Withdraw(V1.WithdrawOrderRequest request)
    {
        (TwinName enterprise, string number) = OrderReader.Name(request.Name, "name");
        string author = OrderReader.Author(request.Author, "author");
        string reason = OrderReader.Reason(request.Reason, "reason");
        GivenRevision.ThrowIfNone(request.Revision, "revision");
        await twins.GetKnown(enterprise);
        return await Follow(enterprise, number, request.Revision, former => former.Order.IsLifted
            ? throw ApiError.Precondition(
                OrderReader.NameOf(enterprise, number),
                $"{OrderReader.NameOf(enterprise, number)} was taken back already, by revision {former.Order.Revision}")
            : former.Order with { Author = author, Reason = reason, IsLifted = true });
    }

    public async Task<V1.ListOrdersResponse> List(V1.ListOrdersRequest request)
    {
        TwinName enterprise = ResourceNames.Twin(request.Parent, TwinKind.Enterprise, "parent");
        await twins.GetKnown(enterprise);
        OrderVersion[] orders = await grains.GetEnterprise(enterprise.Id).GetOrders();
        return new V1.ListOrdersResponse
        {
            Orders = { orders.Select(version => OrderReader.ToProto(enterprise, version)) },
        };
    }

    static V1.EmergencyOrder Given(V1.EmergencyOrder? order) => order ?? throw ApiError.Invalid("order", "", "is missing");

    /// <summary>Writes the version after the one given, which must be the newest.</summary>
    /// <param name="enterprise">That the order was given to.</param>
    /// <param name="number">Of the order.</param>
    /// <param name="revision">The version that is replaced.</param>
    /// <param name="edit">Makes the new version of it.</param>
    async Task<V1.EmergencyOrder> Follow(
        TwinName enterprise, string number, int revision, Func<OrderVersion, EmergencyOrder> edit)
    {
        OrderVersion former = await Newest(enterprise, number);
        if (revision == former.Order.Revision
            && await Take(enterprise, edit(former) with { Revision = revision + 1 }) is { } taken)
        {
            return taken;
        }

        int newest = (await Newest(enterprise, number)).Order.Revision;
        throw ApiError.Aborted(
            $"{OrderReader.NameOf(enterprise, number)} is at revision {newest}, not {revision}: read it again");
    }

    /// <returns>Null when the enterprise holds a version as high already.</returns>
    async Task<V1.EmergencyOrder?> Take(TwinName enterprise, EmergencyOrder order) =>
        await grains.GetEnterprise(enterprise.Id).Order(order) is { } taken
            ? OrderReader.ToProto(enterprise, taken)
            : null;

    async Task<OrderVersion> Newest(TwinName enterprise, string number)
    {
        OrderVersion[] orders = await grains.GetEnterprise(enterprise.Id).GetOrders();
        return Array.Find(orders, version => version.Order.Number == number)
            ?? throw ApiError.NotFound(OrderReader.NameOf(enterprise, number), "does not exist");
    }
}
