using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Detectors;

/// <summary>
/// What the detectors see of one closed hour of one factor. What is not known is none, and a detector that needs it
/// stays silent. An hour in which nothing came is seen too, without a value.
/// </summary>
public readonly record struct HourSight
{
    /// <summary>Start of the hour, Beijing time.</summary>
    public required BeijingTime Start { get; init; }

    /// <summary>The hour's mean as measured, whatever its flag; none when there is none.</summary>
    public Exact Value { get; init; }

    /// <summary>What the hourly limit is compared with: the converted value where there is one (折算优先).</summary>
    public Exact Figure { get; init; }

    public DataFlag Flag { get; init; }

    /// <summary>The upper hourly limit, in the unit of <see cref="Figure"/>.</summary>
    public Exact Limit { get; init; }

    /// <summary>Upper end of the measuring range (量程): values within a share of it are zeros.</summary>
    public Exact Span { get; init; }

    /// <summary>Bounds of the measuring range or, where that is not known, of plausible values (exmin, exmax).</summary>
    public Exact RangeBottom { get; init; }

    public Exact RangeTop { get; init; }

    /// <summary>Mean measured oxygen of the hour, volume per cent.</summary>
    public Exact Oxygen { get; init; }

    /// <summary>Flow or emission of the hour, in the unit of <see cref="StopLimit"/>.</summary>
    public Exact Emission { get; init; }

    /// <summary>Most that a stopped plant may emit (stop_flow_limit, 停运期间排放量上限).</summary>
    public Exact StopLimit { get; init; }

    /// <summary>The hour's values carry flag F (停运).</summary>
    public bool IsMarkedStopped { get; init; }

    /// <summary>
    /// A mark of the monitoring (maintenance, interrupted link, manual monitoring, ...) or a flag (maintenance,
    /// calibration, fault) says that the automatic values do not stand for the plant.
    /// </summary>
    public bool IsMarked { get; init; }

    /// <summary>The mean, in the same hour, of a factor that moves with this one.</summary>
    public Exact Companion { get; init; }

    /// <summary>The median, in the same hour, of the same factor at like outlets.</summary>
    public Exact Peers { get; init; }

    /// <summary>A mean that counts and stands for a running plant.</summary>
    public bool IsRunning => Value.HasValue && Flag.IsValid() && !IsMarkedStopped && !IsMarked;

    /// <summary>Hours since 1970-01-01 00:00 UTC.</summary>
    public int Number => (int)(Start.UnixSeconds / BeijingTime.SecondsPerHour);

    public static BeijingTime TimeOf(int number) => new((long)number * BeijingTime.SecondsPerHour);
}
