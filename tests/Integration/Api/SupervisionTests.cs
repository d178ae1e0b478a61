using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Qianliyan.Domain.Time;
using Qianliyan.Integration.Silos;
using Qianliyan.V1;

namespace Qianliyan.Integration.Api;

/// <summary>What people do about an outlet over its limit: they take note of it, and the plant marks the hour.</summary>
public sealed class SupervisionTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    const string Enterprises = "code,name,industry,region\nWORKS,Works,N7820,130102\n";
    const string Points = "mn,st,name,kind,enterprise,region\nWORKS1,31,Outlet,incinerator_flue_gas,WORKS,130102\n";
    const string Point = "points/WORKS1-31";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_finding_is_acknowledged_once_and_withdrawn_by_a_mark_made_in_time()
    {
        using var api = new SiloApi(shared.Silo.Grpc);
        await Register(api);
        BeijingTime hour = BeijingTime.From(TimeProvider.System.GetUtcNow()).StartOfHour.AddSeconds(-3_600);
        await Ingest(api, hour, "150");
        Finding found = await Explain(api, hour);

        Acknowledgement first = await Acknowledge(api, found.Id, "li");
        Acknowledgement second = await Acknowledge(api, found.Id, "wang");
        RpcException unknown = await Should.ThrowAsync<RpcException>(() => Acknowledge(api, $"{found.Id}0", "li"));
        Mark mark = await api.Marks.CreateMarkAsync(
            new CreateMarkRequest
            {
                Parent = Point,
                Mark = new Mark
                {
                    Code = MarkCode.CemsMaintenance,
                    Factor = "a21026",
                    StartTime = Of(hour),
                    Source = MarkSource.Enterprise,
                    Author = "wang",
                    Reason = "校准",
                },
            },
            cancellationToken: Cancellation);
        RpcException withdrawn = await Should.ThrowAsync<RpcException>(() => Acknowledge(api, found.Id, "li"));

        (first.Finding, first.Author, second).ShouldBe((found.Id, "li", first));
        unknown.StatusCode.ShouldBe(StatusCode.NotFound);
        mark.Name.ShouldStartWith($"{Point}/marks/");
        withdrawn.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        (await Explain(api, hour)).State.ShouldBe(FindingState.Withdrawn);
        Point point = await api.Point("WORKS1-31", Cancellation);
        point.Marks.ShouldHaveSingleItem().ShouldBe(mark);
        point.AcknowledgedFindings.ShouldBeEmpty();
        (await api.Proof(Point, Cancellation)).Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task An_order_is_put_listed_and_proven()
    {
        using var api = new SiloApi(shared.Silo.Grpc);
        await Register(api);
        var order = new EmergencyOrder
        {
            Name = "enterprises/WORKS/orders/2026-3",
            StartTime = Of(BeijingTime.Of(2026, 3, 2)),
            EndTime = Of(BeijingTime.Of(2026, 3, 5)),
            Cut = "0.3",
        };

        EmergencyOrder put = await api.Supervision.PutOrderAsync(
            new PutOrderRequest { Order = order }, cancellationToken: Cancellation);
        EmergencyOrder again = await api.Supervision.PutOrderAsync(
            new PutOrderRequest { Order = order }, cancellationToken: Cancellation);
        ListOrdersResponse list = await api.Supervision.ListOrdersAsync(
            new ListOrdersRequest { Parent = "enterprises/WORKS" }, cancellationToken: Cancellation);

        (put, again).ShouldBe((order, order));
        list.Orders.ShouldBe([order]);
        (await api.Proof("enterprises/WORKS", Cancellation)).Holds.ShouldBeTrue();
    }

    static async Task Register(SiloApi api)
    {
        ImportResult points = await api.Import(
            Cancellation, (RegistryFileKind.Enterprises, Enterprises), (RegistryFileKind.Points, Points));
        points.ValidCount.ShouldBe(1);
    }

    static async Task Ingest(SiloApi api, BeijingTime hour, string value) => await api.Ingest.CreateObservationAsync(
        new CreateObservationRequest
        {
            Parent = Point,
            Observation = new Observation
            {
                Kind = ObservationKind.Hour,
                DataTime = Of(hour),
                Readings = { new Reading { Factor = "a21026", Value = value, Flag = DataFlag.Normal } },
            },
        },
        cancellationToken: Cancellation);

    static async Task<Finding> Explain(SiloApi api, BeijingTime hour)
    {
        Explanation explanation = await api.Policies.ExplainFindingAsync(
            new ExplainFindingRequest { Twin = Point, Rule = "limit.hour", Factor = "a21026", Time = Of(hour) },
            cancellationToken: Cancellation);
        return explanation.Finding;
    }

    static async Task<Acknowledgement> Acknowledge(SiloApi api, string finding, string author) =>
        await api.Supervision.AcknowledgeAsync(
            new AcknowledgeRequest { Name = Point, Finding = finding, Author = author }, cancellationToken: Cancellation);

    static Timestamp Of(BeijingTime time) => Timestamp.FromDateTimeOffset(time.ToDateTimeOffset());
}
