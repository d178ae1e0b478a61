using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Policies;

/// <summary>How long conditions may be marked (累计时长).</summary>
public sealed record BudgetPolicy
{
    /// <summary>Hours a furnace and calendar year, consumed in order of time.</summary>
    public required ValueList<HourBudget> Year { get; init; }

    /// <summary>Hours of CEMS maintenance a natural quarter.</summary>
    public required decimal CemsHours { get; init; }

    public required FurnaceGrain CemsGrain { get; init; }

    /// <summary>How marks that overlap add up.</summary>
    public required MarkOverlap Overlap { get; init; }

    public required string CemsClause { get; init; }
}

public sealed record HourBudget
{
    /// <summary>Part of the rule's name, such as <c>startStop</c>.</summary>
    public required string Name { get; init; }

    public required decimal Hours { get; init; }

    /// <summary>
    /// Hours of one event that are exempt at most, from its start: marks of the budget that overlap or meet are one event.
    /// None where an event may last as long as the budget.
    /// </summary>
    public Exact EventHours { get; init; }

    /// <summary>The conditions that consume it, and that it exempts.</summary>
    public required ValueList<MarkCode> Codes { get; init; }

    public required string Clause { get; init; }
}

public enum MarkOverlap : byte
{
    /// <summary>A minute marked twice counts once.</summary>
    Union,

    Sum,
}
