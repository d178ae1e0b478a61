using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Electricity;

/// <summary>
/// When the hour mean of a current or power counts: readings come every quarter of an hour, and one stands until the next,
/// as in <see cref="DeviceTimeline"/>.
/// </summary>
public static class HourCoverage
{
    /// <param name="read">The minutes of the hour with a reading that counts; bit 0 is the first minute.</param>
    /// <returns>Minutes of the hour for which one of them stands.</returns>
    public static int Of(ulong read, int holdMinutes)
    {
        int covered = 0, last = -1;
        for (int minute = 0; minute < BeijingTime.MinutesPerHour; minute++)
        {
            if ((read >> minute & 1) != 0)
                last = minute;
            covered += last >= 0 && minute - last <= holdMinutes ? 1 : 0;
        }

        return covered;
    }

    public static bool Suffices(ulong read, ElectricityPolicy policy) =>
        Of(read, policy.HoldMinutes) >= policy.CoveredMinutes;
}
