using System.Diagnostics;
using System.Globalization;

namespace Qianliyan.Benchmarks.Machine;

/// <summary>What the kernel says of a process.</summary>
static class ProcessReading
{
    /// <summary>CPU time, user and system, of all threads; to 10 ms.</summary>
    public static TimeSpan CpuTime(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.TotalProcessorTime;
    }

    /// <summary>Memory in RAM (VmRSS), bytes.</summary>
    public static long ResidentBytes(int processId)
    {
        string file = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/status");
        foreach (string line in File.ReadLines(file))
        {
            if (line.StartsWith("VmRSS:", StringComparison.Ordinal))
                return 1024 * long.Parse(
                    line.AsSpan(6, line.Length - 6 - 3), NumberStyles.Any, CultureInfo.InvariantCulture);
        }

        throw new InvalidDataException($"/proc/{processId}/status has no VmRSS.");
    }
}
