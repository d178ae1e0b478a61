using System.CommandLine;
using Qianliyan.Cli.Connecting;
using Qianliyan.V1;

namespace Qianliyan.Cli.Marks;

/// <summary><c>qly mark delete</c>.</summary>
static class DeleteMarkCommand
{
    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Argument<string> name = MarkOptions.Mark();
        Option<MarkSource> source = MarkOptions.Source();
        Option<string> author = MarkOptions.By();
        Option<string> reason = MarkOptions.Reason();
        Option<int> revision = MarkOptions.Revision();
        var command = new Command("delete", "Take a mark back. Its versions are kept, with who took it back and why.")
        {
            name, source, author, reason, revision,
        };
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            async (session, token) =>
            {
                string meant = parsed.GetRequiredValue(name);
                int replaced = parsed.GetValue(revision) is var said and > 0
                    ? said
                    : (await session.Marks.GetMarkAsync(
                        new GetMarkRequest { Name = meant }, cancellationToken: token)).Revision;
                Mark deleted = await session.Marks.DeleteMarkAsync(
                    new DeleteMarkRequest
                    {
                        Name = meant,
                        Source = MarkOptions.SourceOf(parsed, source),
                        Author = parsed.GetRequiredValue(author),
                        Reason = parsed.GetRequiredValue(reason),
                        Revision = replaced,
                    },
                    cancellationToken: token);
                await MarkText.Show(session, deleted);
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }
}
