using System.CommandLine;
using System.Runtime.CompilerServices;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using TwinName = Qianliyan.Cli.Twins.TwinName;

namespace Qianliyan.Cli.Marks;

/// <summary><c>qly mark list</c> and <c>get</c>.</summary>
static class ListMarksCommand
{
    const int PageSize = 500;

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
        int count = 0;
        bool isMore = false;
        await foreach (Mark mark in Pages(session, request, limit, cancellationToken))
        {
            isMore = count == limit;
            if (isMore)
                break;
            count++;
            await MarkText.Show(session, mark);
        }

        if (!session.Json)
        {
            string more = isMore ? "; there are more, see --limit" : "";
            await session.Terminal.Out.WriteLineAsync($"{CountText.Of(count, "mark")}{more}");
        }

        return ExitCodes.Done;
    }

    static async IAsyncEnumerable<Mark> Pages(
        Session session,
        ListMarksRequest request,
        int limit,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        request.PageSize = (int)Math.Min(PageSize, limit + 1L);
        do
        {
            ListMarksResponse page = await session.Marks.ListMarksAsync(request, cancellationToken: cancellationToken);
            foreach (Mark mark in page.Marks)
                yield return mark;
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
    }
}
