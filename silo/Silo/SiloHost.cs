using System.Net;
using k8s;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Hosting.Kubernetes;
using Qianliyan.Abstractions.Operations;
using Qianliyan.Api;
using Qianliyan.Api.Cluster;
using Qianliyan.Api.Watching.Cluster;
using Qianliyan.Domain.Geography;
using Qianliyan.Gateway;
using Qianliyan.Grains.Twins;
using Qianliyan.Registry;
using Qianliyan.Replay.Policies;
using Qianliyan.Silo.Demo;
using Qianliyan.Silo.Operations;
using Qianliyan.Silo.Restoring;
using Qianliyan.Storage;
using Qianliyan.Storage.Clustering;
using Qianliyan.Storage.Reminders;

namespace Qianliyan.Silo;

/// <summary>Puts a silo together: the only place that knows every part.</summary>
static partial class SiloHost
{
    const string Service = "qianliyan";

    /// <summary>Of a table service, whose answers take a while; the embedded store would take all cores.</summary>
    const int ReadsAtATime = 8;

    public static async Task<int> Run(SiloSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            await using WebApplication app = Build(settings);
            await app.RunAsync(cancellationToken);
            return 0;
        }
        catch (Exception e) when (StartFailure.Explain(e, settings) is { } explanation)
        {
            await Console.Error.WriteLineAsync(explanation);
            return 1;
        }
    }

    static WebApplication Build(SiloSettings settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions());
        builder.Configuration.AddEnvironmentVariables("QIANLIYAN_").AddInMemoryCollection(Telemetry.Configuration(settings));
        ConfigureLogging(builder, settings);
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, settings));
        IServiceCollection services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new PolicyStart(settings.PolicyFile));
        services.AddSingleton<PolicyArchive>();
        services.AddSingleton<IGridProjection, GridProjection>();
        AddStore(services, settings);
        services.AddSingleton<TwinServices>();
        services.AddSingleton<IHostLifetime, DrainingLifetime>();
        services.AddSingleton<SiloInstruments>();
        services.AddSingleton<SiloPulse>();
        services.AddSingleton<ISiloReporter>(provider => provider.GetRequiredService<SiloPulse>());
        services.AddHostedService(provider => provider.GetRequiredService<SiloPulse>());
        services.AddDeviceGateway(gateway => gateway.UnknownPoints = settings.UnknownPoints);
        services.AddQianliyanApi(api =>
        {
            api.AdmitsUnknownPoints = settings.UnknownPoints == UnknownPoints.Register;
            api.BackupReadsAtATime = settings.Cluster is null ? 1 : ReadsAtATime;
        });
        services.AddHealthChecks()
            .AddCheck<PulseHealth>("pulse", tags: ["live"])
            .AddCheck<MembershipHealth>("membership", tags: ["started", "ready"])
            .AddCheck<SiloHealth>("journal", tags: ["ready"]);
        services.AddHostedService<RestoredStore>();
        services.AddHostedService<PolicyRefresh>();
        services.AddSingleton<TwinAwakening>();
        services.AddHostedService(provider => provider.GetRequiredService<TwinAwakening>());
        if (settings.FrameTerms.HasEnd)
            services.AddSingleton(settings.FrameTerms).AddHostedService<FrameKeeping>();
        services.AddTelemetry(settings);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = SiloSettings.LongestStop);
        builder.UseOrleans(silo => ConfigureSilo(silo, settings, builder.Configuration.GetSection("Membership")));
        if (settings.IsDemo)
            services.AddDemo();

        WebApplication app = builder.Build();
        app.Services.GetRequiredService<SiloInstruments>();
        app.MapQianliyanApi();
        foreach (string probe in (string[])["started", "live", "ready"])
            app.MapHealthChecks(
                $"/healthz/{probe}", new HealthCheckOptions { Predicate = check => check.Tags.Contains(probe) });
        app.MapOrleansDashboard(routePrefix: "/dashboard");
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.Lifetime.ApplicationStarted.Register(() => LogListening(
            app.Logger, settings.Listen, settings.HttpPort, settings.GrpcPort, settings.Hj212Port,
            settings.Cluster is { } cluster
                ? $"table {cluster.Table}, cluster {cluster.Id}, silo {cluster.Advertised}:{settings.SiloPort}"
                : Path.GetFullPath(settings.DataDirectory)));
        return app;
    }

    static void AddStore(IServiceCollection services, SiloSettings settings)
    {
        if (settings.Cluster is { } cluster)
        {
            services.AddAzureTableStore(cluster.Configure);
            return;
        }

        services.AddEmbeddedStore(store =>
        {
            store.Directory = settings.DataDirectory;
            store.BlockCacheBytes = (long)settings.CacheMegabytes << 20;
        });
    }

    static void ConfigureSilo(ISiloBuilder silo, SiloSettings settings, IConfiguration membership)
    {
        if (settings.Cluster is { } cluster)
            JoinCluster(silo, cluster, settings.SiloPort, membership);
        else
            silo.UseLocalhostClustering(settings.SiloPort, gatewayPort: 0, primarySiloEndpoint: null, Service, Service);
        silo.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = TimeSpan.FromHours(2));
        silo.UseEntityReminders().AddSiloDesk();
        silo.AddDashboard(dashboard => dashboard.HideTrace = true);
        // The dashboard's filter around every call is the only one; without any, calls take the short way.
        if (!settings.ProfilesCalls)
            silo.Services.RemoveAll<IIncomingGrainCallFilter>();
        if (settings.Otlp is not null)
            silo.AddActivityPropagation();
    }

    /// <remarks>
    /// A silo that is killed is declared dead by two others, or by the only one, after two probes of a second: within
    /// about three seconds. With a single vote a silo that is cut off from the others could declare all of them dead. The
    /// row of a silo that was killed while it was alone holds up the next start for three of its signs of life.
    /// </remarks>
    static void JoinCluster(ISiloBuilder silo, ClusterSettings cluster, int siloPort, IConfiguration membership)
    {
        if (cluster.Pod is not null)
            FollowPods(silo);
        silo.UseEntityClustering().AddWatchRelay();
        silo.ConfigureEndpoints(cluster.Advertised, siloPort, gatewayPort: 0);
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.Id, Service));
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 2;
            options.NumVotesForDeathDeclaration = 2;
            options.EnableIndirectProbes = false;
            options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        });
        // An operator whose network is slower has QIANLIYAN_Membership__ProbeTimeout and the others.
        silo.Services.AddOptions<ClusterMembershipOptions>().Bind(membership);
        // Calls under way to a silo that dies wait that long.
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(10));
    }

    /// <remarks>Outside of a pod the API server is the one that KUBECONFIG names.</remarks>
    static void FollowPods(ISiloBuilder silo)
    {
        silo.UseKubernetesHosting();
        silo.Configure<KubernetesHostingOptions>(
            hosting => hosting.GetClientConfiguration = () => KubernetesClientConfiguration.BuildDefaultConfig());
    }

    static void Listen(KestrelServerOptions kestrel, SiloSettings settings)
    {
        // The gateway comes to be here, and what is counted before the provider is there is lost.
        kestrel.ApplicationServices.GetRequiredService<MeterProvider>();
        kestrel.Limits.Http2.MaxStreamsPerConnection = 1_000;
        kestrel.Limits.Http2.InitialConnectionWindowSize = 4 << 20;
        kestrel.Limits.Http2.InitialStreamWindowSize = 1 << 20;
        kestrel.Listen(settings.Listen, settings.HttpPort, listen => listen.Protocols = HttpProtocols.Http1);
        kestrel.Listen(settings.Listen, settings.GrpcPort, listen => listen.Protocols = HttpProtocols.Http2);
        kestrel.ListenForDevices(new IPEndPoint(settings.Listen, settings.Hj212Port));
    }

    static void ConfigureLogging(WebApplicationBuilder builder, SiloSettings settings)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        LogLevel plumbing = settings.IsDemo ? LogLevel.Error : LogLevel.Warning;
        builder.Logging.SetMinimumLevel(settings.IsDemo ? LogLevel.Error : LogLevel.Information);
        builder.Logging.AddFilter("Orleans", plumbing).AddFilter("Microsoft", plumbing).AddFilter("Polly", plumbing);
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        // Every change of their range, which says nothing here.
        builder.Logging.AddFilter("Qianliyan.Api.Watching.Cluster.WatchRelay", LogLevel.Warning);
        builder.Logging.AddFilter("Qianliyan.Api.Cluster.SiloDesk", LogLevel.Warning);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        });
        if (settings.Otlp is not null)
            builder.Logging.AddOpenTelemetry(logs => logs.AddOtlpExporter());
    }

    [LoggerMessage(
        1,
        LogLevel.Information,
        "Qianliyan is up at {Address}: HTTP {HttpPort}, gRPC {GrpcPort}, HJ 212 {Hj212Port}; data in {Data}.")]
    static partial void LogListening(
        ILogger logger, IPAddress address, int httpPort, int grpcPort, int hj212Port, string data);
}
