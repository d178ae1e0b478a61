using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Policies;

/// <summary>The rules of municipal waste incinerators (MEE Order 10, GB 18485).</summary>
public sealed record FurnacePolicy
{
    /// <summary>The factor of the five-minute mean furnace temperature, degrees Celsius.</summary>
    public required FactorCode TemperatureFactor { get; init; }

    /// <summary>A slot below this is a low slot.</summary>
    public required decimal MinimumCelsius { get; init; }

    public required int SlotMinutes { get; init; }

    /// <summary>Minutes of a slot that data must have come for, where its mean is made of instants or shorter means.</summary>
    public required int LeastMinutes { get; init; }

    public required ThermocouplePolicy Thermocouples { get; init; }

    /// <summary>Low slots in a natural day that are still tolerated; one more is a violation.</summary>
    public required int ToleratedLowSlots { get; init; }

    /// <summary>Low slots in a natural day that lead to a notice.</summary>
    public required int NoticeLowSlots { get; init; }

    /// <summary>Low slots in a natural day that lead to a warning.</summary>
    public required int WarningLowSlots { get; init; }

    /// <summary>The level of a day with more low slots than are tolerated.</summary>
    public required EscalationLevel Violation { get; init; }

    /// <summary>Emission exceedance days in a natural month that lead to a finding on the month.</summary>
    public required int ExceedanceDaysInMonth { get; init; }

    /// <summary>The level of a month with that many exceedance days.</summary>
    public required EscalationLevel MonthReached { get; init; }

    public required string Clause { get; init; }

    public required ExemptPolicy Exempt { get; init; }

    public required BudgetPolicy Budget { get; init; }

    public required SlotMarkPolicy Temp { get; init; }

    public required SubsidyPolicy Subsidy { get; init; }

    public required PrewarningPolicy Prewarning { get; init; }

    public required ConditionPolicy Condition { get; init; }
}
