using System.Diagnostics;

namespace Qianliyan.Simulator.Load;

/// <summary>The phases of a run, by the stopwatch: warm-up, then the measured time.</summary>
sealed class LoadClock(LoadOptions options, TimeProvider time)
{
    readonly long _wallStart = time.GetUtcNow().ToUnixTimeMilliseconds();
    readonly long _measureFrom = Stopwatch.GetTimestamp() + Ticks(options.Warmup);
    readonly long _end = Stopwatch.GetTimestamp() + Ticks(options.Warmup + options.Duration);

    /// <summary>Begins when the clock is made.</summary>
    public long Start { get; } = Stopwatch.GetTimestamp();

    public bool IsOver => Stopwatch.GetTimestamp() >= _end;

    /// <summary>The wall clock, for QN.</summary>
    public long NowMilliseconds => _wallStart + (long)Stopwatch.GetElapsedTime(Start).TotalMilliseconds;

    public TimeSpan UntilMeasured => Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), _measureFrom);

    public TimeSpan UntilEnd => Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), _end);

    public bool IsMeasured(long timestamp) => timestamp >= _measureFrom && timestamp < _end;

    static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}
