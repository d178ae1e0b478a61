using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>
/// Tells an enterprise when its production and treatment devices are on and off (用电监控): at every change, at least
/// every quarter of an hour, and the whole hour when it closes.
/// </summary>
static class PowerMinutes
{
    public static bool IsMeasuredBy(PointState state) =>
        state.Registration is { Kind: PointKind.Electricity, Enterprise: not null };

    /// <summary>
    /// Takes the readings of an upload. An instant that came before with another value stands corrected also in the sums
    /// that its hour mean is made of.
    /// </summary>
    public static void Take(PointState state, Observation observation, Policy policy, EffectList effects)
    {
        PowerPage page = state.PowerPageOf(observation.DataTime);
        foreach (ref readonly Reading reading in observation.Readings.AsSpan())
        {
            if (!policy.Electricity.Measures(reading.Factor))
                continue;
            PowerReading power = ReadingOf(state, observation, in reading, policy);
            bool cameBefore = page.Set(reading.Factor, power, policy.Electricity.OnAbove);
            if (cameBefore && observation.Kind == ObservationKind.RealTime)
            {
                state.HourPageOf(observation.DataTime).SumsOf(state.IndexOf(reading.Factor)) =
                    page.SumsOf(reading.Factor);
            }

            Tell(state, page, reading.Factor, all: false, effects);
        }
    }

    /// <summary>Whether an upload of instants says of every device what is held of it: what came last counts.</summary>
    public static bool Holds(PointState state, Observation observation, Policy policy)
    {
        var page = state.Pages.Find(PageId.Power(observation.DataTime)) as PowerPage;
        foreach (ref readonly Reading reading in observation.Readings.AsSpan())
        {
            if (policy.Electricity.Measures(reading.Factor)
                && page?.Holds(reading.Factor, ReadingOf(state, observation, in reading, policy)) == false)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Tells what is not told yet of an hour that is over.</summary>
    public static void Close(PointState state, BeijingTime hour, EffectList effects)
    {
        if (state.Pages.Find(PageId.Power(hour)) is not PowerPage page)
            return;
        foreach (FactorCode device in page.Devices)
            Tell(state, page, device, all: true, effects);
    }

    static void Tell(PointState state, PowerPage page, FactorCode device, bool all, EffectList effects)
    {
        if (page.Tell(device, all) is { } minutes && state.Registration?.Enterprise is { } enterprise)
            effects.Tell(TwinName.Of(enterprise), new PowerTold(device, page.Id.Start, minutes));
    }

    static PowerReading ReadingOf(
        PointState state, Observation observation, in Reading reading, Policy policy)
    {
        bool counts =
            Plausibility.Of(reading.Factor, reading.Value, reading.Flag, policy.Points.Validity) == VoidCause.None;
        return new PowerReading(
            observation.DataTime.SecondOfDay % BeijingTime.SecondsPerHour,
            observation.Kind == ObservationKind.RealTime ? 0 : MinuteRecords.LengthOf(state, observation),
            counts ? reading.Value : Exact.None);
    }
}
