using System.Numerics;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Incinerators;

/// <summary>One natural month of a furnace, day by day, so that corrections count right.</summary>
public sealed class FurnaceMonth(BeijingTime start) : IPage
{
    const int MostDays = 31;

    const uint MostBits = (1u << MostDays) - 1;

    byte[] _meansOver = new byte[MostDays];
    uint _temperatureDays;
    uint _emissionDays;

    public PageId Id => new(PageKind.Month, start);

    public BeijingTime Start => start;

    /// <summary>End of the month, exclusive.</summary>
    public BeijingTime End => EndFor(start);

    public bool IsDirty { get; set; }

    public int TemperatureDays => BitOperations.PopCount(_temperatureDays);

    public int EmissionDays => BitOperations.PopCount(_emissionDays);

    public ViolationCounts Violations => Through(MostDays);

    /// <summary>The days with a daily mean over its limit, by their number in the month.</summary>
    public IEnumerable<int> EmissionDates => DatesOf(_emissionDays);

    /// <summary>The days with a temperature violation, by their number in the month.</summary>
    public IEnumerable<int> TemperatureDates => DatesOf(_temperatureDays);

    /// <summary>Start of the last day with a violation; not set without one.</summary>
    public BeijingTime LastViolation => (_temperatureDays | _emissionDays) is not 0 and var days
        ? start.AddSeconds((long)BitOperations.Log2(days) * BeijingTime.SecondsPerDay)
        : default;

    public OwnFindings Own { get; init; } = new();

    /// <summary>The daily means over their limits on a day, by its number in the month.</summary>
    public int MeansOverOn(int date) => _meansOver[date - 1];

    /// <summary>The violations up to a day and with it, by its number in the month.</summary>
    public ViolationCounts Through(int day)
    {
        uint mask = (1u << day) - 1;
        int means = 0;
        foreach (byte over in _meansOver.AsSpan(0, day))
            means += over;
        return new ViolationCounts(
            BitOperations.PopCount(_emissionDays & mask),
            means,
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

    /// <param name="day">Any time of the day.</param>
    /// <param name="temperature">Whether its low temperatures are a violation.</param>
    /// <param name="meansOver">Its daily means over their limits.</param>
    public void Mark(BeijingTime day, bool temperature, int meansOver)
    {
        int index = day.Date.Day - 1;
        uint bit = 1u << index;
        _temperatureDays = temperature ? _temperatureDays | bit : _temperatureDays & ~bit;
        _emissionDays = meansOver > 0 ? _emissionDays | bit : _emissionDays & ~bit;
        _meansOver[index] = (byte)meansOver;
    }

    public void Write(EntryWriter writer)
    {
        writer.Time(start);
        writer.Unsigned(_temperatureDays);
        writer.Unsigned(_emissionDays);
        for (uint rest = _emissionDays; rest != 0; rest &= rest - 1)
            writer.Byte(_meansOver[BitOperations.TrailingZeroCount(rest)]);
        Own.Write(writer);
    }

    public static FurnaceMonth Read(ref EntryReader reader)
    {
        BeijingTime start = reader.Time();
        var temperatureDays = (uint)reader.UnsignedUpTo(MostBits);
        var emissionDays = (uint)reader.UnsignedUpTo(MostBits);
        var meansOver = new byte[MostDays];
        for (uint rest = emissionDays; rest != 0; rest &= rest - 1)
            meansOver[BitOperations.TrailingZeroCount(rest)] = reader.Byte();
        return new FurnaceMonth(start)
        {
            _temperatureDays = temperatureDays,
            _emissionDays = emissionDays,
            _meansOver = meansOver,
            Own = OwnFindings.Read(ref reader),
        };
    }

    static IEnumerable<int> DatesOf(uint days) =>
        Enumerable.Range(1, MostDays).Where(day => (days & (1u << (day - 1))) != 0);
}
