using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Enterprises;

/// <summary>One natural day of a device: the minutes it was seen on, and its hour means.</summary>
public sealed class DeviceDay
{
    public const int Hours = 24;

    readonly MinuteStates[] _minutes = new MinuteStates[Hours];
    readonly Exact[] _means = new Exact[Hours];

    // A bit an hour, in which the device or outlet stood still by its flag.
    uint _stopped;

    public ReadOnlySpan<MinuteStates> Minutes => _minutes;

    /// <summary>By hour of the day; none where there is no valid one.</summary>
    public ReadOnlySpan<Exact> Means => _means;

    /// <returns>False when the hour stands so already.</returns>
    public bool SetMinutes(int hourOfDay, MinuteStates minutes)
    {
        if (_minutes[hourOfDay] == minutes)
            return false;
        _minutes[hourOfDay] = minutes;
        return true;
    }

    /// <param name="isStopped">What was told is flagged F (停运).</param>
    /// <returns>False when the hour stands so already.</returns>
    public bool SetMean(int hourOfDay, Exact mean, bool isStopped)
    {
        if (_means[hourOfDay] == mean && IsStopped(hourOfDay) == isStopped)
            return false;
        _means[hourOfDay] = mean;
        uint bit = 1u << hourOfDay;
        _stopped = isStopped ? _stopped | bit : _stopped & ~bit;
        return true;
    }

    /// <summary>Whether the device stood still in an hour by its flag.</summary>
    public bool IsStopped(int hourOfDay) => (_stopped >> hourOfDay & 1) != 0;

    /// <summary>What an hour is held against an order with; none where nothing that counts is known of it.</summary>
    public Exact UseOf(int hourOfDay, StoppedHours stopped) =>
        stopped == StoppedHours.Zero && IsStopped(hourOfDay) ? 0m : _means[hourOfDay];

    public PowerSummary Summarise(decimal onAbove)
    {
        decimal[] means = [.. _means.Where(mean => mean.HasValue).Select(mean => mean.Value)];
        (decimal median, int hours) = BaselineRule.OfDay(means, onAbove);
        return new PowerSummary(median, hours);
    }

    /// <summary>The mean of the hours that lie wholly in a window, as far as they count for an order, and which they are.</summary>
    public DeviceUse UseIn(BeijingTime day, BeijingTime from, BeijingTime to, StoppedHours stopped)
    {
        decimal sum = 0;
        int count = 0;
        uint still = 0;
        for (int hour = 0; hour < Hours; hour++)
        {
            BeijingTime start = day.AddSeconds(hour * BeijingTime.SecondsPerHour);
            Exact use = UseOf(hour, stopped);
            if (start < from || start.AddSeconds(BeijingTime.SecondsPerHour) > to || !use.HasValue)
                continue;
            sum += use.Value;
            count++;
            still |= IsStopped(hour) ? 1u << hour : 0;
        }

        return count == 0 ? default : new DeviceUse(sum / count, count, still);
    }

    /// <summary>The hours that lie wholly in a window, of which alone the means count.</summary>
    public static int WholeHours(BeijingTime from, BeijingTime to)
    {
        BeijingTime first = from.AddSeconds(BeijingTime.SecondsPerHour - 1).StartOfHour;
        return (int)Math.Max(0, (to.StartOfHour.UnixSeconds - first.UnixSeconds) / BeijingTime.SecondsPerHour);
    }

    public void Write(EntryWriter writer)
    {
        foreach (MinuteStates minutes in _minutes)
        {
            writer.Unsigned(minutes.Known);
            writer.Unsigned(minutes.On);
        }

        foreach (Exact mean in _means)
            writer.Exact(mean);
        writer.Unsigned(_stopped);
    }

    public static DeviceDay Read(ref EntryReader reader)
    {
        var day = new DeviceDay();
        for (int hour = 0; hour < Hours; hour++)
            day._minutes[hour] = new MinuteStates(reader.Unsigned(), reader.Unsigned());
        for (int hour = 0; hour < Hours; hour++)
            day._means[hour] = reader.Exact();
        day._stopped = (uint)reader.Unsigned();
        return day;
    }
}

/// <summary>What a baseline learns of a day.</summary>
/// <param name="Median">Of the hour means that make the device count as on; 0 of none.</param>
/// <param name="Hours">How many there are.</param>
public readonly record struct PowerSummary(Exact Median, int Hours);

/// <summary>What a device drew, or an outlet let out, in the hours of an order on a natural day.</summary>
/// <param name="Mean">Of the hours that count, in the unit of the code.</param>
/// <param name="Hours">How many there are.</param>
/// <param name="Still">Those at a standstill among them, by hour of the day, a bit each.</param>
public readonly record struct DeviceUse(decimal Mean, int Hours, uint Still);
