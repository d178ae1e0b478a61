using System.Diagnostics;

namespace Qianliyan.Storage.Tests.Crash;

static class ChildProcess
{
    /// <summary>Starts this test assembly again as one of its child roles.</summary>
    public static Process Start(string command, string directory)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        start.ArgumentList.Add(command);
        start.ArgumentList.Add(directory);
        return Process.Start(start) ?? throw new InvalidOperationException("The child process did not start.");
    }
}
