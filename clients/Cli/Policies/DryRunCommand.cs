using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Policies;

/// <summary><c>qly policy dry-run</c>: what findings a policy would gain and lose over the history there is.</summary>
static class DryRunCommand
{
    const int MostShown = 50;

    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Argument<string> file = new("file") { Description = PolicyCommand.PolicyText };
        Option<string[]> names = new("--twin")
        {
            Description = "A point, enterprise, incinerator or cell; may be given several times. All of them if absent.",
        };
        Option<DateTimeOffset?> from = WordOption.Time("--from", "Only findings on windows that begin at or after this.");
        Option<DateTimeOffset?> to = WordOption.Time("--to", "Only findings on windows that begin before this.");
        var command = new Command(
            "dry-run", "Try a policy on history: findings gained, lost and changed, by region and enterprise. Writes nothing.")
        {
            file,
            names,
            from,
            to,
        };
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            async (session, token) =>
            {
                PolicyFiles files = await PolicyFiles.Read(parsed.GetRequiredValue(file), token);
                return await Run(
                    session,
                    new DryRunPolicyRequest
                    {
                        Policy = files.Policy,
                        Bases = { files.Bases },
                        Names = { parsed.GetValue(names) ?? [] },
                        StartTime = parsed.GetValue(from) is { } start ? start.ToTimestamp() : null,
                        EndTime = parsed.GetValue(to) is { } end ? end.ToTimestamp() : null,
                    },
                    token);
            },
            cancellationToken));
        return command;
    }

    static async Task<int> Run(Session session, DryRunPolicyRequest request, CancellationToken cancellationToken)
    {
        using AsyncServerStreamingCall<DryRunPolicyResponse> call = session.Policies.DryRunPolicy(
            request, cancellationToken: cancellationToken);
        var table = new Table().NoBorder().AddColumns("", "window from", "rule", "twin", "finding");
        int shown = 0;
        long told = 0;
        await foreach (DryRunPolicyResponse answer in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            if (session.Json)
                await session.Terminal.Out.WriteLineAsync(CliJson.Of(answer));
            else if (answer.Progress is { } progress)
                told = await ShowProgress(session, progress, told);
            else if (answer.Change is { } change && shown++ < MostShown)
                AddRow(table, change);
            else if (answer.Summary is { } summary)
                Show(session.Terminal.Console, table, shown, summary);
        }

        return ExitCodes.Done;
    }

    /// <summary>On the error output, at every tenth of the way of all twins, then of those that live once more.</summary>
    static async ValueTask<long> ShowProgress(Session session, DryRunProgress progress, long told)
    {
        bool isAgain = progress.TotalAgainCount > 0;
        (int done, int all) = isAgain
            ? (progress.AgainCount, progress.TotalAgainCount)
            : (progress.TwinCount, progress.TotalTwinCount);
        long tenth = all == 0 ? 10 : 10L * done / all;
        long step = isAgain ? tenth + 10 : tenth;
        if (step > told)
        {
            string once = isAgain ? "once more, " : "";
            await session.Terminal.Error.WriteLineAsync(FormattableString.Invariant(
                $"{once}{10 * tenth} %: {done:N0} of {all:N0} twins, {progress.EntryCount:N0} entries"));
        }

        return Math.Max(step, told);
    }

    static void AddRow(Table table, FindingChange change)
    {
        Finding finding = change.After ?? change.Before;
        string sign = change.Before is null ? "[red]+[/]" : change.After is null ? "[green]-[/]" : "[yellow]~[/]";
        string reason = change is { Before: { } before, After: { } after } && before.Level != after.Level
            ? $"{Words.Of(Words.Levels, before.Level)} -> {Words.Of(Words.Levels, after.Level)}: {after.Reason}"
            : change.WhyLost.Length > 0 ? $"{finding.Reason}; now: {change.WhyLost}"
            : finding.Reason;
        table.AddRow(
            sign,
            Markup.Escape(TimeText.Of(finding.WindowStartTime)),
            Markup.Escape(finding.Rule),
            Markup.Escape(finding.Twin),
            Markup.Escape(reason));
    }

    static void Show(IAnsiConsole console, Table table, int changes, DryRunSummary summary)
    {
        if (changes > 0)
            console.Write(table);
        if (changes > MostShown)
            console.WriteLine($"... and {CountText.Of(changes - MostShown, "change")} more; --json shows all");
        foreach (FindingCounts group in summary.Groups.Take(20))
        {
            string enterprise = group.Enterprise.Length > 0 ? $" {group.Enterprise}" : "";
            console.WriteLine($"regions/{group.Region}{enterprise}: {Counts(group)}");
        }

        if (summary.RecordedPointCount > 0)
        {
            console.WriteLine(
                $"{CountText.Of(summary.RecordedPointCount, "point")} heard of a furnace or an enterprise that is not tried as "
                + "a whole: what they were told stands as recorded.");
        }

        foreach (DryRunNote note in summary.Notes.Take(MostShown))
            console.WriteLine($"{PlainText.Of(note.Text)}.");
        if (summary.Notes.Count > MostShown)
            console.WriteLine($"... and {CountText.Of(summary.Notes.Count - MostShown, "note")} more; --json shows all");
        console.WriteLine(FormattableString.Invariant(
            $"{summary.Version} over {summary.Progress.EntryCount:N0} entries of {summary.Progress.TwinCount:N0} twins: {Counts(summary.Total)}."));
    }

    static string Counts(FindingCounts counts) => FormattableString.Invariant(
        $"{counts.GainedCount:N0} gained, {counts.LostCount:N0} lost, {counts.ChangedCount:N0} changed");
}
