using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Electricity;

/// <summary>
/// A cut that was ordered for a heavy-pollution emergency and declared by the firm, against the power observed
/// (未落实应急停限产).
/// </summary>
public static class OrderRule
{
    /// <param name="observed">Mean of the hour means of all production devices in the hours of the order.</param>
    /// <param name="baseline">What they are used to draw together.</param>
    /// <param name="cut">Share of the baseline that must go; 1 stops production.</param>
    public static OrderVerdict Of(decimal observed, decimal baseline, decimal cut, EmergencyCut policy)
    {
        decimal allowed = baseline * (1 - cut + policy.Tolerance);
        return new OrderVerdict(allowed, observed > allowed);
    }
}

/// <param name="Allowed">What the order leaves, with the tolerance.</param>
public readonly record struct OrderVerdict(decimal Allowed, bool IsBroken);
