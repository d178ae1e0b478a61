using System.Net;
using Qianliyan.Domain.Time;

namespace Qianliyan.Simulator.Load;

/// <summary>What a load run does.</summary>
public sealed record LoadOptions
{
    public required IPEndPoint Gateway { get; init; }

    public int Connections { get; init; } = 5_000;

    /// <summary>Points spread evenly over the connections, at least one each, at most 999,999.</summary>
    public int Points { get; init; } = 60_000;

    /// <summary>
    /// Frames per second over all connections, sent on schedule whatever the answers do (open loop). 0: each connection
    /// sends as soon as its window allows (closed loop, saturation).
    /// </summary>
    public double Rate { get; init; }

    /// <summary>Frames a connection may have in flight. A real device has 1.</summary>
    public int Window { get; init; } = 1;

    /// <summary>
    /// A frame without an answer for this long is sent again with the QN it had, as often as it takes (超时重发). HJ 212-2017
    /// table 1 has 10 s for radio links and 5 s for ADSL.
    /// </summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan Warmup { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Measured, after the warm-up.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long answers are waited for after the end.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Factors per frame, 1 to 20.</summary>
    public int Factors { get; init; } = 10;

    /// <summary>The length a frame is filled up to with converted values, about.</summary>
    public int FrameBytes { get; init; } = 500;

    /// <summary>Data times begin a day earlier, as after an outage.</summary>
    public bool BackFill { get; init; }

    /// <summary>First data time of each point; by default so early that the last is not in the future.</summary>
    public BeijingTime? DataStart { get; init; }

    /// <summary>From one data time of a point to its next, whole seconds.</summary>
    public TimeSpan DataStep { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>MNs are this and six digits from 000001; ST is 31.</summary>
    public string MnPrefix { get; init; } = "LT";

    public string Password { get; init; } = "123456";

    /// <summary>Threads that send and receive; one drives about 40,000 frames/s.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// Connects again when a connection breaks, and sends its unanswered frames again with the QN they had. Otherwise
    /// the connection stays down.
    /// </summary>
    public bool Reconnect { get; init; }

    /// <summary>
    /// Gets a line <c>MN QN DataTime</c> for each frame whose 9014 came, and for no other. Appended; complete after a
    /// connection broke and at the end.
    /// </summary>
    public string? AckedLog { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value that makes no run; the message names it.</exception>
    public void Check()
    {
        Within(Connections, 1, 60_000, nameof(Connections));
        Within(Points, Connections, 999_999, nameof(Points));
        Within(Window, 1, 256, nameof(Window));
        Within(AnswerTimeout.TotalSeconds, 0.1, 99, nameof(AnswerTimeout));
        Within(Factors, 1, LoadFrame.MostFactors, nameof(Factors));
        Within(FrameBytes, 0, 1_000, nameof(FrameBytes));
        Within(Threads, 1, Connections, nameof(Threads));
        Within(DataStep.TotalSeconds, 1, 86_400, nameof(DataStep));
        Within(Rate, 0, 10_000_000, nameof(Rate));
        Within(Password.Length, 0, 64, nameof(Password));
        Within(MnPrefix.Length, 0, 58, nameof(MnPrefix));
    }

    static void Within(double value, double least, double most, string name)
    {
        if (!(value >= least && value <= most))
        {
            throw new ArgumentOutOfRangeException(
                name, value, FormattableString.Invariant($"{name} must lie between {least} and {most}."));
        }
    }
}
