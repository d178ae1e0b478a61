using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace Qianliyan.Api.OpenApi;

/// <summary>The OpenAPI document, made when first asked for.</summary>
sealed class ApiDocument
{
    readonly Lazy<string> _json = new(Write);

    public static IResult Serve(ApiDocument document) => Results.Content(document._json.Value, "application/json");

    public static string Write()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        OpenApiDocumentBuilder.Build(ProtoCatalog.Load()).SerializeAsV3(new OpenApiJsonWriter(text));
        return text.ToString();
    }
}
