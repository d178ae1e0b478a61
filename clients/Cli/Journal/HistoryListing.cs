using System.Globalization;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Journal;

/// <summary>Prints a range of a point's uploads.</summary>
/// <param name="withFrames">Fetch and show the raw frame of each.</param>
sealed class HistoryListing(ListObservationsRequest request, int limit, bool withFrames)
{
    const int PageSize = 500;

    public async Task<int> Run(Session session, CancellationToken cancellationToken)
    {
        TextWriter output = session.Terminal.Out;
        Table table = new Table().Border(TableBorder.Simple)
            .AddColumns("sequence", "kind", "data time", "arrived", "", withFrames ? "readings and frame" : "readings");
        int count = 0;
        bool isMore = false;
        await foreach (Observation upload in Pages(session, cancellationToken))
        {
            isMore = count == limit;
            if (isMore)
                break;
            count++;
            Frame? frame = withFrames && upload.HasFrame ? await FrameOf(session, upload, cancellationToken) : null;
            if (session.Json)
            {
                await output.WriteLineAsync(CliJson.Of(upload));
                if (frame is not null)
                    await output.WriteLineAsync(CliJson.Of(frame));
                continue;
            }

            table.AddRow(
                upload.Sequence.ToString(CultureInfo.InvariantCulture),
                Words.Of(Words.Observations, upload.Kind),
                TimeText.Of(upload.DataTime),
                TimeText.Precise(upload.ArrivalTime),
                upload.Resent ? "resent" : "",
                Markup.Escape(ReadingText.Of(upload)) + FrameMarkup(upload, frame));
        }

        if (session.Json)
            return ExitCodes.Done;
        if (count > 0)
            session.Terminal.Console.Write(table);
        string more = isMore ? "; there are more, see --limit" : "";
        await output.WriteLineAsync($"{CountText.Of(count, "upload")}{more}");
        return ExitCodes.Done;
    }

    async IAsyncEnumerable<Observation> Pages(
        Session session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        request.PageSize = (int)Math.Min(PageSize, limit + 1L);
        do
        {
            ListObservationsResponse page =
                await session.Twins.ListObservationsAsync(request, cancellationToken: cancellationToken);
            foreach (Observation upload in page.Observations)
                yield return upload;
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
    }

    /// <summary>The frame; null when the server keeps it no longer.</summary>
    static async Task<Frame?> FrameOf(Session session, Observation upload, CancellationToken cancellationToken)
    {
        try
        {
            return await session.Twins.GetFrameAsync(
                new GetFrameRequest { Name = $"{upload.Name}/frame" }, cancellationToken: cancellationToken);
        }
        catch (RpcException missing) when (missing.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
    }

    string FrameMarkup(Observation upload, Frame? frame)
    {
        if (!withFrames)
            return "";
        string text = (frame, upload.HasFrame) switch
        {
            ({ } kept, _) => FrameText.Of(kept.Content),
            (null, true) => "the frame is no longer kept",
            _ => "came without a frame",
        };
        return $"\n[grey]{Markup.Escape(text)}[/]";
    }
}
