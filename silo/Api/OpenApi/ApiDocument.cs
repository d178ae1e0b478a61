using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace Qianliyan.Api.OpenApi;

/// <summary>The OpenAPI document, made when first asked for.</summary>
sealed class ApiDocument
{
    readonly Lazy<string> _json = new(Write);
    readonly Lazy<string[]> _routes = new(ListRoutes);

    /// <summary>Verb and path of every route, such as <c>GET /v1/points/{point}</c>, in order of paths.</summary>
    public IReadOnlyList<string> Routes => _routes.Value;

    public static IResult Serve(ApiDocument document) => Results.Content(document._json.Value, "application/json");

    public static string Write()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Build().SerializeAsV3(new OpenApiJsonWriter(text));
        return text.ToString();
    }

    static OpenApiDocument Build() => OpenApiDocumentBuilder.Build(ProtoCatalog.Load());

    static string[] ListRoutes() =>
    [
        .. Build().Paths
            .OrderBy(path => path.Key, StringComparer.Ordinal)
            .SelectMany(path => (path.Value.Operations ?? []).Keys.Select(verb => $"{verb} {path.Key}")),
    ];
}
