namespace Qianliyan.Rules.Tests;

/// <summary>A file of cases about one rule, written for people who know the law and not the code.</summary>
public sealed record RuleCaseFile
{
    /// <summary>What the cases are about.</summary>
    public required string Rule { get; init; }

    /// <summary>Clause and source.</summary>
    public required string Clause { get; init; }

    public required List<RuleCase> Cases { get; init; }
}

/// <summary>What arrives at one twin, and the verdicts that must follow.</summary>
public sealed record RuleCase
{
    public required string Name { get; init; }

    /// <summary>The arithmetic by which the verdicts follow.</summary>
    public required string Because { get; init; }

    /// <summary><c>point</c>, <c>furnace</c> and so on: <see cref="CaseTwins"/>.</summary>
    public required string Twin { get; init; }

    /// <summary>What the registry says of the twin, by twin: see there.</summary>
    public Dictionary<string, string> Registered { get; init; } = [];

    /// <summary>Values that differ from the national policy, by path in the policy file.</summary>
    public Dictionary<string, string> Policy { get; init; } = [];

    /// <summary>
    /// A regional policy over the national one: version, region and what differs, as a policy file says it.
    /// </summary>
    public string? Local { get; init; }

    /// <summary>What happens, step after step; the order of the lines inside a step must not matter.</summary>
    public required List<CaseStep> Steps { get; init; }
}

public sealed record CaseStep
{
    /// <summary>Data and marks, one a line: <see cref="CaseLine"/>.</summary>
    public string Given { get; init; } = "";

    /// <summary>
    /// A policy that is put in force before the lines: its version, and what differs from that of the case, by path.
    /// </summary>
    public Dictionary<string, string> Put { get; init; } = [];

    /// <summary>When that is put in force, as <c>2026-03-02 12:00</c>.</summary>
    public string? At { get; init; }

    /// <summary>The clock that looks at the twin after the lines, as <c>2026-03-02 12:00</c>.</summary>
    public string? Now { get; init; }

    /// <summary>Only findings whose rule begins with one of these are compared; all when empty.</summary>
    public List<string> Rules { get; init; } = [];

    /// <summary>Every finding in force after the step, one a line: <see cref="ExpectedFinding"/>.</summary>
    public List<string>? Expect { get; init; }

    /// <summary>The level of the twin after the step.</summary>
    public string? Level { get; init; }

    /// <summary>What the twin shows of itself after the step, by the words of its kind of twin.</summary>
    public Dictionary<string, string> Shows { get; init; } = [];
}
