using System.CommandLine;
using System.Globalization;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Twins;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Journal;

/// <summary>
/// <c>qly prove</c>: whether the live state follows from the journal, and the journal is what was written.
/// </summary>
static class ProveCommand
{
    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Argument<TwinName> name = TwinName.Argument("Resource name of the twin.");
        var command = new Command(
            "prove", "Replay a twin's journal and verify its hash chain. Exit code 2 when the proof does not hold.")
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
        Proof proof = await session.Twins.GetProofAsync(
            new GetProofRequest { Name = $"{name}/proof" }, cancellationToken: cancellationToken);
        bool isEqual = proof.LiveHash.Length > 0 && proof.LiveHash == proof.ReplayedHash;
        bool holds = proof.Holds && isEqual && proof.Chain is { Intact: true };
        if (session.Json)
            await session.Terminal.Out.WriteLineAsync(CliJson.Of(proof));
        else
            Show(session.Terminal.Console, name, proof, isEqual, holds);
        return holds ? ExitCodes.Done : ExitCodes.Refused;
    }

    static void Show(IAnsiConsole console, TwinName name, Proof proof, bool isEqual, bool holds)
    {
        console.MarkupLineInterpolated($"{name} at sequence {proof.Sequence}: {(holds ? "proven" : "NOT PROVEN")}");
        var grid = new Grid().AddColumns(2);
        grid.AddRow("live state", proof.LiveHash);
        grid.AddRow("replayed", $"{proof.ReplayedHash} {(isEqual ? "equal" : "NOT EQUAL")}");
        ChainReport chain = proof.Chain ?? new ChainReport();
        string broken = $"BROKEN at {Text(chain.FaultSequence)}: {Markup.Escape(chain.Fault)}";
        grid.AddRow("chain", chain.Intact ? "intact" : broken);
        grid.AddRow("last entry", chain.LastHash);
        grid.AddRow(
            "checked",
            $"{Text(chain.EntryCount)} entries, {Text(chain.FrameCount)} raw frames; "
                + $"{Text(chain.MissingFrameCount)} frames no longer kept");
        console.Write(grid);
    }

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
