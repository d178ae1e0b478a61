using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Paging;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Api.Supervision;

/// <summary>
/// Reads orders out of requests. Every method throws INVALID_ARGUMENT that names the field and its value.
/// </summary>
static class OrderReader
{
    const string Infix = "/orders/";
    const string GivenByServer = "is given by the server";

    public static string NameOf(TwinName enterprise, string number) => $"{enterprise}{Infix}{number}";

    /// <summary>The enterprise and the number of <c>enterprises/{code}/orders/{number}</c>.</summary>
    public static (TwinName Enterprise, string Number) Name(string name, string field)
    {
        int at = name.IndexOf(Infix, StringComparison.Ordinal);
        if (at < 0)
            throw ApiError.Invalid(field, name, "is not of the form enterprises/{code}/orders/{number}");
        return (ResourceNames.Twin(name[..at], TwinKind.Enterprise, field), Number(name[(at + Infix.Length)..], field));
    }

    public static string Number(string number, string field) =>
        number.Length is 0 or > EmergencyOrder.MostNumber
            ? throw ApiError.Invalid(field, number, $"has a number that has not 1 to {EmergencyOrder.MostNumber} characters")
        : number.Contains('/', StringComparison.Ordinal) || WrittenText.Hidden(number) is not null
            ? throw ApiError.Invalid(field, number, "has a number with '/' or a control character")
        : number;

    /// <summary>What a version says; its revision is left to the caller.</summary>
    public static EmergencyOrder Read(string number, V1.EmergencyOrder request)
    {
        var order = new EmergencyOrder
        {
            Number = number,
            From = Time(request.StartTime, "order.start_time"),
            To = Time(request.EndTime, "order.end_time"),
            Cut = Cut(request.Cut),
            Author = Author(request.Author, "order.author"),
            Reason = Reason(request.Reason, "order.reason"),
        };
        return order.Refusal() is { } refusal ? throw Refused(request, refusal) : order;
    }

    /// <summary>Checks that an order is of an emergency: of days that are judged still, or that can be foreseen.</summary>
    public static void ThrowIfOutOfReach(EmergencyOrder order, BeijingTime now)
    {
        if (order.To.AddSeconds(-1).DayNumber < now.DayNumber - EnterpriseState.DaysOfOrders)
        {
            throw ApiError.Invalid(
                "order.end_time", $"{order.To}",
                $"is more than {EnterpriseState.DaysOfOrders} days ago, it is {now}: no order of so long ago is judged");
        }

        if (order.From > now.AddSeconds(EmergencyOrder.MostDaysAhead * BeijingTime.SecondsPerDay))
        {
            throw ApiError.Invalid(
                "order.start_time", $"{order.From}",
                $"is more than {EmergencyOrder.MostDaysAhead} days ahead, it is {now}: no emergency is foreseen so long before");
        }
    }

    public static string Author(string author, string field) =>
        WrittenText.Author(author, field, "is missing: say who orders");

    public static string Reason(string reason, string field) =>
        WrittenText.Reason(reason, field, "is missing: say why");

    /// <summary>Checks that a first version brings nothing that the server gives.</summary>
    public static void ThrowIfNotNew(string name, V1.EmergencyOrder request)
    {
        if (request.Name.Length > 0 && request.Name != name)
            throw ApiError.Invalid("order.name", request.Name, $"is not {name}, which parent and order_id name");
        if (request.Revision != 0)
            throw ApiError.Invalid("order.revision", $"{request.Revision}", "is given, but a new order has none yet");
        ThrowIfLifted(request);
        if (request.OrderTime is { } time)
            throw ApiError.Invalid("order.order_time", $"{time}", GivenByServer);
        if (request.Entry != 0)
            throw ApiError.Invalid("order.entry", $"{request.Entry}", GivenByServer);
    }

    /// <summary>
    /// Checks that an edit says of what only the server gives nothing, or what the version replaced says: so an order that
    /// was read may be sent back with changes.
    /// </summary>
    public static void ThrowIfNotAsRead(OrderVersion former, V1.EmergencyOrder request)
    {
        ThrowIfLifted(request);
        if (request.OrderTime is { } time && !time.Equals(former.OrderedAt.ToProto()))
            throw ApiError.Invalid("order.order_time", $"{time}", $"{GivenByServer}: {former.OrderedAt} of the version replaced");
        if (request.Entry != 0 && request.Entry != former.Entry)
            throw ApiError.Invalid("order.entry", $"{request.Entry}", $"{GivenByServer}: {former.Entry} of the version replaced");
    }

    static void ThrowIfLifted(V1.EmergencyOrder request)
    {
        if (request.Lifted)
        {
            throw ApiError.Invalid(
                "order.lifted", "true", "is not set here: withdraw the order to take it back; without it an edited order stands");
        }
    }

    public static V1.EmergencyOrder ToProto(TwinName enterprise, OrderVersion version) => new()
    {
        Name = NameOf(enterprise, version.Order.Number),
        StartTime = version.Order.From.ToProto(),
        EndTime = version.Order.To.ToProto(),
        Cut = version.Order.Cut.ToString(),
        Lifted = version.Order.IsLifted,
        Author = version.Order.Author,
        Reason = version.Order.Reason ?? "",
        Revision = version.Order.Revision,
        OrderTime = version.OrderedAt.ToProto(),
        Entry = version.Entry,
    };

    static BeijingTime Time(Timestamp? time, string field) => time is null
        ? throw ApiError.Invalid(field, "", "is missing")
        : GivenTime.ReadWhole(time, field);

    static Exact Cut(string text) => text.Length > 0 && ExactText.TryParse(text, out Exact cut)
        ? cut
        : throw ApiError.Invalid("order.cut", text, "is not a share such as 0.3, of at most 17 digits");

    static RpcException Refused(V1.EmergencyOrder request, OrderRefusal refusal) => refusal.Property switch
    {
        nameof(EmergencyOrder.Number) => ApiError.Invalid("order.name", refusal.Value, $"has a number that {refusal.Reason}"),
        nameof(EmergencyOrder.From) => ApiError.Invalid("order.start_time", refusal.Value, refusal.Reason),
        nameof(EmergencyOrder.To) => ApiError.Invalid("order.end_time", refusal.Value, refusal.Reason),
        _ => ApiError.Invalid("order.cut", request.Cut, refusal.Reason),
    };
}
