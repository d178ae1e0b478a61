using System.Net;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Web;
using Qianliyan.Integration.Silos;
using Qianliyan.V1;

namespace Qianliyan.Integration.Api;

/// <summary>The HTTP/1.1 port: gRPC-Web and JSON, as browsers speak them.</summary>
public sealed class WebTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(GrpcWebMode.GrpcWeb)]
    [InlineData(GrpcWebMode.GrpcWebText)]
    public async Task Grpc_web_answers_calls_errors_and_streams(GrpcWebMode mode)
    {
        string id = $"{mode}-31".Replace("GrpcWeb", "WEB", StringComparison.Ordinal);
        await PostObservation(id, Valid);
        var options = new GrpcChannelOptions
        {
            HttpHandler = new GrpcWebHandler(mode, new SocketsHttpHandler()),
            HttpVersion = HttpVersion.Version11,
        };
        using var channel = GrpcChannel.ForAddress(shared.Silo.Http, options);
        var twins = new TwinService.TwinServiceClient(channel);

        Point point = await twins.GetPointAsync(
            new GetPointRequest { Name = $"points/{id}" }, cancellationToken: Cancellation);
        RpcException unknown = await Should.ThrowAsync<RpcException>(async () => await twins.GetPointAsync(
            new GetPointRequest { Name = "points/NOBODY-31" }, cancellationToken: Cancellation));
        using AsyncServerStreamingCall<WatchTwinsResponse> watch = twins.WatchTwins(
            new WatchTwinsRequest { Names = { $"points/{id}" } }, cancellationToken: Cancellation);
        (await watch.ResponseStream.MoveNext(Cancellation)).ShouldBeTrue();

        point.Factors[0].LastValue.ShouldBe("1.5");
        unknown.StatusCode.ShouldBe(StatusCode.NotFound);
        watch.ResponseStream.Current.Updates.ShouldHaveSingleItem().Point.Sequence.ShouldBe(1);
    }

    [Theory]
    [InlineData("/v1/points/no.such.form", "name", "points/no.such.form", "is not of the form points/{MN}-{ST}")]
    [InlineData("/v1/regions/13O100", "name", "regions/13O100", "six-digit code of GB/T 2260")]
    [InlineData("/v1/twins?pageSize=-1", "page_size", "-1", "is negative")]
    [InlineData("/v1/twins?pageToken=abc", "page_token", "abc", "is not a page token")]
    [InlineData(
        "/v1/quarantinedFrames?dispositions=FRAME_DISPOSITION_UNSPECIFIED",
        "dispositions[0]",
        "Unspecified",
        "is not known")]
    [InlineData("/v1/twins?pageSize=abc", "page_size", "abc", "is not a whole number")]
    [InlineData("/v1/twins?pageSise=10", "pageSise", "10", "is not read: ListTwinsRequest has no such field")]
    [InlineData("/v1/twins?kind=TWIN_KIND_HOUSE", "kind", "TWIN_KIND_HOUSE", "is not a value of TwinKind")]
    [InlineData("/v1/twins?boundingBox.west=east", "west", "east", "is not a number")]
    [InlineData("/v1/quarantinedFrames?dispositions=77", "dispositions[0]", "77", "is not a value of FrameDisposition")]
    [InlineData("/v1/points/A-31/observations?startTime=yesterday", "start_time", "yesterday", "is not a time such as")]
    [InlineData("/v1/twins:watch?names=points/x", "names[0]", "points/x", "is not the name of a twin")]
    public async Task A_bad_request_is_400_and_names_field_and_value(
        string path, string field, string value, string reason)
    {
        (HttpStatusCode status, JsonElement body) = await Get(path);

        status.ShouldBe(HttpStatusCode.BadRequest);
        body.GetProperty("code").GetInt32().ShouldBe((int)StatusCode.InvalidArgument);
        body.GetProperty("message").ToString().ShouldContain($"{field} '{value}' ");
        JsonElement detail = body.GetProperty("details").EnumerateArray().ShouldHaveSingleItem();
        detail.GetProperty("@type").GetString().ShouldBe("type.googleapis.com/google.rpc.BadRequest");
        JsonElement violation = detail.GetProperty("fieldViolations").EnumerateArray().ShouldHaveSingleItem();
        violation.GetProperty("field").GetString().ShouldBe(field);
        violation.GetProperty("description").ToString().ShouldContain(reason);
    }

    [Theory]
    [InlineData("/v1/points/NOBODY-31", "points/NOBODY-31", "qianliyan.dev/Point")]
    [InlineData("/v1/enterprises/NOBODY", "enterprises/NOBODY", "qianliyan.dev/Enterprise")]
    [InlineData(
        "/v1/points/NOBODY-31/observations/7/frame", "points/NOBODY-31/observations/7/frame", "qianliyan.dev/Frame")]
    public async Task What_nobody_knows_is_404_and_named(string path, string name, string type)
    {
        (HttpStatusCode status, JsonElement body) = await Get(path);

        status.ShouldBe(HttpStatusCode.NotFound);
        body.GetProperty("code").GetInt32().ShouldBe((int)StatusCode.NotFound);
        JsonElement detail = body.GetProperty("details").EnumerateArray().ShouldHaveSingleItem();
        detail.GetProperty("resourceName").GetString().ShouldBe(name);
        detail.GetProperty("resourceType").GetString().ShouldBe(type);
    }

    [Fact]
    public async Task The_start_page_lists_the_routes_as_they_are_written_in_the_document()
    {
        using var http = new HttpClient { BaseAddress = shared.Silo.Http };
        string page = await http.GetStringAsync("/", Cancellation);

        page.ShouldContain("<code>GET /v1/points/{point}</code>");
        page.ShouldContain("<code>GET /v1/points/{point}/observations/{observation}/frame</code>");
        page.ShouldContain("<code>POST /v1/points/{point}/observations</code>");
        page.ShouldNotContain("__");
    }

    [Fact]
    public async Task A_query_that_fits_is_answered()
    {
        await PostObservation("QUERY-31", Valid);

        (HttpStatusCode twins, JsonElement _) = await Get(
            "/v1/twins?pageSize=5&kind=TWIN_KIND_POINT&bounding_box.west=73.5&boundingBox.south=18"
            + "&boundingBox.east=135&boundingBox.north=54");
        (HttpStatusCode history, JsonElement page) = await Get(
            "/v1/points/QUERY-31/observations?startTime=2026-03-02T00:00:00Z&kinds=OBSERVATION_KIND_REAL_TIME&kinds=2");

        twins.ShouldBe(HttpStatusCode.OK);
        history.ShouldBe(HttpStatusCode.OK);
        page.GetProperty("observations").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"kind": "OBSERVATION_KIND_REAL_TIME", "readings": []}""", "observation.data_time ''")]
    [InlineData("""{"kind": "RTD"}""", "observation.kind 'RTD' is not a value of ObservationKind")]
    [InlineData("""{"dataTime": "now"}""", "observation.data_time 'now' is not a time such as")]
    [InlineData("""{"intervalMinutes": 1.5}""", "observation.interval_minutes '1.5' is not a whole number")]
    [InlineData(
        """{"readings": [{"factor": "a21026", "valeu": "1"}]}""", "observation.readings[0].valeu '1' is not read")]
    [InlineData(
        """{"readings": [{"factor": "a21026", "value": 1.5}]}""",
        "observation.readings[0].value '1.5' is not a JSON string")]
    [InlineData("""{"readings": {"factor": "a21026"}}""", "is not a JSON array")]
    [InlineData("[]", "observation '[]' is not a JSON object")]
    public async Task An_observation_that_is_wrong_is_400_and_names_field_and_value(string json, string message)
    {
        using HttpResponseMessage answer = await PostObservation("WRONG-31", json);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
        body.RootElement.GetProperty("code").GetInt32().ShouldBe((int)StatusCode.InvalidArgument);
        body.RootElement.GetProperty("message").ToString().ShouldContain(message);
    }

    [Fact]
    public async Task Json_that_does_not_parse_is_400_and_says_so()
    {
        using HttpResponseMessage answer = await PostObservation("WRONG-31", "{\"kind\": ");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("JSON");
    }

    [Fact]
    public async Task A_path_that_leads_nowhere_is_404()
    {
        using var http = new HttpClient { BaseAddress = shared.Silo.Http };
        using HttpResponseMessage answer = await http.GetAsync("/v1/nothing", Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_watch_in_json_is_a_line_a_response()
    {
        await PostObservation("JSONWATCH-31", Valid);
        using var http = new HttpClient { BaseAddress = shared.Silo.Http };
        using Stream stream = await http.GetStreamAsync("/v1/twins:watch?names=points/JSONWATCH-31", Cancellation);
        using var reader = new StreamReader(stream);

        using var first = JsonDocument.Parse((await reader.ReadLineAsync(Cancellation)).ShouldNotBeNull());
        using var second = JsonDocument.Parse((await reader.ReadLineAsync(Cancellation)).ShouldNotBeNull());

        first.RootElement.GetProperty("updates")[0].GetProperty("name").GetString().ShouldBe("points/JSONWATCH-31");
        second.RootElement.GetProperty("synced").GetBoolean().ShouldBeTrue();
    }

    const string Valid = """
        {
          "kind": "OBSERVATION_KIND_REAL_TIME",
          "dataTime": "2026-03-02T00:00:00Z",
          "readings": [{"factor": "a21026", "value": "1.5"}]
        }
        """;

    async Task<(HttpStatusCode Status, JsonElement Body)> Get(string path)
    {
        using var http = new HttpClient { BaseAddress = shared.Silo.Http };
        using HttpResponseMessage answer = await http.GetAsync(path, Cancellation);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
        return (answer.StatusCode, body.RootElement.Clone());
    }

    async Task<HttpResponseMessage> PostObservation(string id, string json)
    {
        using var http = new HttpClient { BaseAddress = shared.Silo.Http };
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await http.PostAsync($"/v1/points/{id}/observations", content, Cancellation);
    }
}
