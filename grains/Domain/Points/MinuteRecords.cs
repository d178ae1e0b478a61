using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>Takes minute records (CN 2051) and five-minute furnace temperatures (CN 2111).</summary>
static class MinuteRecords
{
    const int FurnaceSlotMinutes = 5;

    public static void Take(PointState state, in TwinEntry entry, Observation observation, EffectList effects)
    {
        bool isFurnace = observation.Kind == ObservationKind.FurnaceTemperature;
        int length = isFurnace ? FurnaceSlotMinutes : LengthOf(state, observation);
        BeijingTime start = observation.DataTime;
        HourPage page = state.HourPageOf(start);
        page.Touch(entry.Sequence);
        byte minute = (byte)(start.SecondOfDay / BeijingTime.SecondsPerMinute % 60);
        foreach (ref readonly Reading reading in observation.Readings.AsSpan())
        {
            int index = state.IndexOf(reading.Factor);
            page.SetSlot(new MinuteSlot(
                (ushort)index, minute, (byte)length, reading.Flag, reading.Value, reading.Converted));
            FactorMeans means = state.Factors[index].Means ??= new FactorMeans();
            if (start >= means.ReportedMinute.Start)
                means.ReportedMinute = new LatestMean(start, reading.Value, reading.Converted, reading.Flag);
            if (isFurnace && state.Registration?.Incinerator is { } incinerator)
            {
                effects.Tell(
                    TwinName.Of(incinerator),
                    new MeanTold(observation.Kind, reading.Factor, start, reading.Value, reading.Flag, IsReported: true));
            }
        }
    }

    static int LengthOf(PointState state, Observation observation) =>
        observation.IntervalMinutes > 0 ? observation.IntervalMinutes
        : state.Registration?.MinuteInterval ?? RegistryRules.DefaultMinuteInterval;
}
