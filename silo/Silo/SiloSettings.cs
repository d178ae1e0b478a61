using System.Net;
using Qianliyan.Gateway;

namespace Qianliyan.Silo;

/// <summary>What the command line says.</summary>
public sealed record SiloSettings
{
    /// <summary>After the drain time, checkpoints are written and the silo leaves within this; then it is ended.</summary>
    public static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    public required string DataDirectory { get; init; }

    /// <summary>Null for the one silo of embedded mode, which keeps everything in <see cref="DataDirectory"/>.</summary>
    public required ClusterSettings? Cluster { get; init; }

    public required IPAddress Listen { get; init; }

    public required int HttpPort { get; init; }

    public required int GrpcPort { get; init; }

    public required int Hj212Port { get; init; }

    /// <summary>Port for the other silos; on the loopback address in embedded mode.</summary>
    public required int SiloPort { get; init; }

    /// <summary>From the moment the silo takes no device and no stream until it leaves.</summary>
    public required TimeSpan DrainTime { get; init; }

    /// <summary>How long raw frames are kept.</summary>
    public required FrameTerms FrameTerms { get; init; }

    public required UnknownPoints UnknownPoints { get; init; }

    public required bool IsDemo { get; init; }

    /// <summary>Simulated seconds per real second of the demonstration.</summary>
    public required double DemoSpeed { get; init; }

    public required string? PolicyFile { get; init; }

    /// <summary>Whether the dashboard counts and times the calls of every grain method.</summary>
    public required bool ProfilesCalls { get; init; }

    /// <summary>The OpenTelemetry collector; null where nothing is sent.</summary>
    public required Uri? Otlp { get; init; }

    /// <summary>Share of the frames and calls that are traced, 0 to 1.</summary>
    public required double TraceShare { get; init; }

    /// <summary>Megabytes for the store's cache of blocks.</summary>
    public required int CacheMegabytes { get; init; }
}
