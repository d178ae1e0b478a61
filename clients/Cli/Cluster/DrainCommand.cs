using System.CommandLine;
using Grpc.Core;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;

namespace Qianliyan.Cli.Cluster;

/// <summary><c>qly cluster drain</c>: lets a silo leave, and waits until it has.</summary>
static class DrainCommand
{
    static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Argument<string> silo = new("silo")
        {
            Description = "Address of the silo as 'qly cluster' shows it, such as 10.0.0.4:11111.",
        };
        Option<bool> noWait = new("--no-wait") { Description = "Return when the draining has begun." };
        Option<bool> last = new("--last") { Description = "Also when no other silo is active: nothing serves then." };
        var command = new Command(
            "drain",
            "Let a silo leave (排空): it takes no device and no stream, answers what is under way, and ends. "
            + "Ask another silo (--server) than the one that leaves.")
        {
            silo, noWait, last,
        };
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            async (session, token) =>
            {
                Silo leaving = await session.Cluster.DrainSiloAsync(
                    new DrainSiloRequest
                    {
                        Name = $"cluster/silos/{parsed.GetRequiredValue(silo)}",
                        AllowLast = parsed.GetValue(last),
                    },
                    cancellationToken: token);
                await Say(session, leaving);
                if (!parsed.GetValue(noWait))
                    await UntilGone(session, leaving, token);
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    static async Task UntilGone(Session session, Silo leaving, CancellationToken cancellationToken)
    {
        SiloState state = leaving.State;
        using var timer = new PeriodicTimer(LookEvery);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            V1.Cluster cluster;
            try
            {
                cluster = await session.Cluster.GetClusterAsync(
                    new GetClusterRequest(), cancellationToken: cancellationToken);
            }
            catch (RpcException gone) when (gone.StatusCode == StatusCode.Unavailable)
            {
                await session.Terminal.Out.WriteLineAsync(
                    $"{ClusterTable.AddressOf(leaving.Name)}  the silo asked does not answer any more; was it the one that leaves?");
                return;
            }

            if (cluster.Silos.FirstOrDefault(silo => silo.Name == leaving.Name) is not { } silo)
            {
                if (!session.Json)
                    await session.Terminal.Out.WriteLineAsync($"{ClusterTable.AddressOf(leaving.Name)}  has left");
                return;
            }

            if (silo.State != state)
                await Say(session, silo);
            state = silo.State;
        }
    }

    static Task Say(Session session, Silo silo) => session.Terminal.Out.WriteLineAsync(
        session.Json
            ? CliJson.Of(silo)
            : $"{ClusterTable.AddressOf(silo.Name)}  {ClusterTable.StateOf(silo)}  "
                + $"{CountText.Of(silo.Devices, "device")}, {CountText.Of(silo.Twins.Sum(twins => twins.Active), "twin")}");
}
