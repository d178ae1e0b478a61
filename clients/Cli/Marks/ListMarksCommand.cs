using System.CommandLine;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using TwinName = Qianliyan.Cli.Twins.TwinName;

namespace Qianliyan.Cli.Marks;

/// <summary><c>qly mark list</c> and <c>get</c>.</summary>
static class ListMarksCommand
{
    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Argument<TwinName> twin = TwinName.Argument("The twin that the marks hang on, such as incinerators/P-1.");
        Option<DateTimeOffset?> from = WordOption.Time(
            "--from", "Only marks that hold at or after this: a Beijing time, a time with offset, or an age such as 7d.");
        Option<DateTimeOffset?> to = WordOption.Time("--to", "Only marks that hold before this; same forms.");
        Option<int> limit = WordOption.Count("--limit", "At most so many.", 200);
        var command = new Command("list", "List the marks of a twin in their newest versions, by start.")
        {
            twin, from, to, limit,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var request = new ListMarksRequest
            {
                Parent = parsed.GetRequiredValue(twin).Text,
                StartTime = TimeText.Seconds(parsed.GetValue(from)),
                EndTime = TimeText.Seconds(parsed.GetValue(to)),
            };
            int most = parsed.GetValue(limit);
            return Session.Run(
                parsed, options, terminal, (session, token) => List(session, request, most, token), cancellationToken);
        });
        return command;
    }

    public static Command CreateGet(ServerOptions options, Terminal terminal)
    {
        Argument<string> name = MarkOptions.Mark();
        var command = new Command("get", "Show the newest version of a mark.") { name };
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            async (session, token) =>
            {
                Mark mark = await session.Marks.GetMarkAsync(
                    new GetMarkRequest { Name = parsed.GetRequiredValue(name) }, cancellationToken: token);
                await MarkText.Show(session, mark);
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    static async Task<int> List(
        Session session, ListMarksRequest request, int limit, CancellationToken cancellationToken)
    {
        var listing = new Listing<Mark>(limit, "mark");
        request.PageSize = listing.PageSize;
        await listing.Walk(
            async token =>
            {
                request.PageToken = token;
                ListMarksResponse page =
                    await session.Marks.ListMarksAsync(request, cancellationToken: cancellationToken);
                return (page.Marks, page.NextPageToken);
            },
            mark => MarkText.Show(session, mark));
        if (!session.Json)
            await session.Terminal.Out.WriteLineAsync(listing.Summary);
        return ExitCodes.Done;
    }
}
