using System.Net;
using System.Net.Http.Json;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Qianliyan.Domain.Time;
using Qianliyan.Integration.Silos;
using Qianliyan.V1;

namespace Qianliyan.Integration.Api;

/// <summary>Marks (标记) that people make over the API.</summary>
public sealed class MarkTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    const string Enterprises = "code,name,industry,region\nPLANT,Plant,N7820,130102\n";
    const string Furnaces = """
        plant,furnace,name,enterprise,region,emission_point,temperature_point
        PLANT,1,No. 1,PLANT,130102,PLANTMN-31,

        """;
    const string Points =
        "mn,st,name,kind,enterprise,region\nPLANTMN,31,Outlet,incinerator_flue_gas,PLANT,130102\n";

    const string Furnace = "incinerators/PLANT-1";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_furnace_shows_a_mark_made_over_gRPC_until_it_is_deleted_and_proves_it()
    {
        using var api = new SiloApi(shared.Silo.Grpc);
        await Register(api);

        Mark made = await api.Marks.CreateMarkAsync(
            new CreateMarkRequest { Parent = Furnace, Mark = Stopping, MarkId = "stop-1" },
            cancellationToken: Cancellation);
        Incinerator marked = await Get(api);
        Mark deleted = await api.Marks.DeleteMarkAsync(
            new DeleteMarkRequest
            {
                Name = made.Name,
                Source = MarkSource.Bureau,
                Author = "li",
                Reason = "by mistake",
                Revision = 1,
            },
            cancellationToken: Cancellation);

        made.Term.ShouldBe("停炉");
        made.MarkTime.ShouldNotBeNull();
        made.Late.ShouldBeTrue();
        made.Notes.ShouldHaveSingleItem().ShouldContain("is kept without effect");
        marked.Marks.Where(mark => mark.Name == made.Name).ShouldHaveSingleItem().ShouldBe(AsKept(made));
        (deleted.Deleted, deleted.Revision).ShouldBe((true, 2));
        (await Get(api)).Marks.ShouldNotContain(mark => mark.Name == made.Name);
        (await api.Proof(Furnace, Cancellation)).Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task A_bad_mark_is_refused_with_the_field_named()
    {
        using var api = new SiloApi(shared.Silo.Grpc);
        await Register(api);
        Mark bad = Stopping;
        bad.EndTime = bad.StartTime;

        RpcException refused = await Should.ThrowAsync<RpcException>(async () => await api.Marks.CreateMarkAsync(
            new CreateMarkRequest { Parent = Furnace, Mark = bad }, cancellationToken: Cancellation));

        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        refused.GetRpcStatus()!.GetDetail<BadRequest>().FieldViolations.ShouldHaveSingleItem()
            .Field.ShouldBe("mark.end_time");
    }

    [Fact]
    public async Task Marks_are_made_edited_and_deleted_over_http()
    {
        using var api = new SiloApi(shared.Silo.Grpc);
        await Register(api);
        using var http = new HttpClient { BaseAddress = shared.Silo.Http };
        var mark = new
        {
            code = "MARK_CODE_CEMS_MAINTENANCE",
            factor = "a21026",
            startTime = "2026-03-02T06:00:00+08:00",
            source = "MARK_SOURCE_ENTERPRISE",
            author = "wang",
            reason = "校准",
            revision = 0,
        };

        using HttpResponseMessage made = await http.PostAsJsonAsync(
            $"/v1/{Furnace}/marks?markId=http-1", mark, Cancellation);
        using HttpResponseMessage edited = await http.PutAsJsonAsync(
            $"/v1/{Furnace}/marks/http-1", mark with { factor = "a21002", revision = 1 }, Cancellation);
        using HttpResponseMessage other = await http.PutAsJsonAsync(
            $"/v1/{Furnace}/marks/http-1",
            new
            {
                name = $"{Furnace}/marks/http-2",
                mark.code,
                mark.startTime,
                mark.source,
                mark.author,
                mark.reason,
                revision = 2,
            },
            Cancellation);
        string list = await http.GetStringAsync(new Uri($"/v1/{Furnace}/marks", UriKind.Relative), Cancellation);
        using HttpResponseMessage deleted = await http.DeleteAsync(
            new Uri(
                $"/v1/{Furnace}/marks/http-1?source=MARK_SOURCE_ENTERPRISE&author=wang&reason=no&revision=2",
                UriKind.Relative),
            Cancellation);

        made.StatusCode.ShouldBe(HttpStatusCode.OK);
        edited.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await edited.Content.ReadAsStringAsync(Cancellation)).ShouldContain("\"revision\":2");
        other.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await other.Content.ReadAsStringAsync(Cancellation)).ShouldContain(
            $"mark.name '{Furnace}/marks/http-2' is not {Furnace}/marks/http-1, which the URL names");
        list.ShouldContain("a21002");
        deleted.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    static Mark Stopping => new()
    {
        Code = MarkCode.Stopping,
        StartTime = Timestamp.FromDateTimeOffset(BeijingTime.Of(2026, 3, 2, 6).ToDateTimeOffset()),
        Source = MarkSource.Enterprise,
        Author = "wang",
        Reason = "检修",
    };

    /// <summary>Without what only the reply to its author says.</summary>
    static Mark AsKept(Mark reply)
    {
        Mark kept = reply.Clone();
        kept.Late = false;
        kept.Notes.Clear();
        return kept;
    }

    static async Task Register(SiloApi api)
    {
        ImportResult furnaces = await api.Import(
            Cancellation,
            (RegistryFileKind.Enterprises, Enterprises),
            (RegistryFileKind.Points, Points),
            (RegistryFileKind.Incinerators, Furnaces));
        furnaces.ValidCount.ShouldBe(1);
    }

    static async Task<Incinerator> Get(SiloApi api) => await api.Twins.GetIncineratorAsync(
        new GetIncineratorRequest { Name = Furnace }, cancellationToken: Cancellation);
}
