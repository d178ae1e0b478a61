using System.Globalization;
using System.Text;
using Qianliyan.Simulator.Load;

namespace Qianliyan.Simulator.Terminal;

static class LoadTable
{
    public static string Of(LoadResult result)
    {
        var table = new StringBuilder();
        void Row(string name, FormattableString value) =>
            table.AppendLine(CultureInfo.InvariantCulture, $"{name,-22}{value.ToString(CultureInfo.InvariantCulture)}");

        Row("frames/s acknowledged", $"{result.FramesPerSecond:N0}");
        if (result.OfferedRate > 0)
            Row("frames/s offered", $"{result.OfferedRate:N0}");
        Row("latency p50", $"{result.LatencyP50:F2} ms");
        Row("latency p99", $"{result.LatencyP99:F2} ms");
        Row("latency p99.9", $"{result.LatencyP999:F2} ms");
        Row("latency max", $"{result.LatencyMax:F2} ms");
        Row("generator CPU", $"{result.CpuMicrosecondsPerFrame:F1} us/frame, {result.CpuCores:F2} cores");
        Row("connections", $"{result.Connections:N0} in {result.ConnectMilliseconds:F0} ms, window {result.Window}");
        Row("points", $"{result.Points:N0}");
        Row("frame", $"{result.FrameBytes} bytes");
        Row("measured", $"{result.Acknowledged:N0} frames in {result.ElapsedSeconds:F1} s");
        Row("sent in all", $"{result.TotalSent:N0}, {result.Resent} of them again");
        Row("acknowledged in all", $"{result.TotalAcknowledged:N0}, {result.Unanswered:N0} unanswered");
        Row("connections broken", $"{result.BrokenConnections}, {result.Reconnects} made again");
        Row("unexpected answers", $"{result.Unexpected}");
        return table.ToString().TrimEnd();
    }
}
