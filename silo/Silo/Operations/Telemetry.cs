using System.Globalization;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Qianliyan.Silo.Operations;

/// <summary>
/// Metrics for Prometheus to fetch and, where a collector is named, metrics, logs and traces sent to it by OTLP. A trace goes
/// from a frame or a call through the twins to what watchers are sent.
/// </summary>
static class Telemetry
{
    static readonly string[] Meters =
    [
        "Qianliyan.Gateway", "Qianliyan.Storage", "Qianliyan.Api", SiloInstruments.MeterName,
        "Microsoft.Orleans", "System.Runtime",
    ];

    static readonly string[] Sources =
    [
        "Qianliyan.Gateway", "Qianliyan.Twins", "Qianliyan.Api",
        "Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime", "Microsoft.AspNetCore",
    ];

    /// <summary>The collector and the share of traces, under the names that OpenTelemetry has for them.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Configuration(SiloSettings settings) => settings.Otlp is null
        ? []
        :
        [
            new("OTEL_EXPORTER_OTLP_ENDPOINT", settings.Otlp.ToString()),
            new("OTEL_TRACES_SAMPLER", "parentbased_traceidratio"),
            new("OTEL_METRIC_EXPORT_INTERVAL", "15000"),
            new("OTEL_TRACES_SAMPLER_ARG", settings.TraceShare.ToString(CultureInfo.InvariantCulture)),
        ];

    public static void AddTelemetry(this IServiceCollection services, SiloSettings settings)
    {
        OpenTelemetry.OpenTelemetryBuilder telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                "qianliyan", serviceVersion: SiloPulse.Version, serviceInstanceId: InstanceOf(settings)))
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddPrometheusExporter());
        if (settings.Otlp is null)
            return;
        telemetry
            .WithMetrics(metrics => metrics.AddOtlpExporter())
            .WithTracing(tracing => tracing.AddSource(Sources).AddOtlpExporter());
    }

    static string InstanceOf(SiloSettings settings) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(settings.Cluster is { } cluster ? cluster.Advertised : settings.Listen)}:{settings.SiloPort}");
}
