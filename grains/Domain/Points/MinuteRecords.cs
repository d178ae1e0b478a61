using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>Takes minute records (CN 2051) and five-minute furnace temperatures (CN 2111).</summary>
static class MinuteRecords
{
    const int FurnaceSlotMinutes = 5;

    public static void Take(
        PointState state, in TwinEntry entry, Observation observation, Policy policy, EffectList effects)
    {
        byte minute = (byte)MinuteOf(observation);
        int told = ToldLength(state, observation);
        byte length = (byte)LengthOf(state, observation);
        BeijingTime start = observation.DataTime;
        HourPage page = state.HourPageOf(start);
        page.Touch(entry.Sequence, entry.ArrivedAt);
        bool isOnTime = HourCounts.IsOnTime(page.Start, entry.ArrivedAt, policy);
        foreach (ref readonly Reading reading in observation.Readings.AsSpan())
        {
            int index = state.IndexOf(reading.Factor);
            page.SetSlot(new MinuteSlot(
                (ushort)index, minute, length, reading.Flag, isOnTime, Fingerprint.Extremes(in reading), reading.Value,
                reading.Converted));
            FactorMeans means = state.Factors[index].Means ??= new FactorMeans();
            if (start >= means.ReportedMinute.Start)
                means.ReportedMinute = new LatestMean(start, reading.Value, reading.Converted, reading.Flag);
            bool isFurnace = observation.Kind == ObservationKind.FurnaceTemperature
                || (told == policy.Furnace.SlotMinutes
                    && minute % told == 0
                    && reading.Factor == policy.Furnace.TemperatureFactor);
            if (isFurnace && state.Registration?.Incinerator is { } incinerator)
            {
                page.Furnace?.Forget(minute / policy.Furnace.SlotMinutes);
                effects.Tell(
                    TwinName.Of(incinerator),
                    new MeanTold(
                        ObservationKind.FurnaceTemperature, reading.Factor, start, reading.Value,
                        policy.Points.Validity.Told(reading.Flag), IsReported: true));
            }
        }

        FurnaceTemperatures.Take(state, page, observation, told, policy, effects);
    }

    /// <summary>The minute of its hour that a record begins with.</summary>
    public static int MinuteOf(Observation observation) =>
        observation.DataTime.SecondOfDay / BeijingTime.SecondsPerMinute % BeijingTime.MinutesPerHour;

    /// <summary>Minutes that a record covers, as far as they belong to its hour.</summary>
    public static int LengthOf(PointState state, Observation observation) =>
        Math.Clamp(ToldLength(state, observation), 1, BeijingTime.MinutesPerHour - MinuteOf(observation));

    /// <summary>Minutes that a record is the mean of.</summary>
    static int ToldLength(PointState state, Observation observation) =>
        observation.Kind == ObservationKind.FurnaceTemperature ? FurnaceSlotMinutes
        : observation.IntervalMinutes > 0 ? observation.IntervalMinutes
        : state.Registration?.MinuteInterval ?? RegistryRules.DefaultMinuteInterval;
}
