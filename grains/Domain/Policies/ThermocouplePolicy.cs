using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Policies;

/// <summary>The thermocouples (热电偶) of a furnace that reports them singly, and not their mean.</summary>
public sealed record ThermocouplePolicy
{
    /// <summary>How the factors of the upper section begin; what follows is the number of the thermocouple.</summary>
    public required FactorCode Upper { get; init; }

    /// <summary>How the factors of the middle section begin.</summary>
    public required FactorCode Middle { get; init; }

    /// <summary>Valid thermocouples without which a section has no temperature.</summary>
    public required int PerSection { get; init; }

    public required string Clause { get; init; }
}
