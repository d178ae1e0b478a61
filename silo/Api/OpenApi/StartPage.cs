using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Qianliyan.Api.OpenApi;

/// <summary>A page that says what is where: plain HTML, nothing fetched from elsewhere.</summary>
static class StartPage
{
    static readonly (string Path, string Text)[] Links =
    [
        ("/v1/regions/000000", "the nation, live"),
        ("/v1/twins?pageSize=20", "the first twenty twins"),
        ("/v1/twins:watch?region=regions/000000&view=TWIN_VIEW_BASIC", "every change, as it comes"),
        ("/v1/quarantinedFrames", "frames that became no observation"),
        ("/openapi/v1.json", "OpenAPI document"),
        ("/healthz", "health"),
        ("/metrics", "metrics"),
        ("/dashboard/", "Orleans dashboard"),
    ];

    public static IResult Serve(ApiDocument document) =>
        Results.Content(Render(document.Routes), "text/html; charset=utf-8");

    static string Render(IEnumerable<string> routes)
    {
        var html = new StringBuilder(4_096);
        html.Append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Qianliyan 千里眼</title>")
            .Append("<style>body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}")
            .Append("code{font-size:14px}li{margin:.2rem 0}</style>")
            .Append("<h1>Qianliyan <small>千里眼</small></h1>")
            .Append("<p>Live digital twin of environmental enforcement. This port speaks JSON and gRPC-Web; ")
            .Append("gRPC is on its own port, with reflection.</p><h2>Look</h2><ul>");
        foreach ((string path, string text) in Links)
            html.Append(null, $"<li><a href=\"{WebUtility.HtmlEncode(path)}\"><code>{path}</code></a>: {text}</li>");
        html.Append("</ul><h2>Routes</h2><ul>");
        foreach (string route in routes)
            html.Append(null, $"<li><code>{WebUtility.HtmlEncode(route)}</code></li>");
        return html.Append("</ul></html>").ToString();
    }
}
