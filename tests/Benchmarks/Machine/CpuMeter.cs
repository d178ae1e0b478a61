using System.Diagnostics;

namespace Qianliyan.Benchmarks.Machine;

/// <summary>Measures, over a stretch of time, how many cores the server, this process and all others used.</summary>
sealed class CpuMeter
{
    readonly int _server;
    readonly long _began = Stopwatch.GetTimestamp();
    readonly TimeSpan _serverBefore;
    readonly TimeSpan _generatorBefore;
    readonly TimeSpan _machineBefore;

    CpuMeter(int server)
    {
        _server = server;
        _serverBefore = ProcessReading.CpuTime(server);
        _generatorBefore = ProcessReading.CpuTime(Environment.ProcessId);
        _machineBefore = MachineReading.BusyTime();
    }

    public static CpuMeter Start(int serverProcessId) => new(serverProcessId);

    public CpuUse Read()
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_began);
        double server = (ProcessReading.CpuTime(_server) - _serverBefore) / elapsed;
        double generator = (ProcessReading.CpuTime(Environment.ProcessId) - _generatorBefore) / elapsed;
        double machine = (MachineReading.BusyTime() - _machineBefore) / elapsed;
        return new CpuUse(elapsed, server, generator, Math.Max(0, machine - server - generator));
    }
}

/// <summary>Cores in use over a stretch of time.</summary>
/// <param name="Elapsed">The stretch.</param>
/// <param name="Server">By the process measured.</param>
/// <param name="Generator">By this process.</param>
/// <param name="Others">By everything else on the machine; a row with much of it is disturbed.</param>
readonly record struct CpuUse(TimeSpan Elapsed, double Server, double Generator, double Others);
