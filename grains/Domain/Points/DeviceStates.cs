using Qianliyan.Domain.Observations;

namespace Qianliyan.Domain.Points;

/// <summary>Takes run states (CN 2021) and run times (CN 2041) of treatment devices.</summary>
static class DeviceStates
{
    public static void Take(PointState state, Observation observation)
    {
        foreach (ref readonly Reading reading in observation.Readings.AsSpan())
        {
            int index = state.FindDevice(reading.Factor);
            DeviceState now = index >= 0 ? state.Devices[index] : new DeviceState { Device = reading.Factor };
            if (observation.Kind == ObservationKind.DeviceState && observation.DataTime >= now.At)
                now = now with { At = observation.DataTime, State = reading.Value };
            if (observation.Kind == ObservationKind.DeviceRunTime && observation.DataTime >= now.RunTimeDay)
                now = now with { RunTimeDay = observation.DataTime, RunHours = reading.Value };
            state.SetDevice(now);
        }
    }
}
