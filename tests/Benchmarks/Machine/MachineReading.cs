using System.Globalization;
using System.Runtime.InteropServices;

namespace Qianliyan.Benchmarks.Machine;

/// <summary>What the kernel says of the machine.</summary>
static class MachineReading
{
    const double TicksPerSecond = 100;

    /// <summary>One line: processor, cores, memory, kernel, runtime.</summary>
    public static string Describe()
    {
        string processor = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':')[1].Trim() ?? "unknown processor";
        double memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        string kernel = File.ReadAllText("/proc/sys/kernel/osrelease").Trim();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{processor}, {Environment.ProcessorCount} cores, {memory:F1} GiB, Linux {kernel}, {RuntimeInformation.FrameworkDescription}");
    }

    /// <summary>Load average of the last minute.</summary>
    public static double Load() =>
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    /// <summary>CPU time that all processes and the kernel have used since the machine started.</summary>
    public static TimeSpan BusyTime()
    {
        // user nice system idle iowait irq softirq steal
        string[] fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        long busy = 0;
        for (int i = 1; i <= 8; i++)
        {
            if (i is not (4 or 5))
                busy += long.Parse(fields[i], CultureInfo.InvariantCulture);
        }

        return TimeSpan.FromSeconds(busy / TicksPerSecond);
    }
}
