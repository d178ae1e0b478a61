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
            : FromInstants(state, in page.SumsOf(factor), policy.Means);
        if (!cell.Flag.Equals(default(DataFlag)) || cell.Value.HasValue)
        {
            cell.FirstEntry = page.FirstEntry;
            cell.LastEntry = page.LastEntry;
        }

        return cell;
    }

    /// <summary>
    /// Gives a mean its value at reference oxygen, from the oxygen mean of the same hour:
    /// <c>C x (21 - reference) / (21 - measured)</c>. At or over the guard the mean does not count.
    /// </summary>
    public static void Convert(ref MeanCell cell, Exact referenceOxygen, in MeanCell oxygen, OxygenConversion rule)
    {
        if (!cell.IsValid || cell.Converted.HasValue || !referenceOxygen.HasValue || !oxygen.IsValid)
            return;
        if (oxygen.Value.Value >= rule.GuardPercent)
        {
            cell.Flag = DataFlag.Insufficient;
            return;
        }

        decimal factor = (rule.AirPercent - referenceOxygen.Value) / (rule.AirPercent - oxygen.Value.Value);
        cell.Converted = Exact.From(cell.Value.Value * factor);
    }

    static MeanCell FromMinutes(PointState state, ReadOnlySpan<MinuteSlot> slots, MeanValidity validity)
    {
        decimal sum = 0, converted = 0;
        int minutes = 0, convertedMinutes = 0, valid = 0;
        foreach (ref readonly MinuteSlot slot in slots)
        {
            if (!slot.IsValid)
                continue;
            valid++;
            minutes += slot.Length;
            sum += slot.Value.Value * slot.Length;
            if (!slot.Converted.HasValue)
                continue;
            convertedMinutes += slot.Length;
            converted += slot.Converted.Value * slot.Length;
        }

        return new MeanCell
        {
            Value = minutes == 0 ? default : Exact.From(sum / minutes),
            Converted = convertedMinutes == 0 || convertedMinutes < minutes ? default : Exact.From(converted / minutes),
            Flag = FlagOf(state, minutes, valid, slots.Length, validity),
        };
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
        state.Registration is { } record ? record.Kind == PointKind.WasteWater : state.Name.Id.EndsWith("-32", StringComparison.Ordinal);
}
