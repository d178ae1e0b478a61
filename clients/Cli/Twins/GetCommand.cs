using System.CommandLine;
using Qianliyan.Cli.Connecting;

namespace Qianliyan.Cli.Twins;

/// <summary><c>qly get</c>: one twin as it stands now.</summary>
static class GetCommand
{
    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Argument<TwinName> name = TwinName.Argument(
            "Resource name: points/{MN}-{ST}, enterprises/{code}, incinerators/{plant}-{furnace}, cells/{cell}, "
            + "regions/{code}.");
        var command = new Command("get", "Show a twin: level with reason, link, factors with means and counters.")
        {
            name,
        };
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            (session, token) => Run(session, parsed.GetRequiredValue(name), token),
            cancellationToken));
        return command;
    }

    static async Task<int> Run(Session session, TwinName name, CancellationToken cancellationToken)
    {
        TwinStatus twin = await TwinStatus.Get(session, name, cancellationToken);
        if (session.Json)
            await session.Terminal.Out.WriteLineAsync(CliJson.Of(twin.Message));
        else
            new TwinCard(session.Terminal.Console, TimeProvider.System.GetUtcNow()).Write(twin);
        return ExitCodes.Done;
    }
}
