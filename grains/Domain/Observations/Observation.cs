using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Observations;

/// <summary>One upload of one monitoring point, decoded: what the device said, nothing added.</summary>
[GenerateSerializer, Immutable, Alias("qly.Observation")]
public sealed record Observation
{
    [Id(0)]
    public required ObservationKind Kind { get; init; }

    /// <summary>Instant (real time) or start of the interval (minute, hour, day).</summary>
    [Id(1)]
    public required BeijingTime DataTime { get; init; }

    /// <summary>
    /// Length of a minute record, 1 to 30; 0 when the kind says it (real time, hour, day) or it is not known.
    /// </summary>
    [Id(2)]
    public int IntervalMinutes { get; init; }

    /// <summary>The device said that it sends this again (RF=1 of HJ 212-2025).</summary>
    [Id(3)]
    public bool Resent { get; init; }

    /// <summary>The request number (QN) of the frame, as it came; null where there was none.</summary>
    [Id(4)]
    public string? RequestNumber { get; init; }

    [Id(5)]
    public required Reading[] Readings { get; init; }

    /// <summary>Says the same of the same time, whatever request number it came with.</summary>
    public bool SaysTheSameAs(Observation other) =>
        Kind == other.Kind
        && DataTime == other.DataTime
        && IntervalMinutes == other.IntervalMinutes
        && Readings.AsSpan().SequenceEqual(other.Readings);
}
