using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>Seconds of CEMS maintenance in a natural quarter.</summary>
/// <param name="Seconds">In all.</param>
/// <param name="Settled">Of those, on days whose marking deadline has passed.</param>
public readonly record struct MaintenanceTime(long Seconds, long Settled)
{
    public bool IsOver(BudgetPolicy policy) => MaintenanceRule.IsOver(Seconds, policy);

    /// <summary>Over by what marks change no more.</summary>
    public bool IsOverForGood(BudgetPolicy policy) => MaintenanceRule.IsOver(Settled, policy);

    public static MaintenanceTime operator +(MaintenanceTime left, MaintenanceTime right) =>
        new(left.Seconds + right.Seconds, left.Settled + right.Settled);
}
