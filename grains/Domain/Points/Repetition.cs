using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>Recognises an upload that the point holds already: acknowledged again, counted once.</summary>
static class Repetition
{
    /// <summary>Uploads without a place in time that are recognised: a device sends one again within seconds.</summary>
    public const int MostUnplaced = 16;

    public static bool Of(PointState state, Observation observation, Policy policy) =>
        observation.DataTime.UnixSeconds <= 0
        || observation.DataTime > state.LastArrival.AddSeconds(policy.Link.FutureToleranceSeconds)
            ? state.Unplaced.Count > 0 && state.Unplaced.Contains(Fingerprint.OfUnplaced(observation))
            : OfPlaced(state, observation, state.PolicyOf(observation.DataTime, policy));

    static bool OfPlaced(PointState state, Observation observation, Policy policy) => observation.Kind switch
    {
        ObservationKind.RealTime => IsRepeatedInstant(state, observation, policy),
        ObservationKind.Minute or ObservationKind.FurnaceTemperature => AreRepeatedMinutes(state, observation),
        ObservationKind.Hour or ObservationKind.Day => IsRepeatedMean(state, observation, policy),
        ObservationKind.DeviceState or ObservationKind.DeviceRunTime or ObservationKind.PowerOn =>
            state.Pages.Find(PageId.Devices(observation.DataTime)) is DevicePage page && page.Holds(observation),
        _ => false,
    };

    /// <remarks>What a device is corrected to and back again is no repeat: the last arrival counts.</remarks>
    static bool IsRepeatedInstant(PointState state, Observation observation, Policy policy) =>
        state.Pages.Find(PageId.Hour(observation.DataTime)) is HourPage page
        && page.HasSeen(Fingerprint.Of(observation))
        && (!PowerMinutes.IsMeasuredBy(state) || PowerMinutes.Holds(state, observation, policy));

    static bool AreRepeatedMinutes(PointState state, Observation observation)
    {
        if (state.Pages.Find(PageId.Hour(observation.DataTime)) is not HourPage page)
            return false;
        int minute = MinuteRecords.MinuteOf(observation);
        int length = MinuteRecords.LengthOf(state, observation);
        foreach (ref readonly Reading reading in observation.Readings.AsSpan())
        {
            int index = state.Find(reading.Factor);
            if (index < 0
                || page.FindSlot(index, minute, length) is not { } slot
                || slot.Value != reading.Value
                || slot.Converted != reading.Converted
                || slot.Flag != reading.Flag
                || slot.Extremes != Fingerprint.Extremes(in reading))
            {
                return false;
            }
        }

        return observation.Readings.Length > 0;
    }

    static bool IsRepeatedMean(PointState state, Observation observation, Policy policy)
    {
        if (state.Pages.Find(PageId.Day(observation.DataTime)) is not DayPage page)
            return false;
        foreach (ref readonly Reading reading in observation.Readings.AsSpan())
        {
            int index = state.Find(reading.Factor);
            if (index < 0 || page.Find(index) is not { } day)
                return false;
            MeanCell held = observation.Kind == ObservationKind.Day
                ? day.ReportedDay
                : day.Reported(observation.DataTime.HourOfDay);
            MeanCell sent = Judgement.CellOf(in reading, sequence: 0, policy.Points.Validity);
            if (!held.IsSet || !held.SameContentAs(in sent))
                return false;
        }

        return observation.Readings.Length > 0;
    }
}
