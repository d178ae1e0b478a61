using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>
/// Conversion of minute records to reference oxygen, each by the oxygen of its own minutes (折算):
/// <c>C x (21 - reference) / (21 - measured)</c>. What the device has converted stays as it is.
/// </summary>
readonly struct MinuteConversion
{
    readonly decimal _air;
    readonly decimal _guard;
    readonly OxygenGuardMode _guardMode;
    readonly decimal _diluted;
    readonly ValidityPolicy? _validity;

    MinuteConversion(OxygenConversion rule, ValidityPolicy validity, Exact reference)
    {
        _air = rule.AirPercent;
        _guard = rule.GuardPercent;
        _guardMode = rule.GuardMode;
        _diluted = rule.AirPercent - reference.Value;
        _validity = validity;
    }

    /// <summary>Off where the policy converts means of hours, or the factor or point has nothing to convert.</summary>
    public static MinuteConversion Of(PointState state, FactorCode factor, BeijingTime hour, Policy policy) =>
        policy.Points.Validity.ConversionOrder == ConversionOrder.Minutes
        && Plausibility.IsConcentration(factor)
        && PointLimit.ReferenceOxygenOf(state, policy, factor, hour) is { HasValue: true } reference
            ? new MinuteConversion(policy.Oxygen, policy.Points.Validity, reference)
            : default;

    /// <summary>Whether the oxygen of the minute is so near that of air that the minute does not count.</summary>
    public bool IsGuarded(in MinuteSlot slot, ReadOnlySpan<MinuteSlot> oxygen) =>
        _validity is not null
        && _guardMode == OxygenGuardMode.Invalid
        && !slot.Converted.HasValue
        && OxygenOf(in slot, oxygen, _validity) >= _guard;

    /// <returns>Null where there is no oxygen to convert by.</returns>
    public decimal? Convert(in MinuteSlot slot, ReadOnlySpan<MinuteSlot> oxygen)
    {
        if (slot.Converted.HasValue)
            return slot.Converted.Value;
        if (_validity is null || OxygenOf(in slot, oxygen, _validity) is not { } measured)
            return null;
        return measured >= _guard ? slot.Value.Value : slot.Value.Value * _diluted / (_air - measured);
    }

    static decimal? OxygenOf(in MinuteSlot slot, ReadOnlySpan<MinuteSlot> oxygen, ValidityPolicy validity)
    {
        foreach (ref readonly MinuteSlot other in oxygen)
        {
            if (other.Minute == slot.Minute && other.Length == slot.Length && other.IsValid(validity))
                return other.Value.Value;
        }

        return null;
    }
}
