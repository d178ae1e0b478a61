using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using static System.FormattableString;

namespace Qianliyan.Domain.Enterprises;

/// <summary>What an emergency order is held against: the power of production, or what all outlets let out of one factor.</summary>
/// <param name="Rule">That judges it.</param>
/// <param name="Factor">Of the outlets; empty of power, which is of several.</param>
/// <param name="Devices">That are summed up.</param>
sealed record OrderMeasure(string Rule, FactorCode Factor, DeviceId[] Devices, string Clause)
{
    /// <summary>What one of the devices is called.</summary>
    public string Noun => Factor.IsEmpty ? "production device" : "outlet";

    public static OrderMeasure OfPower(EnterpriseState state, ElectricityPolicy policy) =>
        new(PowerFindings.OrderRule, default, PowerJudgement.ProductionOf(state), policy.Order.Clause);

    /// <param name="page">Of the day: outlets that told nothing on it count on neither side.</param>
    public static IEnumerable<OrderMeasure> OfEmission(EnterpriseDay? page, ElectricityPolicy policy) =>
        policy.Order.Emission.Factors.Select(factor => new OrderMeasure(
            PowerFindings.EmissionRule, factor, [.. (page?.Devices ?? []).Where(device => device.Factor == factor)],
            policy.Order.Emission.Clause));

    /// <param name="sign">Between what was observed and what the order leaves.</param>
    public string Stood(EmergencyOrder order, OrderedUse use, OrderVerdict verdict, string sign, EmergencyCut rule) =>
        Invariant($"order {order.Number} to cut {order.Cut}: ")
        + (Factor.IsEmpty ? "production draws" : $"outlets let out {Factor}")
        + Invariant($" {use.Observed:0.####} {sign} {verdict.Allowed:0.####} = {use.Usual:0.####} x ")
        + Invariant($"(1 - {order.Cut} + {rule.Tolerance}), {use.Hours} hours");
}
