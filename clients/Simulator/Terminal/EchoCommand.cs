using System.CommandLine;
using System.Net;
using Qianliyan.Simulator.Echo;

namespace Qianliyan.Simulator.Terminal;

/// <summary><c>simulator echo</c>.</summary>
sealed class EchoCommand
{
    readonly Option<int> _port = new("--port")
    {
        Description = "On the loopback address.",
        DefaultValueFactory = _ => 5213,
    };

    public Command Create()
    {
        var command = new Command("echo", "Answer every frame without reading it: the ceiling of a load run.");
        command.Options.Add(_port);
        command.SetAction(Run);
        return command;
    }

    async Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        using var server = new EchoServer(new IPEndPoint(IPAddress.Loopback, parsed.GetValue(_port)));
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"echo on {server.Endpoint}");
        await server.RunAsync(cancellation);
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"{server.Frames} frames answered");
        return 0;
    }
}
