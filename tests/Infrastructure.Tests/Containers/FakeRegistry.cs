using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Qianliyan.Infrastructure.Tests.Containers;

/// <summary>A registry with one image, whose only layer holds nothing: others can be built on it anywhere.</summary>
sealed class FakeRegistry : IAsyncDisposable
{
    const string ManifestType = "application/vnd.docker.distribution.manifest.v2+json";
    const string ConfigType = "application/vnd.docker.container.image.v1+json";
    const string LayerType = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    readonly Dictionary<string, (string Type, byte[] Content)> _blobs = [];
    readonly WebApplication _server;
    readonly byte[] _manifest;

    FakeRegistry()
    {
        byte[] tar = EmptyTar();
        string layer = Put(LayerType, Compressed(tar));
        string config = Put(
            ConfigType,
            Encoding.UTF8.GetBytes(
                $$$"""
                   {"architecture":"amd64","os":"linux","config":{"Env":["ASPNETCORE_HTTP_PORTS=8080"]},
                   "rootfs":{"type":"layers","diff_ids":["{{{Digest(tar)}}}"]},"history":[]}
                   """));
        _manifest = Encoding.UTF8.GetBytes(
            $$"""
              {"schemaVersion":2,"mediaType":"{{ManifestType}}",
              "config":{"mediaType":"{{ConfigType}}","digest":"{{config}}","size":{{_blobs[config].Content.Length}}},
              "layers":[{"mediaType":"{{LayerType}}","digest":"{{layer}}","size":{{_blobs[layer].Content.Length}}}]}
              """);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.MapMethods("/v2/", ["GET", "HEAD"], () => Results.Ok());
        _server.MapMethods("/v2/{**path}", ["GET", "HEAD"], Answer);
    }

    /// <summary>The image, by a tag of any name.</summary>
    public string Image { get; private set; } = "";

    public static async Task<FakeRegistry> Start(CancellationToken cancellationToken)
    {
        var registry = new FakeRegistry();
        await registry._server.StartAsync(cancellationToken);
        var address = new Uri(registry._server.Urls.Single());
        registry.Image = $"localhost:{address.Port}/base:1";
        return registry;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    IResult Answer(HttpContext context, string path)
    {
        string last = path[(path.LastIndexOf('/') + 1)..];
        if (path.Contains("/manifests/", StringComparison.Ordinal))
        {
            context.Response.Headers["Docker-Content-Digest"] = Digest(_manifest);
            return Results.Bytes(_manifest, ManifestType);
        }

        return _blobs.TryGetValue(last, out (string Type, byte[] Content) blob)
            ? Results.Bytes(blob.Content, blob.Type)
            : Results.NotFound();
    }

    string Put(string type, byte[] content)
    {
        string digest = Digest(content);
        _blobs[digest] = (type, content);
        return digest;
    }

    static byte[] EmptyTar()
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
            writer.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "tmp/"));
        return stream.ToArray();
    }

    static byte[] Compressed(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(content);
        return stream.ToArray();
    }

    static string Digest(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";
}
