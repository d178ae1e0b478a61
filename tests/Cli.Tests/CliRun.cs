using System.CommandLine;
using Qianliyan.Cli.Connecting;

namespace Qianliyan.Cli.Tests;

/// <summary>One invocation of the program, in this process, its output caught.</summary>
sealed record CliRun(int ExitCode, string Out, string Error)
{
    public static async Task<CliRun> Of(params string[] arguments) => await Of("", arguments);

    public static async Task<CliRun> Of(string input, string[] arguments)
    {
        using var output = new StringWriter();
        return await Of(input, output, arguments, TestContext.Current.CancellationToken);
    }

    public static async Task<CliRun> Of(
        string input, StringWriter output, string[] arguments, CancellationToken cancellationToken)
    {
        output.NewLine = "\n";
        using var error = new StringWriter { NewLine = "\n" };
        using var reader = new StringReader(input);
        var terminal = new Terminal(reader, output, error, IsInteractive: false);
        var streams = new InvocationConfiguration
        {
            Output = output, Error = error, EnableDefaultExceptionHandler = false,
        };
        int code = await QlyCommand.Run(terminal, arguments, streams, cancellationToken);
        return new CliRun(code, output.ToString(), error.ToString());
    }
}
