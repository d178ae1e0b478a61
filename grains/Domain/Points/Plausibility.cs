using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Points;

/// <summary>Whether a value can be a measurement of its factor, and whether its flag lets it count.</summary>
public static class Plausibility
{
    /// <summary>Temperature of waste water (HJ 212-2017 table B.1): the one water factor that may be below zero.</summary>
    static readonly FactorCode WaterTemperature = FactorCode.Parse("w01010");

    public static VoidCause Of(FactorCode factor, Exact value, DataFlag flag, ValidityPolicy policy) =>
        policy.Counts(flag) ? Of(factor, value, policy) : VoidCause.Flagged;

    /// <summary>Of a value that no flag voids.</summary>
    public static VoidCause Of(FactorCode factor, Exact value, ValidityPolicy policy)
    {
        if (!value.HasValue)
            return VoidCause.NoValue;
        if (value.Mantissa < 0 && policy.Negatives == NegativeValues.Void && IsNeverNegative(factor))
            return VoidCause.Negative;
        Exact maximum = policy.MaximumOf(factor);
        return maximum.HasValue && value > maximum ? VoidCause.Implausible : VoidCause.None;
    }

    /// <summary>Gas pollutants (a2xxxx) and particulates (a3xxxx) of HJ 212-2017 table B.2.</summary>
    public static bool IsConcentration(FactorCode factor) =>
        factor.Family == 'a' && (factor.Packed >> 48 & 0xFF) is '2' or '3';

    /// <summary>Whether a value below zero of the factor is no measurement: concentrations, and water but its temperature.</summary>
    public static bool IsNeverNegative(FactorCode factor) =>
        IsConcentration(factor) || (factor.Family == 'w' && factor != WaterTemperature);
}
