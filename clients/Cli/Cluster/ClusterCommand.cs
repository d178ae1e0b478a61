using System.CommandLine;
using Qianliyan.Cli.Connecting;
using Qianliyan.V1;

namespace Qianliyan.Cli.Cluster;

/// <summary><c>qly cluster</c>: the silos, their load and what lags.</summary>
static class ClusterCommand
{
    public static Command Create(ServerOptions options, Terminal terminal)
    {
        var command = new Command("cluster", "Show the silos, how loaded they are and what lags; let one leave.")
        {
            DrainCommand.Create(options, terminal),
        };
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            async (session, token) =>
            {
                V1.Cluster cluster = await session.Cluster.GetClusterAsync(
                    new GetClusterRequest(), cancellationToken: token);
                if (session.Json)
                    await session.Terminal.Out.WriteLineAsync(CliJson.Of(cluster));
                else
                    ClusterTable.Show(session.Terminal, cluster);
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }
}
