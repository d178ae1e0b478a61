using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Time;

namespace Qianliyan.Rules.Tests;

/// <summary>
/// A verdict as a line: <c>furnace.temperature 2026-03-01 final 6 &gt; 5</c> - rule, factor where there is one, start of
/// the window, standing, figure and limit. What a line leaves out is not compared.
/// </summary>
static class ExpectedFinding
{
    public static bool Matches(string line, Finding finding)
    {
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToList();
        if (CaseLine.Take(words) != finding.Rule)
            return false;
        if (words.Count > 0 && !char.IsAsciiDigit(words[0][0]) && CaseLine.Take(words) != finding.Factor.ToString())
            return false;
        if (words.Count > 0 && CaseLine.TakeTime(words) != finding.WindowStart)
            return false;
        foreach (string word in words)
        {
            bool matches = word switch
            {
                "provisional" => finding.Standing == FindingStanding.Provisional,
                "final" => finding.Standing == FindingStanding.Final,
                "lead" => finding.Class == FindingClass.Lead,
                "before" => finding.Class == FindingClass.Before,
                "during" => finding.Class == FindingClass.During,
                "after" => finding.Class == FindingClass.After,
                "normal" or "notice" or "warning" or "exceeded" => Is(finding.Level, word),
                ">" or "<" or ">=" or "<=" => true,
                _ => IsNext(word, words, finding),
            };
            if (!matches)
                return false;
        }

        return true;
    }

    /// <summary>A finding as such a line, for the message of a failed case.</summary>
    public static string Describe(Finding finding)
    {
        string factor = finding.Factor.IsEmpty ? "" : $" {finding.Factor}";
        string standing = finding.Standing == FindingStanding.Final ? "final" : "provisional";
        return $"{finding.Rule}{factor} {Window(finding.WindowStart)} {standing} {finding.Value} > {finding.Limit}"
            + $" {finding.Class} {finding.Level} ({finding.Reason})";
    }

    static string Window(BeijingTime start) => start.ToString()[..16].Replace('T', ' ');

    static bool Is(EscalationLevel level, string word) =>
        level.ToString().Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The first number is the figure, the second one the limit.</summary>
    static bool IsNext(string word, List<string> words, Finding finding)
    {
        string[] numbers = [.. words.Where(one => char.IsAsciiDigit(one[^1]))];
        return numbers.Length > 0 && word == numbers[0]
            ? word == finding.Value.ToString()
            : word == finding.Limit.ToString();
    }
}
