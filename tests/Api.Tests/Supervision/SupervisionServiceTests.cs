using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Supervision;
using Qianliyan.Api.Tests.Fakes;
using Qianliyan.Domain.Electricity;
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
            new EmergencyOrders(
                _grains, Given.LiveTwins(_grains), new FakeTimeProvider(BeijingTime.Of(2026, 3, 2).ToDateTimeOffset())),
            new CallGuard(NullLogger<CallGuard>.Instance));
    }

    static FakeCall Call => new(TestContext.Current.CancellationToken);

    public static TheoryData<string, V1.EmergencyOrder> BadOrders => new()
    {
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
        { "order.author", With(order => order.Author = " ") },
        { "order.author", With(order => order.Author = "li\nwang") },
        { "order.reason", With(order => order.Reason = "") },
        { "order.revision", With(order => order.Revision = -1) },
        { "order.revision", With(order => order.Revision = 1) },
        { "order.name", With(order => order.Name = "enterprises/E1/orders/4") },
        { "order.lifted", With(order => order.Lifted = true) },
        { "order.order_time", With(order => order.OrderTime = At(2)) },
        { "order.entry", With(order => order.Entry = 1) },
    };

    public static TheoryData<string, Action<V1.EmergencyOrder>> BadEdits => new()
    {
        { "order.revision", order => order.Revision = 0 },
        { "order.revision", order => order.Revision = -1 },
        { "order.lifted", order => order.Lifted = true },
        { "order.order_time", order => order.OrderTime = At(3) },
        { "order.entry", order => order.Entry++ },
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
        (await FieldOf(() => Create("3", order))).ShouldBe(field);
        _grains[Plant].Orders.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("3/4")]
    [InlineData("3\u001b[2J")]
    [InlineData("11111111111111111111111111111111111111111111111111111111111111111")]
    public async Task A_bad_number_is_refused(string number) =>
        (await FieldOf(() => Create(number, With(_ => { })))).ShouldBe("order_id");

    [Theory]
    [InlineData("enterprises/E1")]
    [InlineData("points/A-31/orders/3")]
    [InlineData("enterprises/E1/orders/3/4")]
    [InlineData("enterprises/E1/orders/")]
    public async Task A_name_that_is_none_is_refused(string name) =>
        (await FieldOf(() => _service.UpdateOrder(new V1.UpdateOrderRequest
        {
            Order = With(order => order.Name = name),
        }, Call))).ShouldBe("order.name");

    [Fact]
    public async Task An_order_of_14_days_that_stops_production_is_given_edited_withdrawn_and_listed()
    {
        V1.EmergencyOrder given = await Create("冀3号", With(order => (order.EndTime, order.Cut) = (At(2 + 14), "1")));
        (given.Name, given.Author, given.Revision, given.Entry).ShouldBe(("enterprises/E1/orders/冀3号", "li", 1, 1L));
        given.OrderTime.ShouldBe(At(2, second: 8 * 3600));

        V1.EmergencyOrder edited = await Update(given, order => (order.Cut, order.Author) = ("0.5", "wang"));
        V1.EmergencyOrder withdrawn = await Withdraw(edited.Revision);

        (edited.Cut, edited.Author, edited.Revision).ShouldBe(("0.5", "wang", 2));
        (withdrawn.Lifted, withdrawn.Cut, withdrawn.Author, withdrawn.Reason, withdrawn.Revision)
            .ShouldBe((true, "0.5", "zhao", "wind", 3));
        V1.ListOrdersResponse list = await _service.ListOrders(
            new V1.ListOrdersRequest { Parent = "enterprises/E1" }, Call);
        list.Orders.ShouldBe([withdrawn]);
        (await _service.GetOrder(new V1.GetOrderRequest { Name = given.Name }, Call)).ShouldBe(withdrawn);
        _grains[Plant].Orders.Select(version => version.Order.Author).ShouldBe(["li", "wang", "zhao"]);
    }

    [Fact]
    public async Task Of_two_that_give_the_same_number_the_slower_is_told_that_it_exists()
    {
        await Create("冀3号", With(_ => { }));

        (await StatusOf(() => Create("冀3号", With(order => order.Author = "wang")))).ShouldBe(StatusCode.AlreadyExists);
        _grains[Plant].Orders.ShouldHaveSingleItem().Order.Author.ShouldBe("li");
    }

    [Fact]
    public async Task Of_two_editors_the_slower_is_aborted()
    {
        V1.EmergencyOrder given = await Create("冀3号", With(_ => { }));
        _grains[Plant].BeforeOrder = () => Other(revision: 2);

        (await StatusOf(() => Update(given, _ => { }))).ShouldBe(StatusCode.Aborted);
        (await StatusOf(() => Withdraw(revision: 1))).ShouldBe(StatusCode.Aborted);
        _grains[Plant].Orders.Select(version => version.Order.Author).ShouldBe(["li", "other"]);
    }

    [Fact]
    public async Task One_that_names_another_revision_than_the_newest_is_told_both()
    {
        V1.EmergencyOrder given = await Create("冀3号", With(_ => { }));
        await Update(given, order => order.Author = "wang");

        RpcException edit = await Should.ThrowAsync<RpcException>(() => Update(given, _ => { }));
        RpcException withdrawal = await Should.ThrowAsync<RpcException>(() => Withdraw(revision: 3));

        edit.Status.ShouldBe(new Grpc.Core.Status(
            StatusCode.Aborted, "enterprises/E1/orders/冀3号 is at revision 2, not 1: read it again"));
        withdrawal.Status.Detail.ShouldBe("enterprises/E1/orders/冀3号 is at revision 2, not 3: read it again");
        _grains[Plant].Orders.Select(version => version.Order.Author).ShouldBe(["li", "wang"]);
    }

    [Theory]
    [MemberData(nameof(BadEdits))]
    public async Task An_edit_without_its_revision_or_with_what_the_server_gives_is_refused_with_the_field_named(
        string field, Action<V1.EmergencyOrder> change)
    {
        V1.EmergencyOrder given = await Create("冀3号", With(_ => { }));

        (await FieldOf(() => Update(given, change))).ShouldBe(field);
        _grains[Plant].Orders.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_withdrawal_without_its_revision_is_refused_with_the_field_named()
    {
        await Create("冀3号", With(_ => { }));

        (await FieldOf(() => Withdraw(revision: 0))).ShouldBe("revision");
        _grains[Plant].Orders.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_order_that_was_read_may_be_sent_back_with_changes_and_without_what_the_server_gives()
    {
        V1.EmergencyOrder given = await Create("冀3号", With(_ => { }));

        V1.EmergencyOrder asRead = await Update(given, order => order.Cut = "0.5");
        V1.EmergencyOrder bare = await Update(
            asRead, order => (order.Cut, order.OrderTime, order.Entry) = ("0.6", null, 0));

        (asRead.Revision, bare.Revision, bare.Cut).ShouldBe((2, 3, "0.6"));
    }

    [Fact]
    public async Task An_order_that_was_taken_back_stands_again_when_it_is_edited()
    {
        await Create("冀3号", With(_ => { }));
        V1.EmergencyOrder withdrawn = await Withdraw(revision: 1);

        (await FieldOf(() => Update(withdrawn, _ => { }))).ShouldBe("order.lifted");
        (await Update(withdrawn, order => order.Lifted = false)).Lifted.ShouldBeFalse();
    }

    [Fact]
    public async Task An_order_is_taken_back_once()
    {
        await Create("冀3号", With(_ => { }));
        await Withdraw(revision: 1);

        (await StatusOf(() => Withdraw(revision: 2))).ShouldBe(StatusCode.FailedPrecondition);
    }

    [Fact]
    public async Task An_enterprise_that_is_not_known_gets_no_order_and_an_order_that_was_not_given_is_not_found()
    {
        (await StatusOf(() => _service.CreateOrder(new V1.CreateOrderRequest
        {
            Parent = "enterprises/E2", OrderId = "3", Order = With(_ => { }),
        }, Call))).ShouldBe(StatusCode.NotFound);
        (await StatusOf(() => Withdraw(revision: 1))).ShouldBe(StatusCode.NotFound);
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

    [Theory]
    [InlineData(-2_500, "order.end_time")]
    [InlineData(-94, "order.end_time")]
    [InlineData(-93, null)]
    [InlineData(31, null)]
    [InlineData(32, "order.start_time")]
    [InlineData(26_000, "order.start_time")]
    public async Task An_order_of_days_that_nobody_judges_or_foresees_is_refused(int daysAhead, string? field)
    {
        V1.EmergencyOrder order = With(order =>
        {
            order.StartTime = Ahead(daysAhead);
            order.EndTime = Ahead(daysAhead + 1);
        });

        if (field is null)
            (await Create("3", order)).Revision.ShouldBe(1);
        else
            (await FieldOf(() => Create("3", order))).ShouldBe(field);
    }

    static Timestamp Ahead(int days) => At(2, days * BeijingTime.SecondsPerDay);

    static V1.EmergencyOrder With(Action<V1.EmergencyOrder> change)
    {
        var order = new V1.EmergencyOrder
        {
            StartTime = At(2),
            EndTime = At(5),
            Cut = "0.3",
            Author = "li",
            Reason = "orange",
        };
        change(order);
        return order;
    }

    static Timestamp At(int day, int second = 0) =>
        Timestamp.FromDateTimeOffset(BeijingTime.Of(2026, 3, day).AddSeconds(second).ToDateTimeOffset());

    static async Task<StatusCode> StatusOf(Func<Task> call) => (await Should.ThrowAsync<RpcException>(call)).StatusCode;

    static async Task<string> FieldOf(Func<Task> call)
    {
        RpcException refused = await Should.ThrowAsync<RpcException>(call);
        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        return refused.GetRpcStatus()!.GetDetail<BadRequest>().FieldViolations.Single().Field;
    }

    /// <summary>A version by somebody else.</summary>
    void Other(int revision) => _grains[Plant].Orders.Add(new OrderVersion(
        _grains[Plant].Orders[^1].Order with { Author = "other", Revision = revision }, BeijingTime.Of(2026, 3, 2, 8), 9));

    Task<V1.EmergencyOrder> Create(string number, V1.EmergencyOrder order) => _service.CreateOrder(
        new V1.CreateOrderRequest { Parent = "enterprises/E1", OrderId = number, Order = order }, Call);

    Task<V1.EmergencyOrder> Update(V1.EmergencyOrder given, Action<V1.EmergencyOrder> change)
    {
        V1.EmergencyOrder order = given.Clone();
        change(order);
        return _service.UpdateOrder(new V1.UpdateOrderRequest { Order = order }, Call);
    }

    Task<V1.EmergencyOrder> Withdraw(int revision) => _service.WithdrawOrder(new V1.WithdrawOrderRequest
    {
        Name = "enterprises/E1/orders/冀3号", Author = "zhao", Reason = "wind", Revision = revision,
    }, Call);

    Task<V1.Acknowledgement> Acknowledge(string name, string finding, string author) => _service.Acknowledge(
        new V1.AcknowledgeRequest { Name = name, Finding = finding, Author = author }, Call);
}
