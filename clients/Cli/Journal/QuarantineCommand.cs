using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Journal;

/// <summary><c>qly quarantine</c>: frames that became no observation, newest first.</summary>
static class QuarantineCommand
{
    const int PageSize = 500;

    static readonly Dictionary<string, FrameDisposition> Kept = Words.Dispositions
        .Where(word => word.Value != FrameDisposition.Recorded)
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Option<DateTimeOffset?> from = WordOption.Time("--from", "Earliest arrival, inclusive; see history --from.");
        Option<DateTimeOffset?> to = WordOption.Time("--to", "Latest arrival, exclusive; same forms.");
        Option<FrameDisposition[]> dispositions = WordOption.Several(
            "--disposition", "What became of them; quarantined when absent", Kept);
        Option<int> limit = WordOption.Count("--limit", "At most so many frames.", 50);
        var command = new Command(
            "quarantine", "Show frames that became no upload, newest first, and why; see --disposition.")
        {
            from, to, dispositions, limit,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var request = new ListQuarantinedFramesRequest
            {
                StartTime = parsed.GetValue(from) is { } start ? Timestamp.FromDateTimeOffset(start) : null,
                EndTime = parsed.GetValue(to) is { } end ? Timestamp.FromDateTimeOffset(end) : null,
                Dispositions = { parsed.GetValue(dispositions) ?? [] },
            };
            int most = parsed.GetValue(limit);
            return Session.Run(
                parsed, options, terminal, (session, token) => Run(session, request, most, token), cancellationToken);
        });
        return command;
    }

    static async Task<int> Run(
        Session session, ListQuarantinedFramesRequest request, int limit, CancellationToken cancellationToken)
    {
        Table table = new Table().Border(TableBorder.Simple)
            .AddColumns("arrived", "what", "claims to be", "from", "why, and the frame");
        int count = 0;
        do
        {
            request.PageSize = Math.Min(PageSize, limit - count);
            ListQuarantinedFramesResponse page =
                await session.Twins.ListQuarantinedFramesAsync(request, cancellationToken: cancellationToken);
            foreach (QuarantinedFrame frame in page.QuarantinedFrames)
            {
                count++;
                if (session.Json)
                    await session.Terminal.Out.WriteLineAsync(CliJson.Of(frame));
                else
                    Add(table, frame);
            }

            request.PageToken = page.NextPageToken;
        }
        while (count < limit && request.PageToken.Length > 0);

        if (session.Json)
            return ExitCodes.Done;
        if (count > 0)
            session.Terminal.Console.Write(table);
        string more = request.PageToken.Length > 0 ? "; there are more, see --limit" : "";
        await session.Terminal.Out.WriteLineAsync($"{CountText.Of(count, "frame")}{more}");
        return ExitCodes.Done;
    }

    static void Add(Table table, QuarantinedFrame frame)
    {
        FrameOrigin origin = frame.Origin ?? new FrameOrigin();
        table.AddRow(
            TimeText.Precise(frame.ArrivalTime),
            Words.Of(Words.Dispositions, origin.Disposition),
            Markup.Escape(origin.ClaimedPoint),
            Markup.Escape(origin.Peer),
            $"{Markup.Escape(origin.Reason)}\n[grey]{Markup.Escape(FrameText.Of(frame.Content))}[/]");
    }
}
