using Qianliyan.Benchmarks.Machine;
using Qianliyan.Benchmarks.Reports;
using Qianliyan.Benchmarks.Silos;
using Qianliyan.Simulator.Load;

namespace Qianliyan.Benchmarks.Devices;

/// <summary>Runs the load generator against a server and makes a row of it.</summary>
static class DeviceLoad
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    /// <summary>Runs the load; the row holds the measured time only.</summary>
    /// <param name="what">Heading of the row.</param>
    /// <param name="options">The load; its warm-up is not measured.</param>
    /// <param name="serverProcessId">Whose CPU to measure.</param>
    /// <param name="metrics">Where a silo tells what it allocated; null for any other server.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    public static async Task<(Row Row, LoadResult Result)> Run(
        string what, LoadOptions options, int serverProcessId, SiloMetrics? metrics,
        CancellationToken cancellationToken)
    {
        double load = MachineReading.Load();
        var runner = new LoadRunner(options, TimeProvider.System);
        Task<LoadResult> running = runner.RunAsync(cancellationToken);
        while (runner.Acknowledged == 0 && !running.IsCompleted)
            await Task.Delay(Poll, cancellationToken);
        await Task.Delay(options.Warmup, cancellationToken);

        double allocatedBefore = metrics is null ? 0 : await metrics.AllocatedBytes(cancellationToken);
        long framesBefore = runner.Acknowledged;
        CpuMeter cpu = CpuMeter.Start(serverProcessId);
        await Task.WhenAny(running, Task.Delay(options.Duration, cancellationToken));
        CpuUse used = cpu.Read();
        long frames = runner.Acknowledged - framesBefore;
        double? allocated = metrics is null
            ? null
            : (await metrics.AllocatedBytes(cancellationToken) - allocatedBefore) / Math.Max(1, frames);

        LoadResult result = await running;
        var row = new Row
        {
            What = what,
            Rate = result.FramesPerSecond,
            Unit = "frames/s",
            Latency = new Latency(result.LatencyP50, result.LatencyP99, result.LatencyP999),
            AllocatedBytes = allocated,
            Cpu = used,
            LoadBefore = load,
        };
        return (row, result);
    }
}
