using System.CommandLine;
using System.Net;
using Qianliyan.Gateway;
using Qianliyan.Silo.Restoring;

namespace Qianliyan.Silo;

/// <summary>The command line of a silo.</summary>
static class SiloCommand
{
    const int SecondsToNotice = 5;

    /// <param name="run">Runs a silo.</param>
    /// <param name="restore">Restores a backup and ends.</param>
    public static RootCommand Create(
        Func<SiloSettings, CancellationToken, Task<int>> run,
        Func<RestoreSettings, CancellationToken, Task<int>> restore)
    {
        var store = new StoreOptions();
        Option<string> clusterId = new("--cluster-id")
        {
            Description = "Silos of one id find each other; a new id starts a new cluster over the same data.",
            DefaultValueFactory = _ => "qianliyan",
        };
        Option<IPAddress?> advertise = new("--advertise")
        {
            Description = "Address at which the other silos reach this one; that of the pod or of --listen if absent.",
            CustomParser = ParseAddress,
        };
        Option<bool> kubernetes = new("--kubernetes")
        {
            Description =
                "Run as a pod of a Kubernetes cluster, named and reached as the variables POD_NAME, POD_NAMESPACE and "
                + "POD_IP say: silos whose pods are gone are declared dead. Needs --cluster.",
        };
        Option<IPAddress> listen = new("--listen")
        {
            Description = "Address that clients and devices connect to; 0.0.0.0 for all.",
            DefaultValueFactory = _ => IPAddress.Loopback,
            CustomParser = ParseAddress,
        };
        Option<int> http = Port("--http-port", "JSON, gRPC-Web, health, dashboard, metrics (HTTP/1.1).", 5080);
        Option<int> grpc = Port("--grpc-port", "gRPC (h2c).", 5081);
        Option<int> hj212 = Port("--hj212-port", "HJ 212 over TCP, for devices.", 5212);
        Option<int> silo = Port("--silo-port", "The other silos; loopback only without --cluster.", 11111);
        Option<int?> drain = new("--drain-seconds")
        {
            Description =
                "How long the silo still answers calls, but takes no device and no stream, before it leaves: what a load "
                + "balancer needs to notice that it is not ready. 5 with --cluster, else 0.",
        };
        drain.Validators.Add(result =>
        {
            int? seconds = result.GetValueOrDefault<int?>();
            if (seconds is < 0 or > 3_600)
                result.AddError($"--drain-seconds is {seconds}; it must be 0 to 3600.");
        });
        Option<int?> keep = Term(
            "--keep-frames",
            "Days for which the raw frames of points are kept, 1 to 36500; for ever if absent. Then they are let go by natural "
            + "days, and what they were is sealed; readings stay. Mind how long the law wants original records kept.");
        Option<int?> keepQuarantined = Term(
            "--keep-quarantined", "The same of frames that became no observation.");
        Option<UnknownPoints> unknown = new("--unknown-points")
        {
            Description = "What happens to frames of points that the registry does not know.",
            DefaultValueFactory = _ => UnknownPoints.Quarantine,
        };
        Option<string?> policy = new("--policy")
        {
            Description = "Policy file (YAML); the shipped national one if absent.",
        };
        Option<bool> demo = new("--demo")
        {
            Description =
                "Also run a simulated city: a fleet of devices over real TCP, and a live table on the console.",
        };
        Option<double> speed = new("--demo-speed")
        {
            Description = "Simulated seconds per real second of the demonstration.",
            DefaultValueFactory = _ => 60,
        };
        Option<bool> profile = new("--profile-calls")
        {
            Description = "Count and time every grain call for the dashboard; takes some of the throughput.",
        };
        Option<Uri?> otlp = new("--otlp")
        {
            Description =
                "OpenTelemetry collector (OTLP) that metrics, logs and traces are sent to, such as http://localhost:4317; the "
                + "other OTEL_EXPORTER_OTLP_ variables hold too.",
            DefaultValueFactory = _ => ParseCollector(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT")),
            CustomParser = ParseCollector,
        };
        Option<double> traceShare = new("--trace-share")
        {
            Description = "Share of the frames and calls that are traced to the collector, 0 to 1.",
            DefaultValueFactory = _ => 0.01,
        };
        traceShare.Validators.Add(result =>
        {
            double share = result.GetValueOrDefault<double>();
            if (share is not (>= 0 and <= 1))
                result.AddError(FormattableString.Invariant($"--trace-share is {share}; it must be 0 to 1."));
        });
        var root = new RootCommand("Qianliyan (千里眼): a live digital twin of environmental enforcement.")
        {
            demo, store.Data, store.Cluster, clusterId, store.Table, store.Shards, advertise, kubernetes, listen, http,
            grpc, hj212, silo, drain, keep, keepQuarantined,
            unknown, policy, store.Cache, profile, otlp, traceShare, speed,
            RestoreCommand.Create(store, restore),
        };
        root.Validators.Add(result =>
        {
            if (!result.GetValue(kubernetes))
                return;
            if (string.IsNullOrEmpty(StoreOptions.StorageOf(result.GetValue(store.Cluster))))
                result.AddError("--kubernetes needs --cluster: the disk of a pod goes with it.");
            if (KubernetesPod.Fault(Environment.GetEnvironmentVariable) is { } fault)
                result.AddError($"--kubernetes: {fault}");
        });
        root.SetAction((parsed, cancellationToken) =>
        {
            KubernetesPod? pod = parsed.GetValue(kubernetes)
                ? KubernetesPod.Read(Environment.GetEnvironmentVariable)
                : null;
            ClusterSettings? joined = StoreOptions.StorageOf(parsed.GetValue(store.Cluster)) is { Length: > 0 } storage
                ? new ClusterSettings(
                    storage,
                    parsed.GetValue(store.Table)!,
                    parsed.GetValue(store.Shards),
                    parsed.GetValue(clusterId)!,
                    parsed.GetValue(advertise) ?? pod?.Address ?? ClusterSettings.AddressOf(parsed.GetValue(listen)!),
                    pod)
                : null;
            var settings = new SiloSettings
            {
                DataDirectory = parsed.GetValue(store.Data)!,
                Cluster = joined,
                Listen = parsed.GetValue(listen)!,
                HttpPort = parsed.GetValue(http),
                GrpcPort = parsed.GetValue(grpc),
                Hj212Port = parsed.GetValue(hj212),
                SiloPort = parsed.GetValue(silo),
                FrameTerms = new FrameTerms(parsed.GetValue(keep), parsed.GetValue(keepQuarantined)),
                DrainTime = TimeSpan.FromSeconds(parsed.GetValue(drain) ?? (joined is null ? 0 : SecondsToNotice)),
                UnknownPoints = parsed.GetValue(unknown),
                PolicyFile = parsed.GetValue(policy),
                CacheMegabytes = parsed.GetValue(store.Cache),
                Otlp = parsed.GetValue(otlp),
                TraceShare = parsed.GetValue(traceShare),
                ProfilesCalls = parsed.GetValue(profile),
                IsDemo = parsed.GetValue(demo),
                DemoSpeed = parsed.GetValue(speed),
            };
            return run(settings, cancellationToken);
        });
        return root;
    }

    static Option<int?> Term(string name, string description)
    {
        var term = new Option<int?>(name) { Description = description };
        term.Validators.Add(result =>
        {
            int? days = result.GetValueOrDefault<int?>();
            if (days is < 1 or > 36_500)
                result.AddError($"{name} is {days}; it must be 1 to 36500 days.");
        });
        return term;
    }

    static Option<int> Port(string name, string description, int value)
    {
        Option<int> option = new(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            int port = result.GetValueOrDefault<int>();
            if (port is < 1 or > 65_535)
                result.AddError($"{name} is {port}; a port is 1 to 65535.");
        });
        return option;
    }

    static Uri? ParseCollector(System.CommandLine.Parsing.ArgumentResult result)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (ParseCollector(text) is { } collector)
            return collector;
        result.AddError($"{result.Argument.Name} is '{text}'; it must be an address such as http://localhost:4317.");
        return null;
    }

    static Uri? ParseCollector(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? collector) && collector.Scheme is "http" or "https" ? collector : null;

    static IPAddress ParseAddress(System.CommandLine.Parsing.ArgumentResult result)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (IPAddress.TryParse(text, out IPAddress? address))
            return address;
        result.AddError($"{result.Argument.Name} is '{text}'; it must be an IP address such as 127.0.0.1 or 0.0.0.0.");
        return IPAddress.Loopback;
    }
}
