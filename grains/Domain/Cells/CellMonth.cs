using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Cells;

/// <summary>
/// The high hours of the fine cells of a 3 km cell in a natural month (累计高值), day by day, so that late data move
/// the count.
/// </summary>
public sealed class CellMonth(BeijingTime start) : IPage
{
    const int MostDays = 31;

    readonly SortedDictionary<(FactorCode Factor, CellId Cell), byte[]> _days = [];

    public PageId Id => new(PageKind.Month, start);

    public bool IsDirty { get; set; }

    public BeijingTime Start => start;

    /// <summary>The first instant of the next month.</summary>
    public BeijingTime End
    {
        get
        {
            DateOnly next = start.Date.AddMonths(1);
            return BeijingTime.StartOf(BeijingTime.DayNumberOf(next));
        }
    }

    /// <summary>In force on the month, as told to the fine cells.</summary>
    public FindingSet Found { get; init; } = new();

    public static PageId IdOf(BeijingTime time)
    {
        DateOnly date = time.Date;
        return new PageId(PageKind.Month, BeijingTime.Of(date.Year, date.Month, 1));
    }

    /// <returns>False when the day stands so already.</returns>
    public bool Set(FactorCode factor, CellId cell, BeijingTime day, int highHours)
    {
        if (!_days.TryGetValue((factor, cell), out byte[]? days))
        {
            if (highHours == 0)
                return false;
            _days[(factor, cell)] = days = new byte[MostDays];
        }

        ref byte held = ref days[day.Date.Day - 1];
        if (held == highHours)
            return false;
        held = (byte)highHours;
        if (!days.AsSpan().ContainsAnyExcept((byte)0))
            _days.Remove((factor, cell));
        IsDirty = true;
        return true;
    }

    public int HighHours(FactorCode factor, CellId cell)
    {
        int sum = 0;
        foreach (byte hours in HighHoursByDay(factor, cell))
            sum += hours;
        return sum;
    }

    /// <summary>High hours of the natural days, the first day of the month first; empty where there is none.</summary>
    public ReadOnlySpan<byte> HighHoursByDay(FactorCode factor, CellId cell) =>
        _days.TryGetValue((factor, cell), out byte[]? days) ? days : [];

    public void Write(EntryWriter writer)
    {
        writer.Time(start);
        writer.Unsigned((ulong)_days.Count);
        foreach (((FactorCode Factor, CellId Cell) key, byte[] days) in _days)
        {
            writer.Factor(key.Factor);
            writer.Text(key.Cell.ToString());
            foreach (byte hours in days)
                writer.Byte(hours);
        }

        Found.Write(writer);
    }

    public static CellMonth Read(ref EntryReader reader)
    {
        BeijingTime start = reader.Time();
        int count = reader.Count();
        var read = new List<((FactorCode, CellId) Key, byte[] Days)>(count);
        for (; count > 0; count--)
        {
            (FactorCode, CellId) key = (reader.Factor(), CellId.Parse(reader.Text() ?? ""));
            var days = new byte[MostDays];
            for (int i = 0; i < days.Length; i++)
                days[i] = reader.Byte();
            read.Add((key, days));
        }

        var month = new CellMonth(start) { Found = FindingSet.Read(ref reader) };
        foreach (((FactorCode, CellId) key, byte[] days) in read)
            month._days.Add(key, days);
        return month;
    }
}
