using System.Diagnostics;
using System.Net.Sockets;
using HdrHistogram;
using Qianliyan.Domain.Time;

namespace Qianliyan.Simulator.Load;

/// <summary>
/// Loads a gateway with thousands of connections from few threads. Every frame has a QN of its own and a data time
/// later than any before it of its point, so a receiver never sees a repeat.
/// </summary>
public sealed class LoadRunner
{
    const double AssumedSaturation = 60_000;
    const int BackFillSeconds = BeijingTime.SecondsPerDay;

    readonly LoadOptions _options;
    readonly TimeProvider _time;
    LoadLoop[] _loops = [];

    /// <exception cref="ArgumentOutOfRangeException">See <see cref="LoadOptions.Check"/>.</exception>
    public LoadRunner(LoadOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Check();
        (_options, _time) = (options, time);
    }

    /// <summary>Frames acknowledged so far, warm-up included.</summary>
    public long Acknowledged => Volatile.Read(ref _loops).Sum(loop => loop.Acknowledged);

    /// <summary>The data time of the first frame of each point.</summary>
    public static BeijingTime DataStartOf(LoadOptions options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.DataStart is { } given)
            return given;
        double rate = options.Rate > 0 ? options.Rate : AssumedSaturation;
        double rounds = rate * (options.Warmup + options.Duration).TotalSeconds / options.Points + 2;
        long span = (long)(rounds * options.DataStep.TotalSeconds) + (options.BackFill ? BackFillSeconds : 0);
        return BeijingTime.From(now).AddSeconds(-span);
    }

    /// <summary>Connects, runs warm-up and measurement, waits for the last answers.</summary>
    /// <remarks>Cancelled, it ends early and gives the result so far.</remarks>
    /// <exception cref="SocketException">The gateway refused a first connection.</exception>
    public async Task<LoadResult> RunAsync(CancellationToken cancellation)
    {
        using AckedLog? log = _options.AckedLog is { } path ? new AckedLog(path) : null;
        var connector = new Connector(_options);
        long connecting = Stopwatch.GetTimestamp();
        Socket[] sockets = await OnThread(() => connector.ConnectAll(cancellation));
        TimeSpan connected = Stopwatch.GetElapsedTime(connecting);

        var clock = new LoadClock(_options, _time);
        LoadLoop[] loops = Share(sockets, clock, connector, log);
        Volatile.Write(ref _loops, loops);
        using var reconnecting = new CancellationTokenSource();
        Task connectors = OnThread(() => { connector.Run(reconnecting.Token); return 0; });
        Task<CpuSpan> cpu = MeasureCpu(clock, cancellation);
        try
        {
            await Task.WhenAll(loops.Select(loop => OnThread(() => { loop.Run(cancellation); return 0; })));
            await reconnecting.CancelAsync();
            await connectors;
            return Result(loops, await cpu, connected, cancellation.IsCancellationRequested);
        }
        finally
        {
            foreach (LoadLoop loop in loops)
                loop.Dispose();
        }
    }

    LoadLoop[] Share(Socket[] sockets, LoadClock clock, Connector connector, AckedLog? log)
    {
        BeijingTime dataStart = DataStartOf(_options, _time.GetUtcNow());
        var loops = new LoadLoop[_options.Threads];
        for (int i = 0; i < loops.Length; i++)
        {
            int[] indices = [.. Enumerable.Range(0, sockets.Length).Where(index => index % loops.Length == i)];
            LoadConnection[] connections =
                [.. indices.Select(index => new LoadConnection(_options, dataStart, index))];
            loops[i] = new LoadLoop(_options, clock, connections, connector, log);
            for (int local = 0; local < indices.Length; local++)
                loops[i].Adopt(local, sockets[indices[local]]);
        }

        return loops;
    }

    LoadResult Result(LoadLoop[] loops, CpuSpan cpu, TimeSpan connected, bool wasCancelled)
    {
        var latency = new LongHistogram(1, 600_000_000, 3);
        foreach (LoadLoop loop in loops)
            latency.Add(loop.Latency);
        long measured = loops.Sum(loop => loop.Counts.Measured);
        double seconds = (wasCancelled ? cpu.Wall : _options.Duration).TotalSeconds;
        return new LoadResult
        {
            Connections = _options.Connections,
            Points = _options.Points,
            Window = _options.Window,
            OfferedRate = _options.Rate,
            FrameBytes = new LoadFrame(_options).Bytes.Length,
            ElapsedSeconds = seconds,
            Acknowledged = measured,
            FramesPerSecond = seconds > 0 ? measured / seconds : 0,
            LatencyP50 = Milliseconds(latency, 50),
            LatencyP99 = Milliseconds(latency, 99),
            LatencyP999 = Milliseconds(latency, 99.9),
            LatencyMax = Milliseconds(latency, 100),
            CpuMicrosecondsPerFrame = measured > 0 ? cpu.Used.TotalMicroseconds / measured : 0,
            CpuCores = seconds > 0 ? cpu.Used.TotalSeconds / seconds : 0,
            ConnectMilliseconds = connected.TotalMilliseconds,
            TotalSent = loops.Sum(loop => loop.Counts.TotalSent),
            TotalAcknowledged = loops.Sum(loop => loop.Acknowledged),
            Unanswered = loops.Sum(loop => loop.Counts.Unanswered),
            Resent = loops.Sum(loop => loop.Counts.Resent),
            Unexpected = loops.Sum(loop => loop.Counts.Unexpected),
            BrokenConnections = loops.Sum(loop => loop.Counts.Broken),
            Reconnects = loops.Sum(loop => loop.Counts.Reconnects),
            MostInFlight = loops.Max(loop => loop.Counts.MostInFlight),
        };
    }

    static double Milliseconds(LongHistogram latency, double percentile) =>
        latency.TotalCount == 0 ? 0 : latency.GetValueAtPercentile(percentile) / 1_000.0;

    static async Task<CpuSpan> MeasureCpu(LoadClock clock, CancellationToken cancellation)
    {
        await Wait(clock.UntilMeasured);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long from = Stopwatch.GetTimestamp();
        await Wait(clock.UntilEnd);
        return new CpuSpan(Environment.CpuUsage.TotalTime - before, Stopwatch.GetElapsedTime(from));

        async Task Wait(TimeSpan time) =>
            await Task.Delay(time > TimeSpan.Zero ? time : TimeSpan.Zero, cancellation)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    static Task<T> OnThread<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    readonly record struct CpuSpan(TimeSpan Used, TimeSpan Wall);
}
