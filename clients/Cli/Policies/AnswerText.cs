using Qianliyan.Cli.Text;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Policies;

/// <summary>What rules made of a window, found or not, as text: a few one after another, many in a table.</summary>
static class AnswerText
{
    const int MostInFull = 6;

    /// <summary>Says of a window that no rule judges what could have been asked.</summary>
    public static void ShowNone(IAnsiConsole console, ExplainRulesRequest asked, ExplainRulesResponse response)
    {
        string rule = asked.Rule.Length > 0 ? $"Rule {asked.Rule} of {asked.Twin} does not judge" : $"No rule of {asked.Twin} judges";
        string about = asked.Factor.Length > 0 ? $" {FactorText.Of(asked.Factor)} in" : "";
        console.WriteLine(PlainText.Of($"{rule}{about} this window."));
        Grid facts = new Grid().AddColumns(2);
        ExplainCommand.Add(facts, "rules", string.Join(", ", response.Rules));
        ExplainCommand.Add(facts, "factors", string.Join(", ", response.Factors.Select(FactorText.Of)));
        if (asked.Rule.Length == 0 && asked.HourTime is null)
            ExplainCommand.Add(facts, "hint", "a rule on hours answers for an hour, by --at, or for a day when --rule names it");
        console.Write(facts);
    }

    public static void Show(IAnsiConsole console, string twin, IReadOnlyList<RuleAnswer> answers)
    {
        if (answers.Count > MostInFull)
            console.Write(TableOf(answers));
        else
            foreach (RuleAnswer answer in answers)
                Show(console, twin, answer, isAlone: answers.Count == 1);
    }

    static void Show(IAnsiConsole console, string twin, RuleAnswer answer, bool isAlone)
    {
        string of = answer.Subject.Length > 0 ? $"{twin}, {answer.Subject}" : twin;
        string about = answer.Factor.Length > 0 ? $" {FactorText.Of(answer.Factor)}" : "";
        console.MarkupLineInterpolated($"[bold]{answer.Rule}[/]{about} of {of}: {Verdict(answer)}");
        Grid facts = new Grid().AddColumns(2);
        ExplainCommand.Add(
            facts, "window", $"{TimeText.Of(answer.WindowStartTime)} to {TimeText.Of(answer.WindowEndTime)}");
        ExplainCommand.Add(facts, "standing", Standing(answer));
        ExplainCommand.Add(facts, "because", answer.Why);
        ExplainCommand.Add(facts, "otherwise", answer.WouldDiffer);
        ExplainCommand.Add(facts, "clause", answer.Clause);
        ExplainCommand.Add(facts, "policy", ExplainCommand.PolicyOf(answer.Policy, answer.PolicyVersion));
        foreach (FindingFigure figure in answer.Figures)
            ExplainCommand.Add(facts, figure.Name, $"{figure.Value} {figure.Unit}".TrimEnd());
        if (answer.Finding is { } finding)
        {
            ExplainCommand.Add(facts, "finding", answer.Ground == RuleGround.Found
                ? finding.Id
                : $"{finding.Id} was {ExplainCommand.Low(finding.State)} by entry {finding.DecidedBy}: {finding.Reason}");
        }

        if (answer.Judge != twin)
            ExplainCommand.Add(facts, "judged by", answer.Judge);
        if (!isAlone)
            ExplainCommand.Add(facts, "entries", ExplainCommand.Number(answer.EvidenceCount));
        console.Write(facts);
        if (isAlone && answer.Evidence.Count > 0)
            console.Write(ExplainCommand.EvidenceOf(answer.Evidence));
        if (isAlone && answer.EvidenceCount > ExplainCommand.MostShown)
            console.WriteLine($"{ExplainCommand.Number(answer.EvidenceCount)} entries in all; --json shows more");
        console.WriteLine();
    }

    /// <summary>What is found stands as its finding does, whichever of the two is shown.</summary>
    static string Standing(RuleAnswer answer) =>
        answer is { Ground: RuleGround.Found, Finding.Standing: FindingStanding.Final } ? "final"
        : answer.ProvisionalUntilTime is { } until ? $"provisional until {TimeText.Of(until)}"
        : answer.Ground == RuleGround.Open ? "open"
        : answer is { Ground: RuleGround.Found, Finding: { } finding } ? ExplainCommand.Low(finding.Standing)
        : "final";

    static Table TableOf(IEnumerable<RuleAnswer> answers)
    {
        Table table = new Table().Border(TableBorder.Simple)
            .AddColumns("window from", "rule", "factor", "verdict", "because", "otherwise");
        foreach (RuleAnswer answer in answers)
        {
            table.AddRow(
                TimeText.Of(answer.WindowStartTime), Markup.Escape(answer.Rule), Markup.Escape(answer.Factor),
                Verdict(answer), Markup.Escape(answer.Why), Markup.Escape(answer.WouldDiffer));
        }

        return table;
    }

    static string Verdict(RuleAnswer answer) => answer.Ground switch
    {
        RuleGround.Found => "found",
        RuleGround.Complies => "complies",
        RuleGround.NotValid => "no verdict, the data do not count",
        RuleGround.Exempt => "nothing found, exempt",
        RuleGround.BelowThreshold => "below the threshold",
        RuleGround.NoLimit => "no limit",
        RuleGround.NoData => "no data",
        RuleGround.Open => "not judged yet",
        RuleGround.NotConcerned => "not concerned",
        RuleGround.OutOfReach => "out of reach",
        _ => "unknown",
    };
}
