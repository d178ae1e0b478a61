using System.Globalization;
using Google.Protobuf;
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
        string shown = twin.HasOwnName ? twin.DisplayName : "";
        console.MarkupLine($"[bold]{Markup.Escape($"{shown} {twin.Name}".TrimStart())}[/]");
        IKindCard kind = KindOf(twin.Message);
        var sheet = new FactSheet();
        string level = Words.Of(Words.Levels, twin.Level);
        sheet.AddMarkup("level", ValueMarkup.Paint(level, Words.ColorOf(twin.Level)) + Since(twin.LevelSince));
        sheet.Add("reason", twin.Reason);
        string link = Words.Of(Words.Links, twin.Link);
        sheet.AddMarkup("link", ValueMarkup.Paint(link, Words.ColorOf(twin.Link)) + Since(twin.LinkSince));
        sheet.Add("region", twin.Region);
        if (twin.Location is { } place)
        {
            sheet.Add(
                "position",
                string.Create(
                    CultureInfo.InvariantCulture, $"{place.Latitude:F6} N, {place.Longitude:F6} E (WGS 84)"));
        }

        if (!twin.IsRegistered)
            sheet.AddMarkup("registry", "[yellow]not registered[/]");
        kind.AddFacts(sheet);
        sheet.Add("sequence", twin.Sequence.ToString(CultureInfo.InvariantCulture));
        sheet.Write(console);
        kind.WriteTables(console);
    }

    IKindCard KindOf(IMessage message) =>
        message switch
        {
            Point point => new PointCard(point, now),
            Enterprise enterprise => new EnterpriseCard(enterprise),
            Incinerator furnace => new IncineratorCard(furnace),
            Cell cell => new CellCard(cell),
            Region region => new RegionCard(region),
            _ => throw new InvalidDataException($"No card shows a {message.Descriptor.Name}."),
        };

    string Since(Timestamp? time) =>
        time is null ? "" : $" [grey]since {TimeText.Of(time)} ({TimeText.Age(time, now)})[/]";
}
