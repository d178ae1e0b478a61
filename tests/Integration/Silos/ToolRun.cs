using System.Diagnostics;

namespace Qianliyan.Integration.Silos;

/// <summary>
/// A program that does its work and ends, as an operator runs it: <c>qly</c>, or a silo's <c>restore</c>.
/// </summary>
public sealed record ToolRun(int ExitCode, string Out, string Error)
{
    public static Task<ToolRun> Qly(CancellationToken cancellationToken, params string[] arguments) =>
        Of("qly.dll", arguments, cancellationToken);

    public static Task<ToolRun> Silo(CancellationToken cancellationToken, params string[] arguments) =>
        Of("Qianliyan.Silo.dll", arguments, cancellationToken);

    static async Task<ToolRun> Of(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("exec");
        // Programs that are side by side here share their assemblies, some of which only the silo's frameworks have.
        start.ArgumentList.Add("--runtimeconfig");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Qianliyan.Silo.runtimeconfig.json"));
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, program));
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new ToolRun(process.ExitCode, await output, await error);
    }
}
