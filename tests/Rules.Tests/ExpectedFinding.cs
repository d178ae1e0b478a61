using System.Globalization;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Rules.Tests;

/// <summary>
/// A verdict as a line: <c>furnace.temperature 2026-03-01 final 6 &gt; 5</c> - rule, factor where there is one, start of
/// the window, standing, figure and limit; then perhaps <c>times 0.5</c> (how often over the limit), <c>tests 1</c> (days with a
/// manual test over), <c>basis 99(2)</c>
/// (the article, or <c>none</c>), <c>clause DB13</c> (its first word), <c>at MN1-44</c> (the meter of the device that it
/// is about), <c>beside MN1-44:d20401</c> (the production device of its pair), <c>order 7</c>, <c>cell 0123-0456</c>,
/// <c>of 2026-03</c> (the month that it is about), <c>until 2026-04-03</c> (from when a subsidy may be restored). What a line leaves out is not compared.
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
        string[] numbers = [.. TakeNamed(words, finding, out bool named).Where(word => char.IsAsciiDigit(word[^1]))];
        if (!named)
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
                _ => IsNext(word, numbers, finding),
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

    /// <summary>Takes out the words that come with another: <c>times 0.5</c>, <c>basis 99(2)</c>.</summary>
    static List<string> TakeNamed(List<string> words, Finding finding, out bool matches)
    {
        matches = true;
        for (int i = 0; i < words.Count - 1; i++)
        {
            bool? isSo = words[i] switch
            {
                "times" => finding.Figures.Any(
                    figure => figure.Name == "multiple" && figure.Value.ToString() == words[i + 1]),
                "tests" => finding.Figures.Any(
                    figure => figure.Name == "days with a manual test over" && figure.Value.ToString() == words[i + 1]),
                "basis" when words[i + 1] == "none" => finding.LegalBasis is null,
                "basis" => finding.LegalBasis?.EndsWith($"art. {words[i + 1]}", StringComparison.Ordinal) == true,
                "at" => finding.Subject.StartsWith($"{words[i + 1]}:", StringComparison.Ordinal),
                "beside" => finding.Subject.EndsWith($" beside {words[i + 1]}", StringComparison.Ordinal),
                "cell" => finding.Twin.Id.EndsWith($"-{words[i + 1]}", StringComparison.Ordinal),
                "of" => finding.Subject == words[i + 1],
                "order" => finding.Subject == $"order {words[i + 1]}",
                "until" => finding.Reason.Contains($"; restored from {words[i + 1]} at the earliest", StringComparison.Ordinal),
                "clause" => finding.Clause?.StartsWith(words[i + 1], StringComparison.Ordinal) == true,
                _ => null,
            };
            if (isSo is null)
                continue;
            matches &= isSo.Value;
            words.RemoveRange(i--, 2);
        }

        return words;
    }

    /// <summary>The first number is the figure, the second one the limit.</summary>
    static bool IsNext(string word, string[] numbers, Finding finding) =>
        numbers.Length > 0 && word == numbers[0]
            ? IsNumber(word, finding.Value)
            : IsNumber(word, finding.Limit);

    static bool IsNumber(string word, Exact value) =>
        value.HasValue
        && decimal.TryParse(word, CultureInfo.InvariantCulture, out decimal number)
        && number == value.Value;
}
