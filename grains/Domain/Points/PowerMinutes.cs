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

    public static void Take(PointState state, Observation observation, Policy policy, EffectList effects)
    {
        PowerPage page = state.PowerPageOf(observation.DataTime);
        int first = MinuteRecords.MinuteOf(observation);
        int length = observation.Kind == ObservationKind.RealTime ? 1 : MinuteRecords.LengthOf(state, observation);
        ulong minutes = ((1UL << length) - 1) << first;
        foreach (ref readonly Reading reading in observation.Readings.AsSpan())
        {
            if (!policy.Electricity.Measures(reading.Factor) || !reading.Flag.IsValid() || !reading.Value.HasValue)
                continue;
            page.Add(reading.Factor, minutes, reading.Value.Value > policy.Electricity.OnAbove);
            Tell(state, page, reading.Factor, all: false, effects);
        }
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
}
