using System.CommandLine;
using System.CommandLine.Invocation;
using Qianliyan.Cli.Backups;
using Qianliyan.Cli.Cluster;
using Qianliyan.Cli.Completion;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Frames;
using Qianliyan.Cli.Journal;
using Qianliyan.Cli.Marks;
using Qianliyan.Cli.Policies;
using Qianliyan.Cli.Registry;
using Qianliyan.Cli.Replay;
using Qianliyan.Cli.Supervision;
using Qianliyan.Cli.Twins;
using Qianliyan.Cli.Watching;

namespace Qianliyan.Cli;

/// <summary>The command line of Qianliyan.</summary>
static class QlyCommand
{
    const string Description = """
        Qianliyan (千里眼): asks, watches and feeds a running digital twin. Times are Beijing times.

        Examples:
          qly get points/QLY1301000001A-31
          qly list --region 130100 --level exceeded
          qly watch --region 130100 --kind point
          qly history QLY1301000001A-31 --from 2h --frames
          qly prove points/QLY1301000001A-31
          qly import points.csv --kind points --limits limits.csv --dry-run
          qly policy diff national hebei.yaml
          qly mark create incinerators/P-1 --code stopping --from 2026-01-31T08:00 --by wang --reason 检修
          qly order create enterprises/E1 2026-3 --from 2026-01-31 --to 2026-02-03 --cut 0.3 --by li --reason 橙色预警
          qly acknowledge points/QLY1301000001A-31 --by wang
          qly cluster drain 10.0.0.4:11111 --server http://10.0.0.5:5081
          qly backup /var/backups/
          qly replay airbox --speed 600
          qly frames '##0101QN=...&&1C80'
          qly quarantine --from 1d --json

        Exit codes: 0 done; 1 error; 2 refused, or not proven.
        """;

    /// <summary>
    /// Runs a command line. A bad one says what is wrong and where help is; the help itself would push that off the
    /// screen.
    /// </summary>
    public static async Task<int> Run(
        Terminal terminal,
        string[] arguments,
        InvocationConfiguration invocation,
        CancellationToken cancellationToken)
    {
        ParseResult parsed = Create(terminal).Parse(arguments);
        bool isBad = parsed.Action is ParseErrorAction && arguments.Length > 0;
        if (isBad && parsed.Action is ParseErrorAction bad)
            bad.ShowHelp = false;
        int code = await parsed.InvokeAsync(invocation, cancellationToken);
        if (isBad)
            await invocation.Error.WriteLineAsync($"See '{PathOf(parsed.CommandResult.Command)} --help'.");
        return code;
    }

    public static RootCommand Create(Terminal terminal)
    {
        var options = new ServerOptions();
        return new RootCommand(Description)
        {
            options.Server,
            options.Json,
            GetCommand.Create(options, terminal),
            ListCommand.Create(options, terminal),
            WatchCommand.Create(options, terminal),
            HistoryCommand.Create(options, terminal),
            QuarantineCommand.Create(options, terminal),
            ProveCommand.Create(options, terminal),
            ExplainCommand.Create(options, terminal),
            ImportCommand.Create(options, terminal),
            PolicyCommand.Create(options, terminal),
            MarkCommand.Create(options, terminal),
            OrderCommand.Create(options, terminal),
            AcknowledgeCommand.Create(options, terminal),
            ClusterCommand.Create(options, terminal),
            BackupCommand.Create(options, terminal),
            ReplayCommand.Create(options, terminal),
            FramesCommand.Create(options.Json, terminal),
            CompletionCommand.Create(terminal),
        };
    }

    static string PathOf(Command command) => command is RootCommand ? "qly" : $"qly {command.Name}";
}
