using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>
/// The condition that process data show (工况推断), by thresholds that three months of manual marks of a plant follow:
/// cold with the oxygen of air is out of operation; fed and hot is normal, or a start; not fed it burns out while hot and
/// level, cools while falling and dries while rising. Silent where the data do not tell.
/// </summary>
public static class ConditionInference
{
    public static MarkCode? Of(in ProcessHour hour, decimal minimumCelsius, ConditionPolicy policy)
    {
        if (hour.Celsius is not { } celsius)
            return null;
        if (celsius < policy.IdleBelowCelsius && hour.Oxygen > policy.IdleOverOxygen && !hour.IsFed)
            return MarkCode.Idle;
        if (hour.IsFed)
            return celsius > minimumCelsius ? MarkCode.Normal : null;
        if (hour.Feed is null || hour.Rise is not { } rise)
            return null;
        if (Math.Abs(rise) <= policy.FlatCelsius)
            return celsius > minimumCelsius ? MarkCode.Stopping : null;
        return rise < 0 ? MarkCode.Cooling : MarkCode.Drying;
    }

    /// <summary>
    /// Whether the mark and the data are at odds. Faults and accidents look like anything; a start looks like normal
    /// operation.
    /// </summary>
    public static bool IsAtOdds(MarkCode marked, MarkCode inferred) => marked switch
    {
        MarkCode.Fault or MarkCode.Accident => false,
        MarkCode.Starting => inferred is not (MarkCode.Normal or MarkCode.Starting),
        _ => marked != inferred,
    };
}
