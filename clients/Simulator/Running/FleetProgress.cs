namespace Qianliyan.Simulator.Running;

/// <summary>Live figures of a running fleet.</summary>
public sealed record FleetProgress
{
    public required int Loggers { get; init; }

    public required int Connected { get; init; }

    /// <summary>Frames sent, repeats included.</summary>
    public required long Sent { get; init; }

    /// <summary>Frames whose answer (9014, 9013) came.</summary>
    public required long Acknowledged { get; init; }

    /// <summary>Frames sent that want no answer: those of 2005 devices.</summary>
    public required long Unanswerable { get; init; }

    /// <summary>Repeats after a time-out or a lost link, with the QN of the first time.</summary>
    public required long Resent { get; init; }

    /// <summary>Uploads measured but not yet acknowledged.</summary>
    public required long Pending { get; init; }

    /// <summary>Uploads given up: never answered over two links, or beyond the backlog.</summary>
    public required long Abandoned { get; init; }

    /// <summary>Links that were made again after the first.</summary>
    public required long Reconnects { get; init; }

    /// <summary>Requests of the centre (such as 1012) that devices answered.</summary>
    public required long Requests { get; init; }

    /// <summary>From sending to the answer, of frames answered the first time.</summary>
    public required TimeSpan MedianLatency { get; init; }

    public required TimeSpan Latency99 { get; init; }

    /// <summary>The simulated clock.</summary>
    public required Domain.Time.BeijingTime Now { get; init; }
}
