using System.Diagnostics;

namespace Qianliyan.Infrastructure.Tests;

/// <summary>What a tool printed, and how it ended.</summary>
sealed record Command(int ExitCode, string Output, string Errors)
{
    /// <exception cref="InvalidOperationException">There is no such program.</exception>
    public static async Task<Command> Run(
        string directory, string program, CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)
            ?? throw new InvalidOperationException($"{program} did not start.");
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new Command(process.ExitCode, await output, await errors);
    }

    /// <returns>Its output; fails when it did not end with 0.</returns>
    public string ShouldSucceed()
    {
        ExitCode.ShouldBe(0, $"{Output}\n{Errors}");
        return Output;
    }
}
