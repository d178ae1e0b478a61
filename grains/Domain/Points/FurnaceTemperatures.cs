using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>
/// Makes five-minute furnace temperatures (5分钟均值) for a furnace whose device does not report them: of the device's
/// instants or shorter means, or of its thermocouples where it reports these singly. A slot is told when a later one has
/// begun, and again when data for it come late. The device's own five-minute mean stands before one made
/// here, unless its flag voids it.
/// </summary>
static class FurnaceTemperatures
{
    /// <param name="minutes">That the values are means of; 0 for instants.</param>
    public static void Take(
        PointState state, HourPage page, Observation observation, int minutes, Policy policy, EffectList effects)
    {
        if (state.Registration?.Incinerator is null)
            return;
        if (SampleOf(observation, minutes, policy) is { } sample)
            (page.Furnace ??= new FurnaceSlots()).Set(sample);
        if (page.Furnace is not { } slots)
            return;
        int slotSeconds = policy.Furnace.SlotMinutes * BeijingTime.SecondsPerMinute;
        int open = page.Start < state.OpenHour ? int.MaxValue : slots.Newest / slotSeconds;
        Tell(state, page, slots, open, policy, effects);
    }

    /// <summary>Tells what is not told yet of an hour that is over.</summary>
    public static void Close(PointState state, BeijingTime hour, Policy policy, EffectList effects)
    {
        if (state.Pages.Find(PageId.Hour(hour)) is HourPage { Furnace: { } slots } page)
            Tell(state, page, slots, int.MaxValue, policy, effects);
    }

    static void Tell(
        PointState state, HourPage page, FurnaceSlots slots, int before, Policy policy, EffectList effects)
    {
        if (state.Registration?.Incinerator is not { } incinerator)
            return;
        int length = policy.Furnace.SlotMinutes;
        int factor = state.Find(policy.Furnace.TemperatureFactor);
        int perHour = BeijingTime.SecondsPerHour / (length * BeijingTime.SecondsPerMinute);
        for (int slot = 0; slot < Math.Min(before, perHour); slot++)
        {
            bool isReported = factor >= 0
                && page.FindSlot(factor, slot * length, length) is { } reported
                && reported.IsValid(policy.Points.Validity);
            if (isReported
                || slots.MeanOf(slot, length, policy.Furnace.LeastMinutes) is not { HasValue: true } mean
                || !slots.Tell(slot, mean))
            {
                continue;
            }

            effects.Tell(
                Registry.TwinName.Of(incinerator),
                new MeanTold(
                    ObservationKind.FurnaceTemperature, policy.Furnace.TemperatureFactor,
                    page.Start.AddSeconds(slot * length * BeijingTime.SecondsPerMinute), mean, DataFlag.Normal,
                    IsReported: false));
        }
    }

    /// <summary>Null where the upload says nothing of the furnace, or more than a slot at once.</summary>
    static FurnaceSample? SampleOf(Observation observation, int minutes, Policy policy)
    {
        FurnacePolicy furnace = policy.Furnace;
        if (minutes > furnace.SlotMinutes)
            return null;
        Exact device = default;
        List<decimal>? upper = null, middle = null;
        foreach (ref readonly Reading reading in observation.Readings.AsSpan())
        {
            bool isDevice = reading.Factor == furnace.TemperatureFactor;
            bool isUpper = reading.Factor.StartsWith(furnace.Thermocouples.Upper);
            bool isMiddle = reading.Factor.StartsWith(furnace.Thermocouples.Middle);
            if (!(isDevice || isUpper || isMiddle)
                || Plausibility.Of(furnace.TemperatureFactor, reading.Value, reading.Flag, policy.Points.Validity)
                    != VoidCause.None)
            {
                continue;
            }

            if (isDevice)
                device = reading.Value;
            else if (isUpper)
                (upper ??= []).Add(reading.Value.Value);
            else
                (middle ??= []).Add(reading.Value.Value);
        }

        Exact upperMedian = MedianOf(upper, furnace), middleMedian = MedianOf(middle, furnace);
        return device.HasValue || upperMedian.HasValue || middleMedian.HasValue
            ? new FurnaceSample(
                (ushort)(observation.DataTime.SecondOfDay % BeijingTime.SecondsPerHour), (byte)minutes, device,
                upperMedian, middleMedian)
            : null;
    }

    static Exact MedianOf(List<decimal>? celsius, FurnacePolicy furnace) =>
        SectionTemperature.Median(celsius ?? [], furnace.Thermocouples.PerSection) is { } median
            ? Exact.From(median)
            : Exact.None;
}
