using System.Numerics;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Points;

/// <summary>
/// Hour means from what arrived in the hour: from minute records where there are any, else from instants.
/// HJ 212-2017 annex D (arithmetic means, enough valid minutes) and the notes to C.16-C.18 (share of normal values).
/// </summary>
public static class HourMeans
{
    /// <summary>The mean of one factor; not set when nothing came.</summary>
    public static MeanCell Of(PointState state, HourPage page, int factor, Policy policy)
    {
        ReadOnlySpan<MinuteSlot> slots = page.SlotsOf(factor);
        MeanCell cell = slots.Length > 0
            ? FromMinutes(state, slots, policy.Means)
            : FromInstants(state, page.FindSums(factor), policy.Means);
        if (cell.Flag != DataFlag.None)
        {
            cell.FirstEntry = page.FirstEntry;
            cell.LastEntry = page.LastEntry;
        }

        return cell;
    }

    /// <summary>
    /// Gives a mean its value at reference oxygen, from the oxygen mean of the same hour:
    /// <c>C x (21 - reference) / (21 - measured)</c>. At or over the guard the mean does not count, nor where
    /// the result has more digits than a measurement can. A mean that the
    /// device has converted stays as it is, and only concentrations are converted: a temperature has no oxygen in it.
    /// </summary>
    public static void Convert(
        ref MeanCell cell, FactorCode factor, Exact referenceOxygen, in MeanCell oxygen, OxygenConversion rule)
    {
        if (!IsConcentration(factor)
            || !cell.IsValid
            || cell.Converted.HasValue
            || !referenceOxygen.HasValue
            || !oxygen.IsValid)
            return;
        if (oxygen.Value.Value >= rule.GuardPercent)
        {
            cell.Flag = DataFlag.Insufficient;
            return;
        }

        decimal diluted = rule.AirPercent - referenceOxygen.Value;
        if (Exact.TryFrom(cell.Value.Value * diluted / (rule.AirPercent - oxygen.Value.Value), out Exact converted))
            cell.Converted = converted;
        else
            cell.Flag = DataFlag.Insufficient;
    }

    /// <summary>Gas pollutants (a2xxxx) and particulates (a3xxxx) of HJ 212-2017 table B.2.</summary>
    internal static bool IsConcentration(FactorCode factor) =>
        factor.Family == 'a' && (factor.Packed >> 48 & 0xFF) is '2' or '3';

    /// <remarks>
    /// Each minute of the hour counts once. Where records of different lengths overlap, the shorter ones count: a
    /// furnace sends five-minute means of a factor beside its ten-minute ones.
    /// </remarks>
    static MeanCell FromMinutes(PointState state, ReadOnlySpan<MinuteSlot> slots, MeanValidity validity)
    {
        decimal sum = 0, converted = 0;
        int minutes = 0, convertedMinutes = 0;
        ulong covered = 0;
        for (int length = Shortest(slots, over: 0); length != 0; length = Shortest(slots, over: length))
        {
            foreach (ref readonly MinuteSlot slot in slots)
            {
                if (slot.Length != length || (covered & slot.Minutes) != 0)
                    continue;
                covered |= slot.Minutes;
                if (!slot.IsValid)
                    continue;
                minutes += length;
                sum += slot.Value.Value * length;
                if (!slot.Converted.HasValue)
                    continue;
                convertedMinutes += length;
                converted += slot.Converted.Value * length;
            }
        }

        return new MeanCell
        {
            Value = minutes == 0 ? default : Exact.From(sum / minutes),
            Converted = convertedMinutes == 0 || convertedMinutes < minutes ? default : Exact.From(converted / minutes),
            Flag = FlagOf(state, minutes, minutes, BitOperations.PopCount(covered), validity),
        };
    }

    static int Shortest(ReadOnlySpan<MinuteSlot> slots, int over)
    {
        int shortest = 0;
        foreach (ref readonly MinuteSlot slot in slots)
        {
            if (slot.Length > over && (shortest == 0 || slot.Length < shortest))
                shortest = slot.Length;
        }

        return shortest;
    }

    static MeanCell FromInstants(PointState state, in InstantSums sums, MeanValidity validity)
    {
        if (sums.Values.Received == 0)
            return default;
        bool allConverted = sums.Converted.Valid == sums.Values.Valid;
        return new MeanCell
        {
            Value = Exact.From(sums.Values.Mean),
            Converted = allConverted ? Exact.From(sums.Converted.Mean) : default,
            Flag = FlagOf(state, sums.ValidMinutes, sums.Values.Valid, sums.Values.Received, validity),
        };
    }

    static DataFlag FlagOf(PointState state, int validMinutes, int valid, int received, MeanValidity validity)
    {
        if (validMinutes < validity.HourMinutes)
            return DataFlag.Insufficient;
        bool enough = IsWater(state)
            ? valid == received
            : valid >= validity.GasNormalShare * received;
        return enough ? DataFlag.Normal : DataFlag.Fault;
    }

    static bool IsWater(PointState state) =>
        state.Registration is { } record
            ? record.Kind == PointKind.WasteWater
            : state.Name.Id.EndsWith("-32", StringComparison.Ordinal);
}
