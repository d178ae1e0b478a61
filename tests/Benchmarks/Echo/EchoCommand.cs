using System.CommandLine;
using Qianliyan.V1;

namespace Qianliyan.Benchmarks.Echo;

/// <summary>The verb that a benchmark starts as a child process of its own.</summary>
static class EchoCommand
{
    public const string Verb = "serve-echo";
    public const string PortOption = "--port";
    public const string AnswerOption = "--answer";

    public static Command Create()
    {
        Option<int> port = new(PortOption) { Description = "gRPC (h2c) on the loopback address.", Required = true };
        Option<FileInfo?> answer = new(AnswerOption)
        {
            Description =
                "A Point message, as bytes, that answers every GetPoint. The server ends with its standard input.",
        };
        var command = new Command(Verb, "Serves the raw gRPC ceiling.") { port, answer };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Point point = parsed.GetValue(answer) is { } file
                ? Point.Parser.ParseFrom(await File.ReadAllBytesAsync(file.FullName, cancellationToken))
                : new Point();
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task serving = EchoServer.Run(parsed.GetValue(port), point, ending.Token);
            // A closed input means that whoever started this process is gone.
            await Task.WhenAny(serving, Task.Run(() => Console.In.ReadToEndAsync(ending.Token), ending.Token));
            await ending.CancelAsync();
            await serving;
        });
        return command;
    }
}
