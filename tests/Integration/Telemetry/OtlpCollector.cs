using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Qianliyan.Integration.Telemetry;

/// <summary>A collector of OpenTelemetry: takes what is sent by OTLP over gRPC, and keeps the spans.</summary>
sealed class OtlpCollector : IAsyncDisposable
{
    const int PrefixBytes = 5;

    readonly WebApplication _app;
    readonly ConcurrentQueue<OtlpSpan> _spans = new();
    readonly ConcurrentDictionary<string, int> _calls = new();

    OtlpCollector(WebApplication app) => _app = app;

    public string Address => _app.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>Whether spans of all these names have come of one trace.</summary>
    public bool HasTrace(params string[] names) => _spans.GroupBy(span => span.Trace)
        .Any(trace => names.All(name => trace.Any(span => span.Name == name)));

    /// <summary>The spans of the traces that have one of a name.</summary>
    public IReadOnlyList<OtlpSpan> TraceWith(string name) =>
        _spans.GroupBy(span => span.Trace).First(trace => trace.Any(span => span.Name == name)).ToList();

    /// <summary>How often a service was called: traces, metrics, logs.</summary>
    public int Calls(string service) => _calls.GetValueOrDefault(service);

    public static async Task<OtlpCollector> Start(CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var collector = new OtlpCollector(builder.Build());
        collector._app.MapPost("/opentelemetry.proto.collector.{signal}.v1.{service}/Export", collector.Take);
        await collector._app.StartAsync(cancellationToken);
        return collector;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    async Task Take(HttpContext context, string signal)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        ReadOnlyMemory<byte> message = body.GetBuffer().AsMemory(0, (int)body.Length);
        BinaryPrimitives.ReadInt32BigEndian(message.Span[1..]).ShouldBe(message.Length - PrefixBytes);
        if (signal == "trace")
            Read(message[PrefixBytes..]);
        _calls.AddOrUpdate(signal, 1, static (_, count) => count + 1);
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[PrefixBytes], context.RequestAborted);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    void Read(ReadOnlyMemory<byte> request)
    {
        foreach (ByteString resource in Fields(request, field: 1))
        {
            foreach (ByteString scope in Fields(resource.Memory, field: 2))
            {
                foreach (ByteString span in Fields(scope.Memory, field: 2))
                    _spans.Enqueue(OtlpSpan.Of(field => Fields(span.Memory, field)));
            }
        }
    }

    static List<ByteString> Fields(ReadOnlyMemory<byte> message, int field)
    {
        var found = new List<ByteString>();
        var input = new CodedInputStream(message.ToArray());
        while (input.ReadTag() is var tag && tag != 0)
        {
            if (tag == WireFormat.MakeTag(field, WireFormat.WireType.LengthDelimited))
                found.Add(input.ReadBytes());
            else
                input.SkipLastField();
        }

        return found;
    }
}
