namespace Qianliyan.Simulator.Load;

/// <summary>What a load run measured, the warm-up left out unless said otherwise. Times in milliseconds.</summary>
public sealed record LoadResult
{
    public required int Connections { get; init; }

    public required int Points { get; init; }

    public required int Window { get; init; }

    /// <summary>Frames/s asked for; 0 for saturation.</summary>
    public required double OfferedRate { get; init; }

    public required int FrameBytes { get; init; }

    public required double ElapsedSeconds { get; init; }

    /// <summary>Frames whose 9014 came in the measured time.</summary>
    public required long Acknowledged { get; init; }

    public required double FramesPerSecond { get; init; }

    /// <summary>
    /// From the moment a frame was due (paced) or sent (saturation) to its answer. Paced latency therefore holds the
    /// time a frame waited for its window: coordinated omission is corrected.
    /// </summary>
    public required double LatencyP50 { get; init; }

    public required double LatencyP99 { get; init; }

    public required double LatencyP999 { get; init; }

    public required double LatencyMax { get; init; }

    /// <summary>CPU time of the whole process per acknowledged frame.</summary>
    public required double CpuMicrosecondsPerFrame { get; init; }

    /// <summary>CPU time of the whole process, in cores.</summary>
    public required double CpuCores { get; init; }

    /// <summary>Until all connections stood.</summary>
    public required double ConnectMilliseconds { get; init; }

    /// <summary>Sent in the whole run, warm-up included, repeats not.</summary>
    public required long TotalSent { get; init; }

    /// <summary>Acknowledged in the whole run; never more than sent.</summary>
    public required long TotalAcknowledged { get; init; }

    /// <summary>Frames without an answer at the end of the run.</summary>
    public required long Unanswered { get; init; }

    /// <summary>Frames sent again after a reconnect, with the same QN.</summary>
    public required long Resent { get; init; }

    /// <summary>Answers that fit no frame in flight, and frames of the centre that are no 9014.</summary>
    public required long Unexpected { get; init; }

    public required int BrokenConnections { get; init; }

    public required int Reconnects { get; init; }

    /// <summary>The most frames any connection had in flight.</summary>
    public required int MostInFlight { get; init; }
}
