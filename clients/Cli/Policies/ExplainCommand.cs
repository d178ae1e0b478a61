using System.CommandLine;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Policies;

/// <summary>
/// <c>qly explain</c>: a finding with its clause, policy, arithmetic, versions, entries and frames; or why there is none.
/// </summary>
static class ExplainCommand
{
    internal const int MostShown = 30;

    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Argument<string> twin = new("twin") { Description = "Resource name of the twin, or the id of a finding." };
        Option<string> rule = new("--rule")
        {
            Description = "Rule, such as limit.day; all rules of the twin if absent.",
            DefaultValueFactory = _ => "",
        };
        Option<string> factor = new("--factor")
        {
            Description = "Code of the factor, such as a21026; all that a rule judges if absent.",
            DefaultValueFactory = _ => "",
        };
        Option<DateTimeOffset?> day = WordOption.Time("--day", "The natural day asked about, such as 2026-03-04.");
        Option<DateTimeOffset?> at = WordOption.Time("--at", "Any time in the hour or window asked about.");
        Option<DateTimeOffset?> asOf = WordOption.Time("--as-of", "As things stood then; as they stand if absent.");
        var command = new Command(
            "explain",
            "Explain a finding, or why there is none: clause, policy, arithmetic, the entries and frames behind it, and "
            + "what would have had to differ.")
        {
            twin,
            rule,
            factor,
            day,
            at,
            asOf,
        };
        command.Validators.Add(result =>
        {
            bool isId = result.GetResult(twin)?.Tokens is [var name] && IsId(name.Value);
            if (!isId && result.GetResult(day) is null && result.GetResult(at) is null)
                result.AddError("--day or --at is missing: say what window is asked about, or give the id of a finding.");
        });
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            (session, token) =>
            {
                string name = parsed.GetRequiredValue(twin);
                if (IsId(name))
                    return Tell(session, new ExplainFindingRequest { Id = name }, token);
                var question = new ExplainRulesRequest
                {
                    Twin = name,
                    Rule = parsed.GetValue(rule),
                    Factor = parsed.GetValue(factor),
                    AsOfTime = parsed.GetValue(asOf)?.ToTimestamp(),
                };
                if (parsed.GetValue(day) is { } date)
                    question.DayTime = date.ToTimestamp();
                else
                    question.HourTime = parsed.GetValue(at)?.ToTimestamp();
                return Ask(session, question, token);
            },
            cancellationToken));
        return command;
    }

    static bool IsId(string name) => name.Contains(':', StringComparison.Ordinal);

    static async Task<int> Tell(Session session, ExplainFindingRequest request, CancellationToken cancellationToken)
    {
        Explanation explanation = await session.Policies.ExplainFindingAsync(
            request, cancellationToken: cancellationToken);
        if (session.Json)
            await session.Terminal.Out.WriteLineAsync(CliJson.Of(explanation));
        else
            Show(session.Terminal.Console, explanation);
        return ExitCodes.Done;
    }

    /// <summary>A rule that answers for absence is asked first; another one can only tell what it found.</summary>
    static async Task<int> Ask(Session session, ExplainRulesRequest request, CancellationToken cancellationToken)
    {
        ExplainRulesResponse response;
        try
        {
            response = await session.Policies.ExplainRulesAsync(request, cancellationToken: cancellationToken);
        }
        catch (RpcException refusal) when (refusal.StatusCode == StatusCode.InvalidArgument
            && request is { Rule.Length: > 0, AsOfTime: null }
            && refusal.Status.Detail.StartsWith("rule ", StringComparison.Ordinal))
        {
            return await TellOr(session, request, refusal, cancellationToken);
        }

        if (response.Answers is [{ Ground: RuleGround.Found, Finding: { } found }] && request.AsOfTime is null)
            return await Tell(session, new ExplainFindingRequest { Id = found.Id }, cancellationToken);
        if (session.Json)
        {
            foreach (RuleAnswer answer in response.Answers)
                await session.Terminal.Out.WriteLineAsync(CliJson.Of(answer));
        }
        else if (response.Answers.Count == 0)
        {
            AnswerText.ShowNone(session.Terminal.Console, request, response);
        }
        else
        {
            AnswerText.Show(session.Terminal.Console, request.Twin, response.Answers);
        }

        return ExitCodes.Done;
    }

    static async Task<int> TellOr(
        Session session, ExplainRulesRequest request, RpcException refusal, CancellationToken cancellationToken)
    {
        try
        {
            return await Tell(
                session,
                new ExplainFindingRequest
                {
                    Twin = request.Twin,
                    Rule = request.Rule,
                    Factor = request.Factor,
                    Time = request.HourTime ?? request.DayTime,
                },
                cancellationToken);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            throw new RpcException(refusal.Status);
        }
    }

    static void Show(IAnsiConsole console, Explanation explanation)
    {
        Finding finding = explanation.Finding;
        string of = finding.Subject.Length > 0 ? $"{finding.Twin}, {finding.Subject}" : finding.Twin;
        console.MarkupLineInterpolated($"[bold]{finding.Rule}[/] {FactorText.Of(finding.Factor)} of {of}");
        var facts = new Grid().AddColumns(2);
        Add(facts, "window", $"{TimeText.Of(finding.WindowStartTime)} to {TimeText.Of(finding.WindowEndTime)}");
        Add(facts, "verdict", $"{Low(finding.State)}, {Low(finding.Standing)}, {Low(finding.FindingClass)}");
        Add(facts, "because", finding.Reason);
        Add(facts, "clause", finding.Clause);
        Add(facts, "article", finding.LegalBasis);
        Add(facts, "policy", PolicyOf(explanation.Policy, finding.PolicyVersion));
        foreach (FindingFigure figure in finding.Figures)
            Add(facts, figure.Name, $"{figure.Value} {figure.Unit}".TrimEnd());
        Add(facts, "otherwise", explanation.WouldDiffer);
        Add(facts, "id", finding.Id);
        console.Write(facts);
        console.Write(VersionsOf(explanation));
        if (explanation.Evidence.Count > 0)
            console.Write(EvidenceOf(explanation.Evidence));
        if (explanation.EvidenceCount > MostShown)
            console.WriteLine($"{Number(explanation.EvidenceCount)} entries in all; --json shows more");
    }

    internal static string PolicyOf(PolicyIssue? policy, string version) => policy is null
        ? version
        : $"{policy.Version}, put in force {TimeText.Of(policy.ActivateTime)} by {policy.Author} (SHA-256 {policy.Hash})";

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

    internal static Table EvidenceOf(IEnumerable<EvidenceEntry> evidence)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("entry", "data time", "says", "from");
        foreach (EvidenceEntry entry in evidence.Take(MostShown))
        {
            string source = entry.Source.Length > 0 ? $"{entry.Source} entry {Number(entry.SourceSequence)}" : entry.Frame;
            table.AddRow(
                Number(entry.Sequence), TimeText.Of(entry.DataTime), Markup.Escape(PlainText.Of(entry.Says)), Markup.Escape(source));
        }

        return table;
    }

    internal static void Add(Grid grid, string name, string value)
    {
        if (value.Length > 0)
            grid.AddRow(Markup.Escape(name), Markup.Escape(PlainText.Of(value)));
    }

    internal static string Low<T>(T word)
        where T : struct, System.Enum => word.ToString().ToLowerInvariant();

    internal static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
