using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Abstractions;

/// <summary>An observation on its way to its point, with the bytes it came in.</summary>
[GenerateSerializer, Immutable, Alias("qly.Upload")]
public sealed record Upload
{
    [Id(0)]
    public required Observation Observation { get; init; }

    /// <summary>When the gateway had the whole of it, Unix milliseconds.</summary>
    [Id(1)]
    public required long ArrivedAtUnixMs { get; init; }

    /// <summary>
    /// The raw frame, of a split message (PNUM) all its packets; null when it did not come as one (gRPC).
    /// </summary>
    [Id(2)]
    public byte[]? Frame { get; init; }

    /// <summary>How it came: peer, verdict, deviations; kept beside the frame.</summary>
    [Id(3)]
    public byte[]? FrameHeader { get; init; }

    /// <summary>
    /// What the device sent as PW; null when it did not come from a device (an authenticated gRPC client).
    /// </summary>
    [Id(4)]
    public DevicePassword? Password { get; init; }
}
