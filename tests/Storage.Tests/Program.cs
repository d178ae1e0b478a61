using Qianliyan.Storage.Tests.Crash;
using Xunit.Runner.InProc.SystemConsole;

namespace Qianliyan.Storage.Tests;

/// <summary>Runs the tests, or plays the child process of a crash test.</summary>
static class Program
{
    static Task<int> Main(string[] args) => args switch
    {
        [CrashWriter.Command, var directory] => CrashWriter.RunAsync(directory),
        [StoreHolder.Command, var directory] => StoreHolder.RunAsync(directory),
        _ => ConsoleRunner.Run(args),
    };
}
