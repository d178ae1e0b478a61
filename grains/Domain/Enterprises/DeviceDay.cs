using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Enterprises;

/// <summary>One natural day of a device: the minutes it was seen on, and its hour means.</summary>
public sealed class DeviceDay
{
    public const int Hours = 24;

    readonly MinuteStates[] _minutes = new MinuteStates[Hours];
    readonly Exact[] _means = new Exact[Hours];

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

    /// <returns>False when the hour stands so already.</returns>
    public bool SetMean(int hourOfDay, Exact mean)
    {
        if (_means[hourOfDay] == mean)
            return false;
        _means[hourOfDay] = mean;
        return true;
    }

    public PowerSummary Summarise(decimal onAbove)
    {
        decimal[] means = [.. _means.Where(mean => mean.HasValue).Select(mean => mean.Value)];
        (decimal median, int hours) = BaselineRule.OfDay(means, onAbove);
        return new PowerSummary(median, hours);
    }

    /// <summary>The mean of the hour means of the hours in a window, and how many there are.</summary>
    public (decimal Mean, int Hours) MeanOf(BeijingTime day, BeijingTime from, BeijingTime to)
    {
        decimal sum = 0;
        int count = 0;
        for (int hour = 0; hour < Hours; hour++)
        {
            BeijingTime start = day.AddSeconds(hour * BeijingTime.SecondsPerHour);
            if (start < from || start.AddSeconds(BeijingTime.SecondsPerHour) > to || !_means[hour].HasValue)
                continue;
            sum += _means[hour].Value;
            count++;
        }

        return count == 0 ? default : (sum / count, count);
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
    }

    public static DeviceDay Read(ref EntryReader reader)
    {
        var day = new DeviceDay();
        for (int hour = 0; hour < Hours; hour++)
            day._minutes[hour] = new MinuteStates(reader.Unsigned(), reader.Unsigned());
        for (int hour = 0; hour < Hours; hour++)
            day._means[hour] = reader.Exact();
        return day;
    }
}

/// <summary>What a baseline learns of a day.</summary>
/// <param name="Median">Of the hour means that make the device count as on; 0 of none.</param>
/// <param name="Hours">How many there are.</param>
public readonly record struct PowerSummary(Exact Median, int Hours);
