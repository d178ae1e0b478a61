using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>
/// The mean of the hours of a day of which marks touch so many that too few are left. An hour that marks touch leaves the
/// mean (hourOverlap), since nothing takes the marked minutes out of it. But one that keeps the minutes that an hour needs
/// (HJ 212-2017 annex D) is one of the day's all the same: the other minutes had something between what is left when the
/// marked ones had the largest plausible value, and when they had zero. So the day is over or within its limit where it is
/// whatever the marked minutes had: minutes marked in many hours free no day of which the hours are known, either
/// (<see cref="ToldDayRule"/>).
/// </summary>
public struct TouchedHours
{
    decimal _least;
    decimal _most;

    /// <summary>Hours taken.</summary>
    public int Count { get; private set; }

    /// <summary>The seconds of them under marks.</summary>
    public int MarkedSeconds { get; private set; }

    public readonly decimal AtLeast => _least / Count;

    public readonly decimal AtMost => _most / Count;

    /// <summary>Takes an hour that no mark touches.</summary>
    public void Add(decimal mean)
    {
        Count++;
        _least += mean;
        _most += mean;
    }

    /// <summary>Takes an hour that marks touch, if they leave it enough minutes.</summary>
    /// <param name="mean">With the marked minutes in it.</param>
    /// <param name="markedSeconds">Its seconds under marks.</param>
    /// <param name="hourMinutes">Valid minutes that an hour needs.</param>
    /// <param name="maximum">The largest plausible value of the factor, which is never below zero; none where none is known.</param>
    public void AddTouched(decimal mean, int markedSeconds, int hourMinutes, Exact maximum)
    {
        if (ToldDayRule.IsMarkedAway(markedSeconds, hourMinutes))
            return;
        Count++;
        MarkedSeconds += markedSeconds;
        int left = BeijingTime.SecondsPerHour - markedSeconds;
        decimal hour = mean * BeijingTime.SecondsPerHour;
        _least += maximum.HasValue ? Math.Max(0, hour - maximum.Value * markedSeconds) / left : 0;
        _most += hour / left;
    }
}
