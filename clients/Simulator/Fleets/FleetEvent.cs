using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Simulator.Fleets;

/// <summary>Something that happens to a fleet by script, again and again. Times are of the simulated clock.</summary>
public sealed record FleetEvent
{
    public required FleetEventKind Kind { get; init; }

    /// <summary>What a watcher may expect to see.</summary>
    public required string Story { get; init; }

    /// <summary>The outlet it happens to; none for an event of a whole logger.</summary>
    public PointId? Outlet { get; init; }

    /// <summary>The logger whose link or checksum it touches.</summary>
    public string? Logger { get; init; }

    public FactorCode Factor { get; init; }

    /// <summary>The multiplier or the shift.</summary>
    public double Amount { get; init; }

    /// <summary>From the start of the fleet to the first time; negative for one that has begun before.</summary>
    public required TimeSpan First { get; init; }

    public required TimeSpan Length { get; init; }

    /// <summary>From one beginning to the next.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>Whether it is happening, for a fleet that was started at <paramref name="start"/>.</summary>
    public bool IsActive(BeijingTime start, BeijingTime at)
    {
        long since = at.UnixSeconds - start.UnixSeconds - (long)First.TotalSeconds;
        return since >= 0 && since % (long)Every.TotalSeconds < (long)Length.TotalSeconds;
    }

    /// <summary>The first beginning after a moment.</summary>
    public BeijingTime NextAfter(BeijingTime start, BeijingTime at)
    {
        BeijingTime first = start.AddSeconds((long)First.TotalSeconds);
        if (at < first)
            return first;
        long every = (long)Every.TotalSeconds;
        return first.AddSeconds(((at.UnixSeconds - first.UnixSeconds) / every + 1) * every);
    }

    /// <summary>The end of the occurrence that a moment lies in.</summary>
    public BeijingTime EndAt(BeijingTime start, BeijingTime at)
    {
        BeijingTime first = start.AddSeconds((long)First.TotalSeconds);
        long every = (long)Every.TotalSeconds;
        long round = (at.UnixSeconds - first.UnixSeconds) / every;
        return first.AddSeconds(round * every + (long)Length.TotalSeconds);
    }
}
