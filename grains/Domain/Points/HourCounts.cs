using System.Numerics;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>Counts what came for an hour, for the transmission rate of its day.</summary>
public static class HourCounts
{
    /// <summary>Nothing is expected of ambient air, sensors and meters.</summary>
    public static bool IsSource(PointState state) =>
        state.Registration is not { } record
        || record.Kind is PointKind.FlueGas or PointKind.WasteWater or PointKind.IncineratorFlueGas;

    public static bool IsOnTime(BeijingTime hour, BeijingTime arrival, Policy policy)
    {
        long patience = policy.Points.Transmission.OnTimeMinutes * (long)BeijingTime.SecondsPerMinute;
        return arrival <= hour.AddSeconds(BeijingTime.SecondsPerHour + patience);
    }

    /// <summary>Counts a factor's hour anew, from its page where that is at hand.</summary>
    public static void Update(
        PointState state, HourPage? page, FactorDay day, int factor, BeijingTime hour, Policy policy)
    {
        if (!IsSource(state))
            return;
        ref HourCount count = ref day.Count(hour.HourOfDay);
        TransmissionPolicy transmission = policy.Points.Transmission;
        CountUnit unit = state.Registration?.Kind == PointKind.WasteWater
            ? transmission.WaterUnit
            : transmission.GasUnit;
        if (unit == CountUnit.Minutes && page is not null && page.SlotsOf(factor) is { Length: > 0 } slots)
        {
            count = OfMinutes(slots, state.Factors[factor].Code, policy.Points.Validity);
            return;
        }

        MeanCell reported = day.Reported(hour.HourOfDay);
        MeanCell computed = day.Computed(hour.HourOfDay);
        if (!count.IsOfMinutes && (reported.IsSet || computed.IsSet))
        {
            count = HourCount.Whole(
                isStopped: reported is { IsSet: true, Flag: DataFlag.Off },
                day.Unmarked(hour.HourOfDay).IsValid,
                reported.IsOnTime || computed.IsOnTime);
        }
    }

    /// <remarks>As for the mean, each minute counts once and the shorter record before the longer.</remarks>
    public static HourCount OfMinutes(ReadOnlySpan<MinuteSlot> slots, FactorCode factor, ValidityPolicy validity)
    {
        ulong covered = 0, valid = 0, onTime = 0, stopped = 0;
        for (int length = HourMeans.Shortest(slots, over: 0);
            length != 0;
            length = HourMeans.Shortest(slots, over: length))
        {
            foreach (ref readonly MinuteSlot slot in slots)
            {
                if (slot.Length != length || (covered & slot.Minutes) != 0)
                    continue;
                covered |= slot.Minutes;
                if (slot.Flag == DataFlag.Off)
                {
                    stopped |= slot.Minutes;
                    continue;
                }

                if (slot.IsOnTime)
                    onTime |= slot.Minutes;
                if (Plausibility.Of(factor, slot.Value, slot.Flag, validity) == VoidCause.None)
                    valid |= slot.Minutes;
            }
        }

        return new HourCount(
            (byte)BitOperations.PopCount(covered & ~stopped), (byte)BitOperations.PopCount(valid),
            (byte)BitOperations.PopCount(onTime), (byte)BitOperations.PopCount(onTime & valid),
            (byte)BitOperations.PopCount(stopped), IsOfMinutes: true);
    }
}
