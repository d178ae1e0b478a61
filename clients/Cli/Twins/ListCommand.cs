using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;

namespace Qianliyan.Cli.Twins;

/// <summary><c>qly list</c>: the twins of a region, page by page.</summary>
static class ListCommand
{
    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Option<string> region = TwinName.Region("Region with all below it, such as 130100; the nation when absent.");
        Option<TwinKind> kind = WordOption.Create("--kind", "Only this kind", Words.Kinds);
        Option<Level> level = WordOption.Create("--level", "Only this level", Words.Levels);
        Option<LinkState> link = WordOption.Create("--link", "Only this link state", Words.Links);
        Option<BoundingBox?> box = Box();
        Option<int> limit = WordOption.Count("--limit", "At most so many.", 200);
        var command = new Command("list", "List twins of a region.") { region, kind, level, link, box, limit };
        command.SetAction((parsed, cancellationToken) =>
        {
            var request = new ListTwinsRequest
            {
                Parent = parsed.GetValue(region) ?? "",
                Kind = parsed.GetValue(kind),
                Level = parsed.GetValue(level),
                Link = parsed.GetValue(link),
                BoundingBox = parsed.GetValue(box),
            };
            int most = parsed.GetValue(limit);
            return Session.Run(
                parsed, options, terminal, (session, token) => Run(session, request, most, token), cancellationToken);
        });
        return command;
    }

    static async Task<int> Run(
        Session session, ListTwinsRequest request, int limit, CancellationToken cancellationToken)
    {
        var table = TwinTable.Create();
        var listing = new Listing<TwinSummary>(limit, "twin");
        request.PageSize = listing.PageSize;
        await listing.Walk(
            async token =>
            {
                request.PageToken = token;
                ListTwinsResponse page =
                    await session.Twins.ListTwinsAsync(request, cancellationToken: cancellationToken);
                return (page.Twins, page.NextPageToken);
            },
            async twin =>
            {
                if (session.Json)
                    await session.Terminal.Out.WriteLineAsync(CliJson.Of(twin));
                else
                    TwinTable.Add(table, TwinStatus.Of(twin, 0));
            });
        if (session.Json)
            return ExitCodes.Done;
        if (!listing.IsEmpty)
            session.Terminal.Console.Write(table);
        await session.Terminal.Out.WriteLineAsync(listing.Summary);
        return ExitCodes.Done;
    }

    static Option<BoundingBox?> Box() =>
        new("--box")
        {
            Description = "Only twins in this rectangle of degrees, WGS 84: west,south,east,north.",
            HelpName = "w,s,e,n",
            CustomParser = ParseBox,
        };

    static BoundingBox? ParseBox(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        string[] parts = text.Split(',');
        var edges = new double[4];
        bool isBox = parts.Length == edges.Length;
        for (int i = 0; isBox && i < edges.Length; i++)
            isBox = double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out edges[i]);
        if (isBox && edges[0] <= edges[2] && edges[1] <= edges[3])
            return new BoundingBox { West = edges[0], South = edges[1], East = edges[2], North = edges[3] };
        result.AddError(
            $"--box is '{text}'; it must be four numbers, west,south,east,north, such as 114.3,37.9,114.7,38.2, "
            + "with west <= east and south <= north.");
        return null;
    }
}
