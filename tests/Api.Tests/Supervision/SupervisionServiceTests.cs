using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Supervision;
using Qianliyan.Api.Tests.Fakes;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage.Tests;

namespace Qianliyan.Api.Tests.Supervision;

public sealed class SupervisionServiceTests : IAsyncLifetime
{
    static readonly TwinName Plant = TwinName.Of(EnterpriseId.Parse("E1"));
    readonly TemporaryStore _store = new();
    readonly PolicyArchive _archive;
    readonly FakeGrains _grains = new();
    readonly SupervisionService _service;

    public SupervisionServiceTests()
    {
        _archive = new PolicyArchive(_store.Journal, TimeProvider.System, NullLogger<PolicyArchive>.Instance);
        _grains.Show(Given.Status(Plant, 1));
        _grains.Show(Given.Status(Given.Point(1), 1));
        _service = new SupervisionService(
            new Acknowledgements(_grains, Given.LiveTwins(_grains), _store.Journal, _archive),
            new EmergencyOrders(_grains, Given.LiveTwins(_grains)),
            new CallGuard(NullLogger<CallGuard>.Instance));
    }

    static FakeCall Call => new(TestContext.Current.CancellationToken);

    public static TheoryData<string, V1.EmergencyOrder> BadOrders => new()
    {
        { "order.name", With(order => order.Name = "enterprises/E1") },
        { "order.name", With(order => order.Name = "points/A-31/orders/3") },
        { "order.name", With(order => order.Name = "enterprises/E1/orders/3/4") },
        { "order.name", With(order => order.Name = "enterprises/E1/orders/3\u001b[2J") },
        { "order.name", With(order => order.Name = "enterprises/E1/orders/") },
        { "order.name", With(order => order.Name = $"enterprises/E1/orders/{new string('1', 65)}") },
        { "order.start_time", With(order => order.StartTime = null) },
        { "order.end_time", With(order => order.EndTime.Nanos = 1) },
        { "order.end_time", With(order => order.EndTime = order.StartTime) },
        { "order.end_time", With(order => order.EndTime = At(2 + 14, second: 1)) },
        { "order.cut", With(order => order.Cut = "") },
        { "order.cut", With(order => order.Cut = "-0.3") },
        { "order.cut", With(order => order.Cut = "0") },
        { "order.cut", With(order => order.Cut = "1.01") },
        { "order.cut", With(order => order.Cut = "1.00000000000000000001") },
        { "order.cut", With(order => order.Cut = "0.30000000000000000001") },
        { "order.cut", With(order => order.Cut = " 0.3") },
    };

    public async ValueTask InitializeAsync() => await _archive.PutInForce(
        PolicyFile.NationalText, _ => null, "bureau", "as shipped", TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        _archive.Dispose();
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(BadOrders))]
    public async Task A_bad_order_is_refused_with_the_field_named(string field, V1.EmergencyOrder order)
    {
        RpcException refused = await Should.ThrowAsync<RpcException>(() => Put(order));

        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        refused.GetRpcStatus()!.GetDetail<BadRequest>().FieldViolations.Single().Field.ShouldBe(field);
        _grains[Plant].Orders.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_order_of_14_days_that_stops_production_is_kept_replaced_and_listed()
    {
        V1.EmergencyOrder order = With(order => (order.EndTime, order.Cut) = (At(2 + 14), "1"));
        await Put(order);
        order.Lifted = true;

        (await Put(order)).ShouldBe(order);

        V1.ListOrdersResponse list = await _service.ListOrders(
            new V1.ListOrdersRequest { Parent = "enterprises/E1" }, Call);
        list.Orders.ShouldBe([order]);
        _grains[Plant].Orders["冀3号"].IsLifted.ShouldBeTrue();
    }

    [Fact]
    public async Task An_enterprise_that_is_not_known_gets_no_order()
    {
        RpcException refused = await Should.ThrowAsync<RpcException>(
            () => Put(With(order => order.Name = "enterprises/E2/orders/3")));

        refused.StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task The_first_to_take_note_of_a_level_stands()
    {
        _grains.Show(Given.PointStatus(Given.Point(1), 1) with { Level = EscalationLevel.Warning });

        V1.Acknowledgement first = await Acknowledge("points/MN0001-31", "", "wang");

        (first.Author, first.Level, first.Finding).ShouldBe(("wang", V1.Level.Warning, ""));
        (await Acknowledge("points/MN0001-31", "", "li")).ShouldBe(first);
    }

    [Theory]
    [InlineData("points/MN0001-31", "", "wang", StatusCode.FailedPrecondition)]
    [InlineData("points/MN0001-31", "", " ", StatusCode.InvalidArgument)]
    [InlineData("points/MN0001-31", "", "wang\nli", StatusCode.InvalidArgument)]
    [InlineData("points/MN0002-31", "", "wang", StatusCode.NotFound)]
    [InlineData("regions/130100", "", "wang", StatusCode.InvalidArgument)]
    [InlineData("nobody", "", "wang", StatusCode.InvalidArgument)]
    [InlineData("points/MN0001-31", "points/MN0001-31:limit.hour:a21026:1", "wang", StatusCode.NotFound)]
    [InlineData("points/MN0001-31", "points/MN0002-31:limit.hour:a21026:1", "wang", StatusCode.NotFound)]
    public async Task What_cannot_be_taken_note_of_is_refused(
        string name, string finding, string author, StatusCode expected)
    {
        RpcException refused = await Should.ThrowAsync<RpcException>(() => Acknowledge(name, finding, author));

        refused.StatusCode.ShouldBe(expected);
        _grains[Given.Point(1)].Acknowledged.ShouldBeEmpty();
    }

    static V1.EmergencyOrder With(Action<V1.EmergencyOrder> change)
    {
        var order = new V1.EmergencyOrder
        {
            Name = "enterprises/E1/orders/冀3号",
            StartTime = At(2),
            EndTime = At(5),
            Cut = "0.3",
        };
        change(order);
        return order;
    }

    static Timestamp At(int day, int second = 0) =>
        Timestamp.FromDateTimeOffset(BeijingTime.Of(2026, 3, day).AddSeconds(second).ToDateTimeOffset());

    Task<V1.EmergencyOrder> Put(V1.EmergencyOrder order) =>
        _service.PutOrder(new V1.PutOrderRequest { Order = order }, Call);

    Task<V1.Acknowledgement> Acknowledge(string name, string finding, string author) => _service.Acknowledge(
        new V1.AcknowledgeRequest { Name = name, Finding = finding, Author = author }, Call);
}
