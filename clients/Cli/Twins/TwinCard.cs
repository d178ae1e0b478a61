using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using Spectre.Console;
using Region = Qianliyan.V1.Region;

namespace Qianliyan.Cli.Twins;

/// <summary>One twin for people: what it stands at and why, then what its kind has to say.</summary>
sealed class TwinCard(IAnsiConsole console, DateTimeOffset now)
{
    public void Write(TwinStatus twin)
    {
        console.MarkupLineInterpolated($"[bold]{twin.DisplayName}[/] {twin.Name}");
        var grid = new Grid().AddColumns(2);
        string level = Words.Of(Words.Levels, twin.Level);
        AddRow(grid, "level", Paint(level, Words.ColorOf(twin.Level)), Since(twin.LevelSince));
        AddRow(grid, "reason", Markup.Escape(twin.Reason));
        AddRow(grid, "link", Paint(Words.Of(Words.Links, twin.Link), Words.ColorOf(twin.Link)), Since(twin.LinkSince));
        AddRow(grid, "region", Markup.Escape(twin.Region));
        if (twin.Location is { } place)
            AddRow(grid, "position", Invariant($"{place.Latitude:F6} N, {place.Longitude:F6} E (WGS 84)"));
        if (!twin.IsRegistered)
            AddRow(grid, "registry", "[yellow]not registered[/]");
        AddRow(grid, "sequence", Invariant($"{twin.Sequence}"));
        if (twin.Message is Point point)
            AddPoint(grid, point);
        console.Write(grid);
        switch (twin.Message)
        {
            case Point p:
                new FactorTables(console, now).Write(p);
                break;
            case Region region:
                WriteCounts(region);
                break;
        }
    }

    static void AddPoint(Grid grid, Point point)
    {
        AddRow(grid, "monitors", point.Kind == PointKind.Unspecified ? "" : point.Kind.ToString());
        AddRow(grid, "enterprise", Markup.Escape(point.Enterprise));
        AddRow(grid, "furnace", Markup.Escape(point.Incinerator));
        AddRow(grid, "last upload", TimeText.Precise(point.LastArrivalTime));
        AddRow(grid, "device clock", TimeText.Of(point.LastDataTime));
        AddRow(
            grid,
            "uploads",
            Invariant($"{point.ObservationCount} recorded, {point.LateCount} late, {point.ConflictCount} in conflict, ")
                + Invariant($"{point.FutureDatedCount} ahead of time"));
    }

    void WriteCounts(Region region)
    {
        Table table = new Table().Border(TableBorder.Simple)
            .AddColumns("kind", "total", "normal", "notice", "warning", "exceeded", "online", "silent", "unknown");
        foreach (TwinCounts counts in region.Counts)
        {
            table.AddRow(
                [
                    Words.Of(Words.Kinds, counts.Kind),
                    .. new[]
                    {
                        counts.TotalCount, counts.NormalCount, counts.NoticeCount, counts.WarningCount,
                        counts.ExceededCount, counts.OnlineCount, counts.SilentCount, counts.UnknownCount,
                    }.Select(count => Invariant($"{count}")),
                ]);
        }

        console.Write(table);
        if (region.Children.Count > 0)
            console.WriteLine($"below it: {string.Join(", ", region.Children)}");
    }

    string Since(Timestamp? time) =>
        time is null ? "" : $" [grey]since {TimeText.Of(time)} ({TimeText.Age(time, now)})[/]";

    static string Paint(string text, Color color) => $"[{color.ToMarkup()}]{text}[/]";

    static void AddRow(Grid grid, string label, string markup, string rest = "")
    {
        if (markup.Length > 0)
            grid.AddRow($"[grey]{label}[/]", markup + rest);
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
