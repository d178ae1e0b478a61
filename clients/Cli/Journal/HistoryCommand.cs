using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.Cli.Twins;
using Qianliyan.V1;

namespace Qianliyan.Cli.Journal;

/// <summary><c>qly history</c>: the uploads of a point, and the frames they came in.</summary>
static class HistoryCommand
{
    static readonly Dictionary<string, ObservationTimeBasis> Bases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["event"] = ObservationTimeBasis.Data,
        ["arrival"] = ObservationTimeBasis.Arrival,
    };

    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Argument<string> point = TwinName.Point();
        Option<DateTimeOffset?> from = WordOption.Time(
            "--from", "Start, inclusive: a date, a Beijing time such as 2026-01-31T08:00, or an age such as 2h, 7d.");
        Option<DateTimeOffset?> to = WordOption.Time("--to", "End, exclusive; same forms.");
        Option<ObservationTimeBasis> by = WordOption.Create(
            "--by", "Time that --from and --to are about; event when absent", Bases);
        Option<ObservationKind> kind = WordOption.Create("--kind", "Only this kind", Words.Observations);
        Option<int> limit = WordOption.Count("--limit", "At most so many uploads.", 100);
        Option<bool> frames = new("--frames") { Description = "Also show the raw frame of each, passwords masked." };
        var command = new Command("history", "Show the uploads of a point, in order of arrival.")
        {
            point, from, to, by, kind, limit, frames,
        };
        command.Validators.Add(result => result.CheckOrder(from, to));
        command.SetAction((parsed, cancellationToken) =>
        {
            var request = new ListObservationsRequest
            {
                Parent = parsed.GetRequiredValue(point),
                StartTime = parsed.GetValue(from) is { } start ? Timestamp.FromDateTimeOffset(start) : null,
                EndTime = parsed.GetValue(to) is { } end ? Timestamp.FromDateTimeOffset(end) : null,
                TimeBasis = parsed.GetValue(by),
            };
            if (parsed.GetValue(kind) is var only and not ObservationKind.Unspecified)
                request.Kinds.Add(only);
            var listing = new HistoryListing(request, parsed.GetValue(limit), parsed.GetValue(frames));
            return Session.Run(parsed, options, terminal, listing.Run, cancellationToken);
        });
        return command;
    }
}
