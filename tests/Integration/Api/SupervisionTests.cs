using System.Net;
using System.Net.Http.Json;
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
    const string Points = """
        mn,st,name,kind,enterprise,region
        WORKS1,31,Outlet,incinerator_flue_gas,WORKS,130102
        WORKS2,31,Second outlet,incinerator_flue_gas,WORKS,130102

        """;

    const string Point = "points/WORKS1-31";
    const string Second = "points/WORKS2-31";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An order is of an emergency: one of long ago is refused.</summary>
    static BeijingTime Yesterday =>
        BeijingTime.From(TimeProvider.System.GetUtcNow()).StartOfDay.AddSeconds(-BeijingTime.SecondsPerDay);

    [Fact]
    public async Task A_finding_is_acknowledged_once_and_withdrawn_by_a_mark_made_in_time()
    {
        using var api = new SiloApi(shared.Silo.Grpc);
        await Register(api);
        BeijingTime hour = BeijingTime.From(TimeProvider.System.GetUtcNow()).StartOfHour.AddSeconds(-3_600);
        await Ingest(api, hour, "150", Point);
        Finding found = await Explain(api, hour, Point);

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
        (await Explain(api, hour, Point)).State.ShouldBe(FindingState.Withdrawn);
        Point point = await api.Point("WORKS1-31", Cancellation);
        point.Marks.ShouldHaveSingleItem().ShouldBe(mark);
        point.AcknowledgedFindings.ShouldBeEmpty();
        (await api.Proof(Point, Cancellation)).Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task What_the_authority_sampled_prevails_over_what_the_device_reported()
    {
        using var api = new SiloApi(shared.Silo.Grpc);
        await Register(api);
        BeijingTime hour = BeijingTime.From(TimeProvider.System.GetUtcNow()).StartOfHour.AddSeconds(-7_200);
        await Ingest(api, hour, "80", Second);

        Mark sample = await api.Marks.CreateMarkAsync(
            new CreateMarkRequest { Parent = Second, Mark = SampleOf(hour) }, cancellationToken: Cancellation);

        sample.Sample.ShouldBe(SampleOf(hour).Sample);
        Finding found = await Explain(api, hour, Second);
        (found.Value, found.State, found.FindingClass).ShouldBe(("120", FindingState.Raised, FindingClass.After));
        found.LegalBasis.ShouldNotBeEmpty();
        (await api.Point("WORKS2-31", Cancellation)).Marks.ShouldHaveSingleItem().ShouldBe(sample);
        (await api.Proof(Second, Cancellation)).Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task An_order_whose_body_names_another_than_its_url_is_refused_and_edits_neither()
    {
        using var api = new SiloApi(shared.Silo.Grpc);
        await Register(api);
        using var http = new HttpClient { BaseAddress = shared.Silo.Http };
        const string Orders = "/v1/enterprises/WORKS/orders";
        var order = new
        {
            name = "",
            startTime = $"{Yesterday}",
            endTime = $"{Yesterday.AddSeconds(BeijingTime.SecondsPerDay)}",
            cut = "0.3",
            author = "li",
            reason = "红色预警",
            revision = 0,
        };
        foreach (string number in (string[])["1", "2"])
        {
            using HttpResponseMessage made = await http.PostAsJsonAsync(
                $"{Orders}?orderId={number}", order, Cancellation);
            made.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using HttpResponseMessage refused = await http.PutAsJsonAsync(
            $"{Orders}/1", order with { name = "enterprises/WORKS/orders/2", cut = "0.9", revision = 1 }, Cancellation);
        string list = await http.GetStringAsync(new Uri(Orders, UriKind.Relative), Cancellation);
        using HttpResponseMessage edited = await http.PutAsJsonAsync(
            $"{Orders}/1", order with { name = "enterprises/WORKS/orders/1", cut = "0.5", revision = 1 }, Cancellation);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync(Cancellation)).ShouldContain(
            "order.name 'enterprises/WORKS/orders/2' is not enterprises/WORKS/orders/1, which the URL names");
        list.ShouldNotContain("0.9");
        edited.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    static Mark SampleOf(BeijingTime hour) => new()
    {
        Code = MarkCode.ManualMonitoring,
        Factor = "a21026",
        StartTime = Of(hour.AddSeconds(600)),
        EndTime = Of(hour.AddSeconds(3_000)),
        Source = MarkSource.Bureau,
        Author = "li",
        Reason = "site visit",
        Sample = new ManualSample
        {
            Value = "101",
            ConvertedValue = "120",
            Purpose = SamplePurpose.Enforcement,
            Method = "HJ 57-2017",
        },
    };

    [Fact]
    public async Task Of_eight_that_edit_an_order_at_once_one_stands_and_seven_are_told()
    {
        using var api = new SiloApi(shared.Silo.Grpc);
        await Register(api);
        EmergencyOrder given = await api.Supervision.CreateOrderAsync(
            new CreateOrderRequest { Parent = "enterprises/WORKS", OrderId = "2026-3", Order = OrderBy("li") },
            cancellationToken: Cancellation);

        (EmergencyOrder? Order, StatusCode Status)[] edits = await Task.WhenAll(Enumerable.Range(1, 8).Select(async editor =>
        {
            EmergencyOrder order = OrderBy($"editor {editor}");
            (order.Name, order.Revision) = (given.Name, given.Revision);
            try
            {
                return ((EmergencyOrder?)await api.Supervision.UpdateOrderAsync(
                    new UpdateOrderRequest { Order = order }, cancellationToken: Cancellation), StatusCode.OK);
            }
            catch (RpcException refused)
            {
                return (null, refused.StatusCode);
            }
        }));

        edits.Count(edit => edit.Status == StatusCode.Aborted).ShouldBe(7);
        EmergencyOrder stands = edits.Single(edit => edit.Status == StatusCode.OK).Order!;
        ListOrdersResponse list = await api.Supervision.ListOrdersAsync(
            new ListOrdersRequest { Parent = "enterprises/WORKS" }, cancellationToken: Cancellation);
        list.Orders.Where(order => order.Name == given.Name).ShouldBe([stands]);
        (given.Revision, stands.Revision).ShouldBe((1, 2));
        (await api.Proof("enterprises/WORKS", Cancellation)).Holds.ShouldBeTrue();
    }

    static EmergencyOrder OrderBy(string author) => new()
    {
        StartTime = Of(Yesterday),
        EndTime = Of(Yesterday.AddSeconds(3 * BeijingTime.SecondsPerDay)),
        Cut = "0.3",
        Author = author,
        Reason = "orange",
    };

    static async Task Register(SiloApi api)
    {
        ImportResult points = await api.Import(
            Cancellation, (RegistryFileKind.Enterprises, Enterprises), (RegistryFileKind.Points, Points));
        points.ValidCount.ShouldBe(2);
    }

    static async Task Ingest(SiloApi api, BeijingTime hour, string value, string point) => await api.Ingest.CreateObservationAsync(
        new CreateObservationRequest
        {
            Parent = point,
            Observation = new Observation
            {
                Kind = ObservationKind.Hour,
                DataTime = Of(hour),
                Readings = { new Reading { Factor = "a21026", Value = value, Flag = DataFlag.Normal } },
            },
        },
        cancellationToken: Cancellation);

    static async Task<Finding> Explain(SiloApi api, BeijingTime hour, string point)
    {
        Explanation explanation = await api.Policies.ExplainFindingAsync(
            new ExplainFindingRequest { Twin = point, Rule = "limit.hour", Factor = "a21026", Time = Of(hour) },
            cancellationToken: Cancellation);
        return explanation.Finding;
    }

    static async Task<Acknowledgement> Acknowledge(SiloApi api, string finding, string author) =>
        await api.Supervision.AcknowledgeAsync(
            new AcknowledgeRequest { Name = Point, Finding = finding, Author = author }, cancellationToken: Cancellation);

    static Timestamp Of(BeijingTime time) => Timestamp.FromDateTimeOffset(time.ToDateTimeOffset());
}
