using System.CommandLine;
using Grpc.Core;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.Cli.Twins;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Watching;

/// <summary><c>qly watch</c>: twins as they change, until Ctrl+C.</summary>
static class WatchCommand
{
    static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(250);

    /// <summary>Twins named are few and show their newest values; those of a region are summaries.</summary>
    const int MostWithValues = 100;

    /// <summary>Lines of the screen that are no rows: head, foot, prompt.</summary>
    const int FrameLines = 6;

    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Argument<string[]> names = new("name")
        {
            Description = "Resource names of twins, up to 10,000.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string> region = TwinName.Region("Region with all below it, such as 130100, in place of names.");
        Option<TwinKind> kind = WordOption.Create("--kind", "With --region: only this kind", Words.Kinds);
        var command = new Command("watch", "Show twins live; changes are marked. Lines when redirected.")
        {
            names, region, kind,
        };
        command.Validators.Add(result =>
        {
            string[] given = result.GetValue(names) ?? [];
            foreach (string text in given.Where(text => !TwinName.TryParse(text, out _)))
                result.AddError(TwinName.Reason(text));
            bool hasNames = given.Length > 0;
            bool hasRegion = result.GetResult(region) is not null;
            if (hasNames == hasRegion)
                result.AddError("Name either twins or a --region to watch.");
            if (result.GetResult(kind) is not null && !hasRegion)
                result.AddError("--kind goes with --region.");
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var request = new WatchTwinsRequest { Region = parsed.GetValue(region) ?? "" };
            request.Names.AddRange(parsed.GetValue(names) ?? []);
            if (parsed.GetValue(kind) is var only and not TwinKind.Unspecified)
                request.Kinds.Add(only);
            return Session.Run(
                parsed, options, terminal, (session, token) => Run(session, request, token), cancellationToken);
        });
        return command;
    }

    static async Task<int> Run(Session session, WatchTwinsRequest request, CancellationToken cancellationToken)
    {
        bool isTable = session.Terminal.IsInteractive && !session.Json;
        bool isWhole = session.Json || request.Names.Count is > 0 and <= MostWithValues;
        request.View = isWhole ? TwinView.Full : TwinView.Basic;
        var feed = new WatchFeed(session, request);
        try
        {
            await (isTable ? RunTable(session, feed, cancellationToken) : RunLines(session, feed, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Done;
        }
        catch (RpcException failure) when (
            failure.StatusCode == StatusCode.Cancelled && cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Done;
        }

        return ExitCodes.Done;
    }

    static Task RunLines(Session session, WatchFeed feed, CancellationToken cancellationToken)
    {
        Terminal terminal = session.Terminal;
        return feed.Run(
            (update, _) =>
            {
                terminal.Out.WriteLine(session.Json ? CliJson.Of(update) : TwinTable.Line(TwinStatus.Of(update)));
                terminal.Out.Flush();
            },
            state =>
            {
                if (state.Length > 0)
                    terminal.Error.WriteLine(state);
            },
            cancellationToken);
    }

    static async Task RunTable(Session session, WatchFeed feed, CancellationToken cancellationToken)
    {
        IAnsiConsole console = session.Terminal.Console;
        var board = new WatchBoard(TimeProvider.System);
        LiveDisplay display = console.Live(board.Render(1, console.Profile.Width))
            .Cropping(VerticalOverflowCropping.Bottom);
        await display.StartAsync(async live =>
        {
            Task reading = feed.Run(board.Show, board.Say, cancellationToken);
            using var tick = new PeriodicTimer(Redraw);
            while (!reading.IsCompleted)
            {
                live.UpdateTarget(board.Render(console.Profile.Height - FrameLines, console.Profile.Width));
                await tick.WaitForNextTickAsync(cancellationToken);
            }

            await reading;
        });
    }
}
