using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Electricity;

/// <summary>On, off or unknown, minute by minute, of one device.</summary>
public static class DeviceTimeline
{
    /// <summary>A reading stands until the next one, at most for so many minutes behind its own.</summary>
    /// <param name="hours">In order, without gaps.</param>
    /// <returns>One place a minute; null is unknown.</returns>
    public static bool?[] Of(ReadOnlySpan<MinuteStates> hours, int holdMinutes)
    {
        var minutes = new bool?[hours.Length * BeijingTime.MinutesPerHour];
        int last = -1;
        bool isOn = false;
        for (int minute = 0; minute < minutes.Length; minute++)
        {
            MinuteStates hour = hours[minute / BeijingTime.MinutesPerHour];
            if (hour.IsKnown(minute % BeijingTime.MinutesPerHour))
                (last, isOn) = (minute, hour.IsOn(minute % BeijingTime.MinutesPerHour));
            minutes[minute] = last >= 0 && minute - last <= holdMinutes ? isOn : null;
        }

        return minutes;
    }

    /// <summary>The minute after the newest in which anything is known; 0 where nothing is.</summary>
    public static int KnownUntil(ReadOnlySpan<MinuteStates> hours)
    {
        for (int hour = hours.Length - 1; hour >= 0; hour--)
        {
            if (hours[hour].Known != 0)
                return hour * BeijingTime.MinutesPerHour + hours[hour].Newest + 1;
        }

        return 0;
    }
}
