using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Rules.Tests.Twins;

namespace Qianliyan.Rules.Tests;

/// <summary>Runs a case: in the order written, or with the lines of each step in another order.</summary>
sealed class CaseRun(RuleCase rule, Policy policy)
{
    readonly ICaseTwin _twin = CaseTwins.Make(rule, policy);

    /// <param name="seed">0 keeps the order.</param>
    /// <param name="restoreEvery">Reads the twin back from its snapshot after every so many lines; 0 for never.</param>
    public string Run(int seed = 0, int restoreEvery = 0)
    {
        var random = new Random(seed);
        int taken = 0;
        foreach (CaseStep step in rule.Steps)
        {
            if (step.At is { } at)
                _twin.Put(PolicyWith.Of(rule, step.Put), CaseLine.Time(at));
            CaseLine[] lines = [.. step.Given.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('#')[0].Trim())
                .Where(line => line.Length > 0)
                .SelectMany(CaseLine.Parse)];
            if (seed != 0)
                random.Shuffle(lines);
            foreach (CaseLine line in lines)
            {
                _twin.Take(line);
                if (restoreEvery > 0 && ++taken % restoreEvery == 0)
                    _twin.Restore();
            }

            if (step.Now is { } now)
                _twin.Tick(CaseLine.Time(now));
            Compare(step);
        }

        return _twin.StateHash();
    }

    void Compare(CaseStep step)
    {
        if (step.Level is { } level)
            _twin.Level.ToUpperInvariant().ShouldBe(level.ToUpperInvariant(), rule.Name);
        foreach ((string what, string shown) in step.Shows)
            _twin.Shows(what).ShouldBe(shown, $"{rule.Name}: {what}");
        if (step.Expect is not { } expected)
            return;
        Finding[] inForce = [.. _twin.Findings
            .GroupBy(finding => finding.Id)
            .Select(versions => versions.Last())
            .Where(finding => finding.State != FindingState.Withdrawn)
            .Where(finding => step.Rules.Count == 0
                || step.Rules.Any(one => finding.Rule.StartsWith(one, StringComparison.Ordinal)))];
        string found = string.Join('\n', inForce.Select(ExpectedFinding.Describe));
        foreach (string line in expected)
            inForce.Count(finding => ExpectedFinding.Matches(line, finding)).ShouldBe(1, $"{rule.Name}: {line}\n{found}");
        inForce.Length.ShouldBe(expected.Count, $"{rule.Name}: nothing else is found\n{found}");
    }
}
