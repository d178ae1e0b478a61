using System.CommandLine;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Policies;

/// <summary><c>qly explain</c>: a finding with its clause, policy, arithmetic, versions, entries and frames.</summary>
static class ExplainCommand
{
    const int MostShown = 30;

    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Argument<string> twin = new("twin") { Description = "Resource name of the twin, or the id of a finding." };
        Option<string> rule = new("--rule") { Description = "Rule, such as limit.hour.", DefaultValueFactory = _ => "" };
        Option<string> factor = new("--factor")
        {
            Description = "Code of the factor, such as a21026; absent for a finding about no factor.",
            DefaultValueFactory = _ => "",
        };
        Option<DateTimeOffset?> at = WordOption.Time("--at", "Any time in the window; see history --from.");
        var command = new Command(
            "explain", "Explain a finding: clause, policy, arithmetic, every version, the entries and frames behind it.")
        {
            twin,
            rule,
            factor,
            at,
        };
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            async (session, token) =>
            {
                string name = parsed.GetRequiredValue(twin);
                bool isId = name.Contains(':', StringComparison.Ordinal);
                Explanation explanation = await session.Policies.ExplainFindingAsync(
                    new ExplainFindingRequest
                    {
                        Id = isId ? name : "",
                        Twin = isId ? "" : name,
                        Rule = parsed.GetValue(rule),
                        Factor = parsed.GetValue(factor),
                        Time = parsed.GetValue(at)?.ToTimestamp(),
                    },
                    cancellationToken: token);
                if (session.Json)
                    await session.Terminal.Out.WriteLineAsync(CliJson.Of(explanation));
                else
                    Show(session.Terminal.Console, explanation);
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    static void Show(IAnsiConsole console, Explanation explanation)
    {
        Finding finding = explanation.Finding;
        console.MarkupLineInterpolated($"[bold]{finding.Rule}[/] {FactorText.Of(finding.Factor)} of {finding.Twin}");
        var facts = new Grid().AddColumns(2);
        Add(facts, "window", $"{TimeText.Of(finding.WindowStartTime)} to {TimeText.Of(finding.WindowEndTime)}");
        Add(facts, "verdict", $"{Low(finding.State)}, {Low(finding.Standing)}, {Low(finding.FindingClass)}");
        Add(facts, "because", finding.Reason);
        Add(facts, "clause", finding.Clause);
        Add(facts, "article", finding.LegalBasis);
        Add(facts, "policy", explanation.Policy is { } policy
            ? $"{policy.Version}, put in force {TimeText.Of(policy.ActivateTime)} by {policy.Author} (SHA-256 {policy.Hash})"
            : finding.PolicyVersion);
        foreach (FindingFigure figure in finding.Figures)
            Add(facts, figure.Name, $"{figure.Value} {figure.Unit}".TrimEnd());
        Add(facts, "otherwise", explanation.WouldDiffer);
        Add(facts, "id", finding.Id);
        console.Write(facts);
        console.Write(VersionsOf(explanation));
        if (explanation.Evidence.Count > 0)
            console.Write(EvidenceOf(explanation));
        if (explanation.EvidenceCount > MostShown)
            console.WriteLine($"{Number(explanation.EvidenceCount)} entries in all; --json shows more");
    }

    static Table VersionsOf(Explanation explanation)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("entry", "decided", "by", "version");
        foreach (FindingVersion version in explanation.Versions)
        {
            table.AddRow(
                Number(version.Finding.DecidedBy),
                TimeText.Of(version.DecideTime),
                version.DecidedByKind,
                Markup.Escape($"{Low(version.Finding.State)}, {Low(version.Finding.Standing)}: {version.Finding.Reason}"));
        }

        return table;
    }

    static Table EvidenceOf(Explanation explanation)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("entry", "data time", "says", "from");
        foreach (EvidenceEntry entry in explanation.Evidence.Take(MostShown))
        {
            string source = entry.Source.Length > 0 ? $"{entry.Source} entry {Number(entry.SourceSequence)}" : entry.Frame;
            table.AddRow(
                Number(entry.Sequence), TimeText.Of(entry.DataTime), Markup.Escape(entry.Says), Markup.Escape(source));
        }

        return table;
    }

    static void Add(Grid grid, string name, string value)
    {
        if (value.Length > 0)
            grid.AddRow(Markup.Escape(name), Markup.Escape(value));
    }

    static string Low<T>(T word)
        where T : struct, System.Enum => word.ToString().ToLowerInvariant();

    static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
