using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Qianliyan.V1;

namespace Qianliyan.Benchmarks.Echo;

/// <summary>
/// The raw ceiling of gRPC: the same methods and messages on the same server settings, and nothing behind.
/// </summary>
static class EchoServer
{
    public static async Task Run(int port, Point answer, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.Http2.MaxStreamsPerConnection = 1_000;
            kestrel.Limits.Http2.InitialConnectionWindowSize = 4 << 20;
            kestrel.Limits.Http2.InitialStreamWindowSize = 1 << 20;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddSingleton(answer);
        builder.Services.AddGrpc();
        await using WebApplication app = builder.Build();
        app.MapGrpcService<EchoTwins>();
        app.MapGrpcService<EchoIngest>();
        await using CancellationTokenRegistration stopping = cancellationToken.Register(app.Lifetime.StopApplication);
        await app.RunAsync();
    }

    sealed class EchoTwins(Point answer) : TwinService.TwinServiceBase
    {
        public override Task<Point> GetPoint(GetPointRequest request, ServerCallContext context) =>
            Task.FromResult(answer);
    }

    sealed class EchoIngest : IngestService.IngestServiceBase
    {
        const int Credit = 1 << 20;

        public override async Task Ingest(
            IAsyncStreamReader<IngestRequest> requestStream,
            IServerStreamWriter<IngestResponse> responseStream,
            ServerCallContext context)
        {
            var response = new IngestResponse { Credit = Credit };
            await responseStream.WriteAsync(response, context.CancellationToken);
            while (await requestStream.MoveNext(context.CancellationToken))
            {
                IngestRequest request = requestStream.Current;
                response.AcknowledgedClientSequence = request.Observations[^1].ClientSequence;
                response.RecordedCount = request.Observations.Count;
                await responseStream.WriteAsync(response, context.CancellationToken);
            }
        }
    }
}
