using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.AspNetCore.HealthChecks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Qianliyan.Abstractions;
using Qianliyan.Abstractions.Operations;
using Qianliyan.Api.Cluster;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Importing;
using Qianliyan.Api.Ingestion;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Marks;
using Qianliyan.Api.OpenApi;
using Qianliyan.Api.Policies;
using Qianliyan.Api.Queries;
using Qianliyan.Api.Supervision;
using Qianliyan.Api.Transcoding;
using Qianliyan.Api.Watching;

namespace Qianliyan.Api;

/// <summary>
/// Puts the API into a host: gRPC, gRPC-Web, JSON transcoding, OpenAPI, reflection and health. The host brings
/// Orleans, the journal, the frame log and the grid projection.
/// </summary>
public static class ApiHosting
{
    public static IServiceCollection AddQianliyanApi(
        this IServiceCollection services, Action<ApiOptions>? configure = null)
    {
        services.Configure(configure ?? (_ => { }));
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<ApiInstruments>();
        services.AddSingleton<CallGuard>();
        services.AddSingleton<CallLifetime>();
        services.AddSingleton<Renderings>();
        services.TryAddSingleton<ActiveTwins>();
        services.TryAddSingleton<SiloDrain>();
        services.AddSingleton<RecentTwins>();
        services.AddSingleton<LiveTwins>();
        services.AddSingleton<TwinLists>();
        services.AddSingleton<ObservationHistory>();
        services.AddSingleton<Evidence>();
        services.AddSingleton<FrameLists>();
        services.AddSingleton<WatchHub>();
        services.AddSingleton<ITwinChanges>(provider => provider.GetRequiredService<WatchHub>());
        services.TryAddSingleton<IWatchAnnouncer, NoOtherSilos>();
        services.AddSingleton<Watches>();
        services.AddSingleton<Recorder>();
        services.AddSingleton<RegistryImports>();
        services.AddSingleton<TwinService>();
        services.AddSingleton<IngestService>();
        services.AddSingleton<RegistryService>();
        services.AddSingleton<PolicyTrials>();
        services.AddSingleton<PolicyWarnings>();
        services.AddSingleton<Explanations>();
        services.AddSingleton<PolicyService>();
        services.AddSingleton<Marking>();
        services.AddSingleton<MarkService>();
        services.AddSingleton<Acknowledgements>();
        services.AddSingleton<EmergencyOrders>();
        services.AddSingleton<SupervisionService>();
        services.AddSingleton<ClusterStatus>();
        services.AddSingleton<ClusterBackup>();
        services.AddSingleton<ClusterService>();
        services.AddSingleton<ApiDocument>();
        services.AddGrpc()
            .AddJsonTranscoding(json =>
            {
                json.JsonSettings.WriteInt64sAsStrings = true;
                json.TypeRegistry = TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor);
            });
        services.AddGrpcReflection();
        services.AddGrpcHealthChecks(MapServices).AddCheck("api", () => HealthCheckResult.Healthy());
        return services;
    }

    /// <summary>Maps the services, <c>/openapi/v1.json</c>, <c>/healthz</c> and the start page.</summary>
    public static WebApplication MapQianliyanApi(this WebApplication app)
    {
        app.UseGrpcWeb(new GrpcWebOptions { DefaultEnabled = true });
        app.Use(RequestGuard.Check);
        app.MapGrpcService<TwinService>();
        app.MapGrpcService<IngestService>();
        app.MapGrpcService<RegistryService>();
        app.MapGrpcService<PolicyService>();
        app.MapGrpcService<MarkService>();
        app.MapGrpcService<SupervisionService>();
        app.MapGrpcService<ClusterService>();
        app.MapGrpcReflectionService();
        app.MapGrpcHealthChecksService();
        app.MapHealthChecks("/healthz");
        app.MapGet("/openapi/v1.json", ApiDocument.Serve);
        app.MapGet("/", StartPage.Serve);
        return app;
    }

    /// <summary>A service is as healthy as the silo is: every check counts for each.</summary>
    static void MapServices(GrpcHealthChecksOptions health)
    {
        string[] services =
        [
            V1.TwinService.Descriptor.FullName,
            V1.IngestService.Descriptor.FullName,
            V1.RegistryService.Descriptor.FullName,
            V1.PolicyService.Descriptor.FullName,
            V1.MarkService.Descriptor.FullName,
            V1.SupervisionService.Descriptor.FullName,
            V1.ClusterService.Descriptor.FullName,
        ];
        foreach (string service in services)
            health.Services.Map(service, _ => true);
    }
}
