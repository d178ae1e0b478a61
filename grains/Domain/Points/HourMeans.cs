using System.Numerics;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>
/// Hour means from what arrived in the hour: from minute records where there are any, else from instants.
/// HJ 212-2017 annex D (arithmetic means, enough valid minutes) and the notes to C.16-C.18 (share of normal values).
/// Currents and powers of devices have a condition of their own: <see cref="HourCoverage"/>.
/// </summary>
public static class HourMeans
{
    /// <summary>The mean of one factor; not set when nothing came.</summary>
    /// <param name="oxygen">Index of the oxygen factor; negative where the point has none.</param>
    public static MeanCell Of(PointState state, HourPage page, int factor, int oxygen, Policy policy) =>
        Of(state, page, factor, oxygen, policy, out _);

    /// <summary>The same with what the mean is of.</summary>
    public static MeanCell Of(
        PointState state, HourPage page, int factor, int oxygen, Policy policy, out MinuteCounts counts)
    {
        ReadOnlySpan<MinuteSlot> slots = page.SlotsOf(factor);
        MeanCell cell = default;
        if (slots.Length > 0)
        {
            ReadOnlySpan<MinuteSlot> oxygenSlots = oxygen >= 0 ? page.SlotsOf(oxygen) : [];
            cell = FromMinutes(
                state, state.Factors[factor].Code, page.Start, slots, oxygenSlots, policy, out counts);
        }
        else
        {
            cell = FromInstants(state, page.FindSums(factor), policy, out counts);
        }

        if (cell.Flag != DataFlag.None)
        {
            if (PowerMinutes.IsMeasuredBy(state) && policy.Electricity.Measures(state.Factors[factor].Code))
                SetFlagOfDevice(ref cell, ReadMinutes(state.Factors[factor].Code, page.FindSums(factor), slots, policy), policy);
            cell.FirstEntry = page.FirstEntry;
            cell.LastEntry = page.LastEntry;
        }

        return cell;
    }

    /// <summary>
    /// Gives a mean its value at reference oxygen, from the oxygen mean of the same hour:
    /// <c>C x (21 - reference) / (21 - measured)</c>. At or over the guard the mean counts by
    /// <see cref="OxygenConversion.GuardMode"/>; it never counts where the result has more digits than a measurement
    /// can. A mean that the device has converted stays as it is, and only concentrations are converted: a temperature has
    /// no oxygen in it.
    /// </summary>
    public static void Convert(
        ref MeanCell cell, FactorCode factor, Exact referenceOxygen, in MeanCell oxygen, OxygenConversion rule)
    {
        if (!Plausibility.IsConcentration(factor)
            || !cell.IsValid
            || cell.Converted.HasValue
            || !referenceOxygen.HasValue
            || !oxygen.IsValid)
            return;
        if (oxygen.Value.Value >= rule.GuardPercent)
        {
            if (rule.GuardMode == OxygenGuardMode.Unconverted)
            {
                cell.Converted = cell.Value;
                return;
            }

            cell.Flag = DataFlag.Insufficient;
            cell.Cause = VoidCause.OxygenGuard;
            return;
        }

        decimal diluted = rule.AirPercent - referenceOxygen.Value;
        if (Exact.TryFrom(cell.Value.Value * diluted / (rule.AirPercent - oxygen.Value.Value), out Exact converted))
        {
            cell.Converted = converted;
            return;
        }

        cell.Flag = DataFlag.Insufficient;
        cell.Cause = VoidCause.OxygenGuard;
    }

    /// <remarks>
    /// Each minute of the hour counts once. Where records of different lengths overlap, the shorter ones count: a
    /// furnace sends five-minute means of a factor beside its ten-minute ones.
    /// </remarks>
    static MeanCell FromMinutes(
        PointState state, FactorCode factor, BeijingTime hour, ReadOnlySpan<MinuteSlot> slots,
        ReadOnlySpan<MinuteSlot> oxygen, Policy policy, out MinuteCounts counts)
    {
        var conversion = MinuteConversion.Of(state, factor, hour, policy);
        decimal sum = 0, converted = 0;
        int valid = 0, guarded = 0, convertedMinutes = 0;
        ulong covered = 0;
        for (int length = Shortest(slots, over: 0); length != 0; length = Shortest(slots, over: length))
        {
            foreach (ref readonly MinuteSlot slot in slots)
            {
                if (slot.Length != length || (covered & slot.Minutes) != 0)
                    continue;
                covered |= slot.Minutes;
                if (Plausibility.Of(factor, slot.Value, slot.Flag, policy.Points.Validity) != VoidCause.None)
                    continue;
                valid += length;
                sum += slot.Value.Value * length;
                if (conversion.IsGuarded(in slot, oxygen))
                {
                    guarded += length;
                    continue;
                }

                decimal? value = conversion.Convert(in slot, oxygen);
                if (value is null)
                    continue;
                convertedMinutes += length;
                converted += value.Value * length;
            }
        }

        int counted = valid - guarded;
        var cell = new MeanCell { Value = valid == 0 ? default : Exact.From(sum / valid) };
        if (convertedMinutes > 0
            && convertedMinutes == counted
            && Exact.TryFrom(converted / convertedMinutes, out Exact mean))
        {
            cell.Converted = mean;
        }

        counts = new MinuteCounts(counted, guarded, valid, BitOperations.PopCount(covered));
        SetFlag(ref cell, state, counts, policy);
        return cell;
    }

    internal static int Shortest(ReadOnlySpan<MinuteSlot> slots, int over)
    {
        int shortest = 0;
        foreach (ref readonly MinuteSlot slot in slots)
        {
            if (slot.Length > over && (shortest == 0 || slot.Length < shortest))
                shortest = slot.Length;
        }

        return shortest;
    }

    static MeanCell FromInstants(PointState state, in InstantSums sums, Policy policy, out MinuteCounts counts)
    {
        counts = new MinuteCounts(sums.ValidMinutes, 0, sums.Values.Valid, sums.Values.Received);
        if (sums.Values.Received == 0)
            return default;
        bool allConverted = sums.Converted.Valid == sums.Values.Valid;
        var cell = new MeanCell
        {
            Value = Exact.From(sums.Values.Mean),
            Converted = allConverted ? Exact.From(sums.Converted.Mean) : default,
        };
        SetFlag(ref cell, state, counts, policy);
        return cell;
    }

    static void SetFlag(ref MeanCell cell, PointState state, MinuteCounts minutes, Policy policy)
    {
        bool isWater = IsWater(state);
        cell.Cause = HourValidity.Of(minutes, isWater, policy);
        cell.Flag = cell.Cause switch
        {
            VoidCause.None => DataFlag.Normal,
            VoidCause.FlagShare => isWater && policy.Points.Validity.AbnormalWater == AbnormalWaterFlag.Insufficient
                ? DataFlag.Insufficient
                : DataFlag.Fault,
            _ => DataFlag.Insufficient,
        };
    }

    static void SetFlagOfDevice(ref MeanCell cell, ulong read, Policy policy)
    {
        bool counts = HourCoverage.Suffices(read, policy.Electricity);
        cell.Cause = counts ? VoidCause.None : VoidCause.TooFewMinutes;
        cell.Flag = counts ? DataFlag.Normal : DataFlag.Insufficient;
    }

    /// <summary>The minutes with a value that counts, of what the mean is made of.</summary>
    static ulong ReadMinutes(
        FactorCode factor, in InstantSums sums, ReadOnlySpan<MinuteSlot> slots, Policy policy)
    {
        if (slots.Length == 0)
            return sums.MinutesCovered;
        ulong read = 0;
        foreach (ref readonly MinuteSlot slot in slots)
        {
            if (Plausibility.Of(factor, slot.Value, slot.Flag, policy.Points.Validity) == VoidCause.None)
                read |= slot.Minutes;
        }

        return read;
    }

    static bool IsWater(PointState state) =>
        state.Registration is { } record
            ? record.Kind == PointKind.WasteWater
            : state.Name.Id.EndsWith("-32", StringComparison.Ordinal);
}
