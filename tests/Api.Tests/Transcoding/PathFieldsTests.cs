using System.Text.Json;
using Google.Api;
using Qianliyan.Api.Ingestion;
using Qianliyan.Api.Transcoding;

namespace Qianliyan.Api.Tests.Transcoding;

/// <summary>What a URL names and a body names otherwise is refused, not edited in silence.</summary>
public sealed class PathFieldsTests
{
    const string First = "enterprises/911301/orders/红色-1";

    [Theory]
    [InlineData("/v1/{order.name=enterprises/*/orders/*}", "/v1/enterprises/911301/orders/红色-1", "order.name=enterprises/911301/orders/红色-1")]
    [InlineData("/v1/{name=cluster/silos/*}:drain", "/v1/cluster/silos/10.0.0.1:11111:drain", "name=cluster/silos/10.0.0.1:11111")]
    [InlineData("/v1/{parent=points/*}/marks", "/v1/points/A-31/marks", "parent=points/A-31")]
    [InlineData("/v1/{order.name=enterprises/*/orders/*}", "/v1/enterprises/911301/orders", "")]
    [InlineData("/v1/policies", "/v1/policies", "")]
    public void The_fields_of_a_path_are_read_by_its_template(string template, string path, string fields) =>
        PathFields.Of(new HttpRule { Put = template }).In(path).Select(given => $"{given.Field}={given.Value}")
            .ShouldBe(fields.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("""{"name": "enterprises/911301/orders/2"}""", "enterprises/911301/orders/2")]
    [InlineData("""{"cut": "0.3", "name": "enterprises/911302/orders/红色-1"}""", "enterprises/911302/orders/红色-1")]
    [InlineData("""{"name": "enterprises/911301/orders/红色-1"}""", null)]
    [InlineData("""{"name": ""}""", null)]
    [InlineData("""{"name": null}""", null)]
    [InlineData("""{"cut": "0.3"}""", null)]
    public void A_body_that_names_another_than_its_path_is_refused_naming_both(string body, string? named)
    {
        using var json = JsonDocument.Parse(body);

        FieldFault? fault = FieldCheck.Other(
            V1.EmergencyOrder.Descriptor, "order", json.RootElement, [("order.name", First)]);

        fault.ShouldBe(
            named is null ? null : new FieldFault("order.name", named, $"is not {First}, which the URL names"));
    }

    [Theory]
    [InlineData("order.name", "enterprises/911301/orders/2", true)]
    [InlineData("order.name", First, false)]
    [InlineData("order.reason", "enterprises/911301/orders/2", false)]
    public void A_query_that_names_another_than_its_path_is_refused(string field, string value, bool isRefused) =>
        (FieldCheck.Other(V1.UpdateOrderRequest.Descriptor, field, [value], [("order.name", First)]) is not null)
            .ShouldBe(isRefused);

    [Fact]
    public void A_whole_body_is_held_against_its_path_too()
    {
        using var json = JsonDocument.Parse("""{"name": "points/B-31", "author": "li"}""");

        FieldCheck.Other(V1.AcknowledgeRequest.Descriptor, "", json.RootElement, [("name", "points/A-31")])
            .ShouldBe(new FieldFault("name", "points/B-31", "is not points/A-31, which the URL names"));
    }
}
