using System.Numerics;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Incinerators;

/// <summary>One natural month of a furnace: a bit for each day, so that corrections count right.</summary>
public sealed class FurnaceMonth(BeijingTime start) : IPage
{
    uint _temperatureDays;
    uint _emissionDays;

    public PageId Id => new(PageKind.Month, start);

    public BeijingTime Start => start;

    /// <summary>End of the month, exclusive.</summary>
    public BeijingTime End => EndFor(start);

    public bool IsDirty { get; set; }

    public int TemperatureDays => BitOperations.PopCount(_temperatureDays);

    public int EmissionDays => BitOperations.PopCount(_emissionDays);

    /// <summary>Days with a violation of either kind.</summary>
    public int EitherDays => BitOperations.PopCount(_temperatureDays | _emissionDays);

    /// <summary>The days with a daily mean over its limit, by their number in the month.</summary>
    public IEnumerable<int> EmissionDates => DatesOf(_emissionDays);

    /// <summary>The days with a temperature violation, by their number in the month.</summary>
    public IEnumerable<int> TemperatureDates => DatesOf(_temperatureDays);

    /// <summary>Start of the last day with a violation; not set without one.</summary>
    public BeijingTime LastViolation => (_temperatureDays | _emissionDays) is not 0 and var days
        ? start.AddSeconds((long)BitOperations.Log2(days) * BeijingTime.SecondsPerDay)
        : default;

    public OwnFindings Own { get; init; } = new();

    /// <summary>The days of each kind up to a number of the month, and of either kind.</summary>
    public (int Emission, int Temperature, int Either) Through(int day)
    {
        uint mask = day >= 32 ? uint.MaxValue : (1u << day) - 1;
        return (
            BitOperations.PopCount(_emissionDays & mask),
            BitOperations.PopCount(_temperatureDays & mask),
            BitOperations.PopCount((_emissionDays | _temperatureDays) & mask));
    }

    public static BeijingTime StartFor(BeijingTime time)
    {
        DateOnly date = time.Date;
        return BeijingTime.StartOf(BeijingTime.DayNumberOf(new DateOnly(date.Year, date.Month, 1)));
    }

    /// <summary>End of the month that starts then, exclusive.</summary>
    public static BeijingTime EndFor(BeijingTime start) =>
        BeijingTime.StartOf(BeijingTime.DayNumberOf(start.Date.AddMonths(1)));

    public void Mark(BeijingTime day, bool temperature, bool emission)
    {
        uint bit = 1u << (day.Date.Day - 1);
        _temperatureDays = temperature ? _temperatureDays | bit : _temperatureDays & ~bit;
        _emissionDays = emission ? _emissionDays | bit : _emissionDays & ~bit;
    }

    public void Write(EntryWriter writer)
    {
        writer.Time(start);
        writer.Unsigned(_temperatureDays);
        writer.Unsigned(_emissionDays);
        Own.Write(writer);
    }

    public static FurnaceMonth Read(ref EntryReader reader) => new(reader.Time())
    {
        _temperatureDays = (uint)reader.UnsignedUpTo(uint.MaxValue),
        _emissionDays = (uint)reader.UnsignedUpTo(uint.MaxValue),
        Own = OwnFindings.Read(ref reader),
    };

    static IEnumerable<int> DatesOf(uint days) =>
        Enumerable.Range(1, 31).Where(day => (days & (1u << (day - 1))) != 0);
}
