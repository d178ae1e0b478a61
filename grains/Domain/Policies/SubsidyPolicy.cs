namespace Qianliyan.Domain.Policies;

/// <summary>What the power subsidy (国补) hangs on; always a notice to people.</summary>
public sealed record SubsidyPolicy
{
    /// <summary>Violations in a natural month that cancel the month.</summary>
    public required int ViolationsInMonth { get; init; }

    /// <summary>Emission and temperature violated on one day count two.</summary>
    public required bool KindsCountApart { get; init; }

    /// <summary>Each pollutant over its limit on one day counts as a violation of its own; else the day's emission is one.</summary>
    public required bool PollutantsCountApart { get; init; }

    /// <summary>Whose violations in a natural month are added.</summary>
    public required FurnaceGrain Grain { get; init; }

    /// <summary>Consecutive compliant days after the last violation that restore it.</summary>
    public required int CleanDays { get; init; }

    /// <summary>A natural day on which neither a violation nor compliance is established, among those days.</summary>
    public required NoVerdictDay NoVerdict { get; init; }

    public required string Clause { get; init; }
}
