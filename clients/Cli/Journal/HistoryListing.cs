using System.Globalization;
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
    public async Task<int> Run(Session session, CancellationToken cancellationToken)
    {
        TextWriter output = session.Terminal.Out;
        Table table = new Table().Border(TableBorder.Simple)
            .AddColumns("sequence", "kind", "data time", "arrived", "", withFrames ? "readings and frame" : "readings");
        var listing = new Listing<Observation>(limit, "upload");
        request.PageSize = listing.PageSize;
        await listing.Walk(
            async token =>
            {
                request.PageToken = token;
                ListObservationsResponse page =
                    await session.Twins.ListObservationsAsync(request, cancellationToken: cancellationToken);
                return (page.Observations, page.NextPageToken);
            },
            upload => Show(session, table, upload, cancellationToken));
        if (session.Json)
            return ExitCodes.Done;
        if (!listing.IsEmpty)
            session.Terminal.Console.Write(table);
        await output.WriteLineAsync(listing.Summary);
        return ExitCodes.Done;
    }

    async Task Show(Session session, Table table, Observation upload, CancellationToken cancellationToken)
    {
        Frame? frame = withFrames && upload.HasFrame ? await FrameOf(session, upload, cancellationToken) : null;
        if (session.Json)
        {
            await session.Terminal.Out.WriteLineAsync(CliJson.Of(upload));
            if (frame is not null)
                await session.Terminal.Out.WriteLineAsync(CliJson.Of(frame));
            return;
        }

        table.AddRow(
            upload.Sequence.ToString(CultureInfo.InvariantCulture),
            Words.Of(Words.Observations, upload.Kind),
            TimeText.Of(upload.DataTime),
            TimeText.Precise(upload.ArrivalTime),
            upload.Resent ? "resent" : "",
            Markup.Escape(ReadingText.Of(upload)) + FrameMarkup(upload, frame));
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
