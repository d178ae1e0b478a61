using System.Text.Json;
using Google.Api;
using Google.Protobuf.Reflection;
using Qianliyan.Api.OpenApi;

namespace Qianliyan.Api.Tests.OpenApi;

public class OpenApiTests
{
    static readonly JsonDocument Document = JsonDocument.Parse(ApiDocument.Write());

    public static TheoryData<string, string> Rules =>
    [
        .. from service in Services()
           from method in service.Methods
           let rule = method.GetOptions()?.GetExtension(AnnotationsExtensions.Http)
           where rule is not null
           from binding in HttpBinding.Of(rule)
           select new TheoryDataRow<string, string>(binding.Path, binding.Verb),
    ];

    [Fact]
    public void There_are_rules_to_look_for() => Rules.Count.ShouldBeGreaterThan(20);

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_http_rule_is_an_operation(string path, string verb) =>
        Document.RootElement.GetProperty("paths").GetProperty(path)
            .TryGetProperty(verb.ToLowerInvariant(), out _).ShouldBeTrue();

    [Fact]
    public void A_resource_name_pattern_becomes_a_path_with_named_parameters()
    {
        var rule = new HttpRule { Get = "/v1/{name=points/*/observations/*/frame}" };

        HttpBinding binding = HttpBinding.Of(rule).ShouldHaveSingleItem();

        binding.Path.ShouldBe("/v1/points/{point}/observations/{observation}/frame");
        binding.PathParameters.ShouldBe(["point", "observation"]);
        binding.BoundFields.ShouldBe(["name"]);
    }

    [Fact]
    public void Fields_that_are_not_in_the_path_are_query_parameters()
    {
        string[] names =
        [
            .. Document.RootElement.GetProperty("paths").GetProperty("/v1/twins").GetProperty("get")
                .GetProperty("parameters").EnumerateArray()
                .Select(parameter => parameter.GetProperty("name").GetString()!),
        ];

        names.ShouldContain("pageSize");
        names.ShouldContain("parent");
        names.ShouldContain("boundingBox.west");
    }

    [Fact]
    public void Comments_of_the_protos_are_descriptions() =>
        Document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("Point")
            .GetProperty("properties").GetProperty("lastArrivalTime").GetProperty("description").GetString()
            .ShouldBe("Instant when the silo last heard from the device; not set before the first upload.");

    [Fact]
    public void Every_reference_leads_to_a_schema()
    {
        JsonElement schemas = Document.RootElement.GetProperty("components").GetProperty("schemas");
        string[] references = [.. ReferencesIn(Document.RootElement).Distinct()];

        references.ShouldNotBeEmpty();
        foreach (string reference in references)
            schemas.TryGetProperty(reference["#/components/schemas/".Length..], out _).ShouldBeTrue(reference);
    }

    static IEnumerable<ServiceDescriptor> Services() =>
        V1.TwinServiceReflection.Descriptor.Services
            .Concat(V1.IngestServiceReflection.Descriptor.Services)
            .Concat(V1.RegistryServiceReflection.Descriptor.Services)
            .Concat(V1.PolicyServiceReflection.Descriptor.Services)
            .Concat(V1.MarkServiceReflection.Descriptor.Services)
            .Concat(V1.SupervisionServiceReflection.Descriptor.Services);

    static IEnumerable<string> ReferencesIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property.NameEquals("$ref") ? [property.Value.GetString()!] : ReferencesIn(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(ReferencesIn),
        _ => [],
    };
}
