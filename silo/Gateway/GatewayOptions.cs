namespace Qianliyan.Gateway;

/// <summary>What happens to frames of points that the registry does not know.</summary>
public enum UnknownPoints
{
    /// <summary>Kept as raw frames, listed, never acknowledged (隔离).</summary>
    Quarantine,

    /// <summary>Not kept; the connection is closed.</summary>
    Reject,

    /// <summary>Recorded like those of any other point.</summary>
    Register,
}

public sealed class GatewayOptions
{
    public UnknownPoints UnknownPoints { get; set; } = UnknownPoints.Quarantine;

    /// <summary>Connections at one time; further ones are closed at once.</summary>
    public int MaxConnections { get; set; } = 20_000;

    public int MaxConnectionsPerAddress { get; set; } = 20_000;

    /// <summary>A connection without a byte for this long is closed.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>A device that does not take its answers for this long is cut off.</summary>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest frame; HJ 212 allows 1,024 characters of data, the field sends up to 1,623.</summary>
    public int MaxFrameBytes { get; set; } = 8 * 1024;

    /// <summary>Frames of one connection that are decoded before the first of them is recorded.</summary>
    public int MaxFramesAtATime { get; set; } = 64;

    /// <summary>Bytes of garbage and refused frames in a row after which a connection is closed.</summary>
    public int MaxGarbageBytes { get; set; } = 64 * 1024;
}
