using Qianliyan.Domain.Time;

namespace Qianliyan.Simulator.Running;

/// <summary>How a fleet is run.</summary>
public sealed record FleetOptions
{
    /// <summary>Simulated seconds per real second.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>
    /// Where the simulated clock begins. By default the real time at speed 1, and a day before it at a higher speed.
    /// </summary>
    public BeijingTime? Start { get; init; }

    /// <summary>
    /// Whether the simulated clock may pass the real one. If not, it slows down to speed 1 when it has caught up:
    /// a receiver doubts data from the future.
    /// </summary>
    public bool MayRunAhead { get; init; }

    /// <summary>Simulated time before the start that is back-filled at once with interval data.</summary>
    public TimeSpan History { get; init; } = TimeSpan.Zero;

    /// <summary>Between two uploads of instants (RtdInterval), simulated time; 30 s to 1 h.</summary>
    public TimeSpan RealtimeInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Between two heartbeats (CN 9015) of a 2025 logger, real time.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a device waits for an answer, real time (OverTime; HJ 212-2017 table 1: 10 s).</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a frame is sent again before the link is given up (ReCount; table 1: 3).</summary>
    public int Retries { get; init; } = 3;

    /// <summary>The first pause before connecting again, doubled each time, real time.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Uploads a logger keeps while it cannot send; the oldest are dropped beyond that.</summary>
    public int Backlog { get; init; } = 20_000;
}
