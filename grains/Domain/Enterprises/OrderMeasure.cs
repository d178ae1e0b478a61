using System.Text;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using static System.FormattableString;

namespace Qianliyan.Domain.Enterprises;

/// <summary>What an emergency order is held against: the power of production, or what all outlets let out of one factor.</summary>
/// <param name="Rule">That judges it.</param>
/// <param name="Factor">Of the outlets; empty of power, which is of several.</param>
/// <param name="Devices">That are registered, or tell of the factor on the day.</param>
sealed record OrderMeasure(string Rule, FactorCode Factor, DeviceId[] Devices, string Clause)
{
    /// <summary>What one of the devices is called.</summary>
    public string Noun => Factor.IsEmpty ? "production device" : "outlet";

    public static OrderMeasure OfPower(EnterpriseState state, ElectricityPolicy policy) =>
        new(PowerFindings.OrderRule, default, PowerJudgement.ProductionOf(state), policy.Order.Clause);

    /// <param name="page">Of the day.</param>
    public static IEnumerable<OrderMeasure> OfEmission(EnterpriseDay? page, ElectricityPolicy policy) =>
        policy.Order.Emission.Factors.Select(factor => new OrderMeasure(
            PowerFindings.EmissionRule, factor, [.. (page?.Devices ?? []).Where(device => device.Factor == factor)],
            policy.Order.Emission.Clause));

    /// <summary>The devices, and outlets that told before the order and are silent on the day, in order.</summary>
    public IEnumerable<DeviceId> DevicesBeside(UsualUse before) =>
        Factor.IsEmpty ? Devices : Devices.Union(before.Telling(Factor)).Order();

    /// <summary>Above it the devices together count as on, in their unit.</summary>
    public decimal OnAboveBy(ElectricityPolicy policy) =>
        Factor.IsEmpty ? policy.OnAbove : policy.Order.Emission.OnAbove;

    /// <param name="sign">Between what was observed and what the order leaves.</param>
    public string Stood(EmergencyOrder order, OrderedUse use, OrderVerdict verdict, string sign, EmergencyCut rule) =>
        Invariant($"order {order.Number} to cut {order.Cut}: ")
        + (Factor.IsEmpty ? "production draws" : $"outlets let out {Factor}")
        + Invariant($" {use.Observed:0.####} {sign} {verdict.Allowed:0.####} = {use.Usual.Value:0.####} x ")
        + Invariant($"(1 - {order.Cut} + {rule.Tolerance}), {use.Hours} hours")
        + Beside(use);

    /// <summary>
    /// What counts as zero, what counts on neither side and which days taught nothing, in words that follow others; empty
    /// where nothing does.
    /// </summary>
    public static string Beside(OrderedUse use)
    {
        var words = new StringBuilder();
        foreach ((DeviceId device, uint hours) in use.Still)
            words.Append(Invariant($"; {device} still (flag F) {RangesOf(hours)}, counted as 0"));
        if (use.Unseen.Count > 0)
            words.Append(Invariant($"; without {string.Join(", ", use.Unseen)}: too few hours that count in the order"));
        if (use.Unlearned.Count > 0)
            words.Append(Invariant($"; without {string.Join(", ", use.Unlearned)}: too little is known before the order"));
        return words.Append(use.Learning.Words).ToString();
    }

    /// <summary>Hours of a day as <c>02:00-05:00 and 07:00-08:00</c>.</summary>
    static string RangesOf(uint hours)
    {
        var ranges = new List<string>();
        for (int hour = 0; hour < DeviceDay.Hours; hour++)
        {
            int first = hour;
            while (hour < DeviceDay.Hours && (hours >> hour & 1) != 0)
                hour++;
            if (hour > first)
                ranges.Add(Invariant($"{first:00}:00-{hour:00}:00"));
        }

        return string.Join(" and ", ranges);
    }
}
